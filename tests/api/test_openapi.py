"""The description: it says what the routes do, and whatever is sent to them, they do what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi import checks

from api.policy import POLICY, Opens
from tests.api.clinic import Caller, ClinicApi, booking, clinic_api
from tests.api.sending import a_message_on_its_way

CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
EXAMPLES = 12
"""For each operation and each mode, so that all of them take some seconds."""

OPERATIONS = sorted((method, path) for method, path in POLICY)


@dataclass(frozen=True)
class Explored:
    """A clinic where something has happened, its description, and ids that exist."""

    staff: Caller
    schema: Any
    ids: dict[str, str]

    def sent(self, case: Case[Any]) -> Any:
        asked = case.as_transport_kwargs(base_url="http://test.invalid", headers=self.staff.headers())
        if isinstance(asked.get("data"), bytes | str):
            asked["content"] = asked.pop("data")
        asked["headers"] = {name: value.encode("utf-8") for name, value in asked["headers"].items()}
        return self.staff.api.web.request(**{name: value for name, value in asked.items() if name != "cookies"})


@pytest.fixture(scope="module")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explored]:
    with clinic_api(tmp_path_factory.mktemp("clinic")) as api:
        staff = api.caller()
        sending = a_message_on_its_way(api, staff)
        course = staff.get(f"/courses/{sending.course}").json()
        session = staff.done(f"/courses/{sending.course}/sessions", booking("2026-03-09T09:00"))["sessions"][0]
        ids = dict(
            course=course["id"],
            client=course["client"],
            referral=course["referral"],
            session=session,
            message=str(sending.message),
            staff=staff.done("/staff", dict(name="Dr Lind", roles=["clinician"], joined_on="2026-01-05"))["id"],
            todo=staff.done("/todos", dict(code="other", text="order forms"))["id"],
        )
        schema = schemathesis.openapi.from_dict(staff.get("/openapi.json").json())
        yield Explored(staff, schema, ids)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_whatever_is_sent_is_answered_as_described(
    explored: Explored, method: str, path: str, mode: GenerationMode
) -> None:
    operation = explored.schema[path][method]
    if mode is GenerationMode.NEGATIVE and not (operation.body or operation.query or operation.path_parameters):
        return

    @seed(1)
    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode), luck=st.integers(0, 9))
    def explore(case: Case[Any], luck: int) -> None:
        if luck and mode is GenerationMode.POSITIVE:
            known = explored.ids
            case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
        if luck % 2 and method == "POST":
            case.headers["Idempotency-Key"] = uuid4().hex
        case.validate_response(explored.sent(case), checks=CHECKS)

    explore()


def test_every_operation_of_the_policy_is_described_with_what_it_needs(staff: Caller) -> None:
    document = staff.get("/openapi.json").json()

    described = {
        (method.upper(), path): operation["security"]
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }
    public = {route for route, needed in POLICY.items() if needed is Opens.PUBLIC}
    assert set(described) == set(POLICY)
    assert {route for route, security in described.items() if not security} == public


def test_operations_have_names_of_their_own(staff: Caller) -> None:
    paths = staff.get("/openapi.json").json()["paths"]

    names = [operation["operationId"] for operations in paths.values() for operation in operations.values()]
    assert len(set(names)) == len(names)


def test_bodies_are_described_as_strictly_as_they_are_read(staff: Caller) -> None:
    document = staff.get("/openapi.json").json()

    body = document["paths"]["/api/v1/courses/{course}/pauses"]["post"]["requestBody"]
    assert body["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Pause"}
    pause = document["components"]["schemas"]["Pause"]
    assert (pause["additionalProperties"], pause["required"]) == (False, ["reason"])


def test_the_description_speaks_of_no_person(api: ClinicApi, staff: Caller) -> None:
    client = staff.register()

    assert client not in staff.get("/openapi.json").text
