"""Who may call what: every route has its entry, and no token opens more than its scopes."""

import re
from typing import Any
from uuid import uuid4

import pytest
from litestar import get
from litestar.handlers import HTTPRouteHandler

from api.app import create_app
from api.errors import PolicyGap
from api.policy import POLICY, Opens, check, opens
from domain.instant import DAY, later
from domain.token.decisions import SCOPES
from tests.api.clinic import Caller, ClinicApi

GUARDED = sorted((method, path) for (method, path), needed in POLICY.items() if needed is not Opens.PUBLIC)


def somewhere(path: str) -> str:
    return re.sub(r"{\w+}", lambda _: str(uuid4()), path)


def test_the_policy_names_every_route_and_no_other(api: ClinicApi) -> None:
    check(POLICY, api.app.routes)


def test_a_route_without_an_entry_stops_the_start(api: ClinicApi) -> None:
    with pytest.raises(PolicyGap, match="GET /stray has no entry"):
        create_app(api.services, [stray("/stray")])


def test_an_entry_without_a_route_stops_the_start(api: ClinicApi) -> None:
    with pytest.raises(PolicyGap, match="there is no route GET /gone"):
        create_app(api.services, extra_policy={("GET", "/gone"): Opens.PUBLIC})


def test_handlers_of_others_join_with_their_own_entries(api: ClinicApi) -> None:
    app = create_app(api.services, [stray("/page")], extra_policy={("GET", "/page"): Opens.PUBLIC})

    assert "/page" in {route.path for route in app.routes}


def test_the_scopes_of_the_table_are_those_that_tokens_have() -> None:
    assert {needed.value for needed in Opens} - {"public", "any token"} == SCOPES


def test_only_webhooks_and_health_are_public() -> None:
    public = {path for (_, path), needed in POLICY.items() if needed is Opens.PUBLIC}

    assert public == {"/webhooks/twilio/inbound", "/webhooks/twilio/status", "/health/live", "/health/ready"}


def test_nobody_gets_in_without_a_token(api: ClinicApi) -> None:
    for method, path in GUARDED:
        answer = api.web.request(method, somewhere(path))

        assert answer.status_code == 401, (method, path)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "unauthenticated"


def test_a_token_opens_exactly_the_routes_of_its_scope(api: ClinicApi) -> None:
    for scope in sorted(SCOPES):
        caller = api.caller(scope)
        for (method, path), needed in POLICY.items():
            answer = api.web.request(method, somewhere(path), headers=caller.headers())
            opened = needed in {Opens.ANY_TOKEN, scope}
            if needed is not Opens.PUBLIC:
                assert (answer.status_code != 403) is opened, (scope, method, path)


@pytest.mark.parametrize("method", ["OPTIONS", "HEAD", "DELETE", "PATCH", "TRACE"])
def test_no_other_method_lets_anybody_read(api: ClinicApi, staff: Caller, method: str) -> None:
    course = staff.open_course()

    answer = api.web.request(method, f"/api/v1/courses/{course}")

    assert answer.status_code in {401, 405}
    assert course not in answer.text


def test_options_tells_holders_of_a_token_what_a_path_takes(api: ClinicApi, staff: Caller) -> None:
    answer = api.web.options("/api/v1/courses", headers=staff.headers())

    assert answer.status_code == 204
    assert answer.headers["Allow"] == "GET, OPTIONS, POST"


def test_head_asks_what_get_asks() -> None:
    assert opens(POLICY, "HEAD", "/api/v1/courses") is Opens.COURSES
    assert opens(POLICY, "HEAD", "/health/live") is Opens.PUBLIC
    assert opens(POLICY, "OPTIONS", "/health/live") is Opens.PUBLIC
    assert opens(POLICY, "GET", "/elsewhere") is None
    assert opens(POLICY, "OPTIONS", "/elsewhere") is None


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer nobody", "Basic eDp5", "nobody", "Bearer \xe9"])
def test_whatever_is_wrong_with_a_token_the_answer_is_the_same(api: ClinicApi, header: str) -> None:
    expired = api.token("courses", days=1)
    api.clock.at = later(api.clock.now(), DAY)
    revoked = api.token("courses")
    api.revoke(revoked)
    others = [f"Bearer {expired}", f"Bearer {revoked}", f"Basic {api.token('courses')}"]

    answers = [said(api, given) for given in [header, *others]]

    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 401


def said(api: ClinicApi, authorization: str) -> tuple[int, bytes, str]:
    headers = [(b"Authorization", authorization.encode("latin-1"))]
    answer = api.web.get("/api/v1/courses", headers=headers)
    return answer.status_code, answer.content, answer.headers["WWW-Authenticate"]


def test_the_scheme_may_be_written_in_any_case(api: ClinicApi) -> None:
    answer = api.web.get("/api/v1/courses", headers={"Authorization": f"bearer {api.token('courses')}"})

    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/schema", "/schema/openapi.json", "/openapi.json", "/docs", "/api/v1/health/live"])
def test_there_are_no_other_documents_and_no_open_suffixes(api: ClinicApi, path: str) -> None:
    assert api.web.get(path).status_code in {401, 404}


def stray(path: str) -> HTTPRouteHandler:
    @get(path)
    async def page() -> dict[str, Any]:
        return {}

    return page
