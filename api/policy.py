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
GOAL = f"{COURSE}/goals/{{goal}}"
NOTE = f"{COURSE}/notes/{{note}}"
STAFF = f"{V1}/staff/{{staff}}"
TODO = f"{V1}/todos/{{todo}}"
ASSESSMENT = f"{COURSE}/assessment"
MEASURES = f"{COURSE}/measures"
NETWORK = f"{COURSE}/network"
SAFETY = f"{COURSE}/safety"
FORMULATION = f"{COURSE}/formulation"
WORKING = f"{COURSE}/working"

POLICY: Policy = {
    ("POST", f"{V1}/clients"): Opens.CLIENTS,
    ("GET", CLIENT): Opens.CLIENTS,
    ("PUT", f"{CLIENT}/contact"): Opens.CLIENTS,
    ("PUT", f"{CLIENT}/zone"): Opens.CLIENTS,
    ("PUT", f"{CLIENT}/gp"): Opens.CLIENTS,
    ("PUT", f"{CLIENT}/emergency-contact"): Opens.CLIENTS,
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
    ("POST", f"{ASSESSMENT}/sources"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/social-history"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/difficulties"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/patterns"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/episode"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/sick-role"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/diagnoses"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/medication"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/perinatal"): Opens.COURSES,
    ("POST", f"{ASSESSMENT}/suitability"): Opens.COURSES,
    ("GET", ASSESSMENT): Opens.COURSES,
    ("POST", MEASURES): Opens.COURSES,
    ("POST", f"{MEASURES}/{{form}}/rescorings"): Opens.COURSES,
    ("GET", MEASURES): Opens.COURSES,
    ("POST", f"{NETWORK}/people"): Opens.COURSES,
    ("POST", f"{NETWORK}/people/{{person}}/revisions"): Opens.COURSES,
    ("POST", f"{NETWORK}/people/{{person}}/removal"): Opens.COURSES,
    ("GET", NETWORK): Opens.COURSES,
    ("POST", f"{SAFETY}/risk-assessments"): Opens.COURSES,
    ("POST", f"{SAFETY}/plans"): Opens.COURSES,
    ("POST", f"{SAFETY}/plan-copies"): Opens.COURSES,
    ("GET", SAFETY): Opens.COURSES,
    ("POST", f"{FORMULATION}/areas"): Opens.COURSES,
    ("POST", f"{FORMULATION}/areas/{{area}}/revisions"): Opens.COURSES,
    ("POST", f"{FORMULATION}/areas/{{area}}/focus-ending"): Opens.COURSES,
    ("POST", f"{FORMULATION}/focus-choices"): Opens.COURSES,
    ("POST", f"{FORMULATION}/statements"): Opens.COURSES,
    ("POST", f"{FORMULATION}/agreements"): Opens.COURSES,
    ("GET", FORMULATION): Opens.COURSES,
    ("POST", f"{WORKING}/disputes"): Opens.COURSES,
    ("POST", f"{WORKING}/disputes/{{dispute}}/progress"): Opens.COURSES,
    ("POST", f"{WORKING}/disputes/{{dispute}}/endings"): Opens.COURSES,
    ("POST", f"{WORKING}/skills"): Opens.COURSES,
    ("GET", WORKING): Opens.COURSES,
    ("GET", f"{COURSE}/messages"): Opens.COURSES,
    ("GET", f"{COURSE}/history"): Opens.AUDIT,
    ("GET", f"{V1}/messages/{{message}}"): Opens.COURSES,
    ("GET", f"{V1}/needs-person"): Opens.COURSES,
    ("GET", f"{V1}/clinic"): Opens.ANY_TOKEN,
    ("GET", f"{V1}/openapi.json"): Opens.ANY_TOKEN,
    # The plan, the work of the sessions, and how it goes.
    ("POST", f"{COURSE}/goals"): Opens.COURSES,
    ("POST", f"{GOAL}/revisions"): Opens.COURSES,
    ("POST", f"{GOAL}/ratings"): Opens.COURSES,
    ("POST", f"{GOAL}/drop"): Opens.COURSES,
    ("POST", f"{GOAL}/taking-up"): Opens.COURSES,
    ("POST", f"{COURSE}/contracts"): Opens.COURSES,
    ("POST", f"{COURSE}/plan-reviews"): Opens.COURSES,
    ("POST", f"{SESSION}/openings"): Opens.COURSES,
    ("POST", f"{SESSION}/techniques"): Opens.COURSES,
    ("POST", f"{SESSION}/area-work"): Opens.COURSES,
    ("POST", f"{SESSION}/next-steps"): Opens.COURSES,
    ("POST", f"{COURSE}/next-steps/{{step}}/answers"): Opens.COURSES,
    ("POST", f"{COURSE}/phase-tasks"): Opens.COURSES,
    ("POST", f"{COURSE}/notes"): Opens.COURSES,
    ("POST", f"{NOTE}/drafts"): Opens.COURSES,
    ("POST", f"{NOTE}/signature"): Opens.COURSES,
    ("POST", f"{NOTE}/addenda"): Opens.COURSES,
    ("POST", f"{NOTE}/cosignature"): Opens.COURSES,
    ("POST", f"{COURSE}/retractions"): Opens.COURSES,
    ("POST", f"{COURSE}/plan-changes/preview"): Opens.COURSES,
    ("POST", f"{COURSE}/session-series/preview"): Opens.COURSES,
    ("POST", f"{SESSION}/moves/preview"): Opens.COURSES,
    ("POST", f"{COURSE}/check-in-plans/preview"): Opens.COURSES,
    ("POST", f"{COURSE}/check-in-stops/preview"): Opens.COURSES,
    ("POST", f"{COURSE}/pauses/preview"): Opens.COURSES,
    ("POST", f"{COURSE}/resumptions/preview"): Opens.COURSES,
    ("POST", f"{COURSE}/discharge/preview"): Opens.COURSES,
    ("GET", f"{COURSE}/plan"): Opens.COURSES,
    ("GET", f"{COURSE}/work"): Opens.COURSES,
    ("GET", f"{COURSE}/agenda"): Opens.COURSES,
    ("GET", f"{COURSE}/progress"): Opens.COURSES,
    ("GET", f"{V1}/outcomes"): Opens.COURSES,
    ("GET", f"{V1}/unsigned-notes"): Opens.COURSES,
    # The pathway: referral, ending and after, the clinic's day.
    ("POST", f"{REFERRAL}/screenings"): Opens.CLIENTS,
    ("POST", f"{REFERRAL}/waiting"): Opens.CLIENTS,
    ("POST", f"{REFERRAL}/offers"): Opens.CLIENTS,
    ("POST", f"{REFERRAL}/decline"): Opens.CLIENTS,
    ("GET", f"{V1}/referrals"): Opens.CLIENTS,
    ("POST", f"{CLIENT}/death"): Opens.CLIENTS,
    ("POST", f"{CLIENT}/death-withdrawals"): Opens.CLIENTS,
    ("POST", f"{COURSE}/release"): Opens.COURSES,
    ("POST", f"{COURSE}/discharge-withdrawals"): Opens.COURSES,
    ("POST", f"{COURSE}/protocol-moves"): Opens.COURSES,
    ("POST", f"{COURSE}/clinician-changes"): Opens.COURSES,
    ("POST", f"{COURSE}/supervision"): Opens.COURSES,
    ("POST", f"{COURSE}/linked-courses"): Opens.COURSES,
    ("POST", f"{COURSE}/ending"): Opens.COURSES,
    ("POST", f"{COURSE}/ending-feelings"): Opens.COURSES,
    ("POST", f"{COURSE}/ending-gains"): Opens.COURSES,
    ("POST", f"{COURSE}/early-warning-signs"): Opens.COURSES,
    ("POST", f"{COURSE}/relapse-plans"): Opens.COURSES,
    ("POST", f"{COURSE}/remission"): Opens.COURSES,
    ("POST", f"{COURSE}/maintenance-decisions"): Opens.COURSES,
    ("POST", f"{COURSE}/returned-signs"): Opens.COURSES,
    ("POST", f"{COURSE}/follow-ups"): Opens.COURSES,
    ("POST", f"{COURSE}/missed-follow-ups"): Opens.COURSES,
    ("GET", f"{COURSE}/pathway"): Opens.COURSES,
    ("GET", f"{COURSE}/ending"): Opens.COURSES,
    ("GET", f"{COURSE}/follow-ups"): Opens.COURSES,
    ("GET", f"{COURSE}/protocol-move"): Opens.COURSES,
    ("POST", f"{V1}/staff"): Opens.CLINIC,
    ("GET", f"{V1}/staff"): Opens.CLINIC,
    ("GET", STAFF): Opens.CLINIC,
    ("POST", f"{STAFF}/leaving"): Opens.CLINIC,
    ("POST", f"{STAFF}/absences"): Opens.CLINIC,
    ("POST", f"{STAFF}/absence-withdrawals"): Opens.CLINIC,
    ("POST", f"{STAFF}/supervision"): Opens.CLINIC,
    ("POST", f"{STAFF}/caseload"): Opens.COURSES,
    ("GET", f"{V1}/absences"): Opens.CLINIC,
    ("POST", f"{V1}/closures"): Opens.CLINIC,
    ("POST", f"{V1}/closure-withdrawals"): Opens.CLINIC,
    ("GET", f"{V1}/closures"): Opens.ANY_TOKEN,
    ("POST", f"{V1}/todos"): Opens.COURSES,
    ("GET", f"{V1}/todos"): Opens.COURSES,
    ("GET", TODO): Opens.COURSES,
    ("POST", f"{TODO}/assignment"): Opens.COURSES,
    ("POST", f"{TODO}/end"): Opens.COURSES,
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
