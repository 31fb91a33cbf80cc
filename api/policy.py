"""Who may call what: one table, and nothing that is not in it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from litestar.routes import BaseRoute, HTTPRoute

from api.errors import PolicyGap


class Opens(StrEnum):
    """What a route asks of its caller: nothing, any token that is in force, or a token with that scope."""

    PUBLIC = "public"
    ANY_TOKEN = "any token"  # noqa: S105 - says what is asked, and is no secret
    CLIENTS = "clients"
    COURSES = "courses"
    CLINIC = "clinic"
    AUDIT = "audit"


Policy = Mapping[tuple[str, str], Opens]
"""By method and path template, such as `("GET", "/api/v1/courses/{course}")`."""

V1 = "/api/v1"
CLIENT = f"{V1}/clients/{{client}}"
REFERRAL = f"{V1}/referrals/{{referral}}"
COURSE = f"{V1}/courses/{{course}}"
SESSION = f"{COURSE}/sessions/{{session}}"

POLICY: Policy = {
    ("POST", f"{V1}/clients"): Opens.CLIENTS,
    ("GET", CLIENT): Opens.CLIENTS,
    ("PUT", f"{CLIENT}/contact"): Opens.CLIENTS,
    ("PUT", f"{CLIENT}/zone"): Opens.CLIENTS,
    ("POST", f"{CLIENT}/consents"): Opens.CLIENTS,
    ("POST", f"{CLIENT}/consent-withdrawals"): Opens.CLIENTS,
    ("POST", f"{V1}/referrals"): Opens.CLIENTS,
    ("GET", REFERRAL): Opens.CLIENTS,
    ("POST", f"{REFERRAL}/acceptance"): Opens.CLIENTS,
    ("POST", f"{V1}/courses"): Opens.COURSES,
    ("GET", f"{V1}/courses"): Opens.COURSES,
    ("GET", COURSE): Opens.COURSES,
    ("POST", f"{COURSE}/phase-changes"): Opens.COURSES,
    ("POST", f"{COURSE}/sessions"): Opens.COURSES,
    ("POST", f"{COURSE}/session-series"): Opens.COURSES,
    ("POST", f"{SESSION}/moves"): Opens.COURSES,
    ("POST", f"{SESSION}/place-changes"): Opens.COURSES,
    ("POST", f"{SESSION}/cancellations"): Opens.COURSES,
    ("POST", f"{SESSION}/attendance"): Opens.COURSES,
    ("POST", f"{COURSE}/check-in-plans"): Opens.COURSES,
    ("POST", f"{COURSE}/check-in-stops"): Opens.COURSES,
    ("POST", f"{COURSE}/plan-changes"): Opens.COURSES,
    ("POST", f"{COURSE}/pauses"): Opens.COURSES,
    ("POST", f"{COURSE}/resumptions"): Opens.COURSES,
    ("POST", f"{COURSE}/discharge"): Opens.COURSES,
    ("GET", f"{COURSE}/messages"): Opens.COURSES,
    ("GET", f"{COURSE}/history"): Opens.AUDIT,
    ("GET", f"{V1}/messages/{{message}}"): Opens.COURSES,
    ("GET", f"{V1}/needs-person"): Opens.COURSES,
    ("GET", f"{V1}/clinic"): Opens.ANY_TOKEN,
    ("GET", f"{V1}/openapi.json"): Opens.ANY_TOKEN,
    # The provider has no token: its webhooks are opened by their signature instead.
    ("POST", "/webhooks/twilio/inbound"): Opens.PUBLIC,
    ("POST", "/webhooks/twilio/status"): Opens.PUBLIC,
    ("GET", "/health/live"): Opens.PUBLIC,
    ("GET", "/health/ready"): Opens.PUBLIC,
}
"""Every route there is. `clients`: records of people; `courses`: therapy and messages; `audit`: whole histories."""


def opens(policy: Policy, method: str, template: str) -> Opens | None:
    """Return what a call asks of its caller; None where the table has no entry, so that nobody may call it.

    HEAD is GET without a body. OPTIONS tells which methods a path takes: to anybody who could call
    one of them without a token, and else to holders of one.
    """
    if method == "HEAD":
        method = "GET"
    if method != "OPTIONS":
        return policy.get((method, template))
    known = {entry for (_, path), entry in policy.items() if path == template}
    if not known:
        return None
    return Opens.PUBLIC if Opens.PUBLIC in known else Opens.ANY_TOKEN


def check(policy: Policy, routes: Iterable[BaseRoute]) -> None:
    """Make sure that the table and the app name the same routes.

    Raises:
        PolicyGap: a route has no entry, or an entry no route.
    """
    served: set[tuple[str, str]] = set()
    for route in routes:
        if not isinstance(route, HTTPRoute):
            raise PolicyGap(gap=f"{route.path_format} is no HTTP route, and only those are guarded")
        served |= {(method, route.path_format) for method in route.methods}
    for method, path in sorted(served):
        if opens(policy, method, path) is None:
            raise PolicyGap(gap=f"{method} {path} has no entry")
    for method, path in sorted(set(policy) - served):
        raise PolicyGap(gap=f"there is no route {method} {path}")
