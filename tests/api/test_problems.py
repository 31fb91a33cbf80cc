"""Refusals: always a problem, with a status by its kind and a code that stays; never more than that."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from api import problems
from api.problems import MOST_BYTES, STATUSES, status_of
from domain.errors import Conflict, InterludeError, Invalid, NotFound
from domain.instant import DAY, later
from store.errors import KeyMissing, KeyReused, StaleRead, StoreUnavailable
from tests.api.clinic import CLIENT, Caller, ClinicApi, clinic_api

DEEP = b"[" * 100_000


def sent(staff: Caller, content: bytes, kind: str = "application/json") -> Any:
    headers = {"Idempotency-Key": uuid4().hex, "Content-Type": kind}
    return staff.api.web.post("/api/v1/clients", content=content, headers=staff.headers(headers))


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "malformed"),
        (b"{", 400, "malformed"),
        (b'{"name": "\xff", "zone": "UTC"}', 400, "malformed"),
        (b'{"name": "a\\u0000b", "zone": "UTC"}', 400, "malformed"),
        (b'{"name": "a\\\\\\u0000b", "zone": "UTC"}', 400, "malformed"),
        (b'{"name": "a\x00b", "zone": "UTC"}', 400, "malformed"),
        (b'{"name": "\\ud800", "zone": "UTC"}', 400, "malformed"),
        (DEEP, 422, "invalid"),
        (b'{"name": ' + DEEP, 422, "invalid"),
        (b'{"x": ' + DEEP, 422, "invalid"),
        (b"[]", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b'{"name": "' + b"x" * MOST_BYTES + b'"}', 413, "body-too-large"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_body_that_cannot_be_read_is_refused_plainly(staff: Caller, content: bytes, status: int, code: str) -> None:
    answer = sent(staff, content)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_text_that_speaks_of_nul_is_a_text(staff: Caller) -> None:
    assert sent(staff, b'{"name": "a\\\\u0000b", "zone": "UTC"}').status_code == 201


def test_a_body_in_pieces_is_measured_as_it_comes(staff: Caller) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // 1024 + 1):
            yield b" " * 1024

    headers = {"Idempotency-Key": "one", "Content-Type": "application/json"}
    answer = staff.api.web.post("/api/v1/clients", content=pieces(), headers=staff.headers(headers))

    assert answer.status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/msgpack", ""])
def test_only_json_is_taken(staff: Caller, kind: str) -> None:
    answer = sent(staff, msgspec.json.encode(CLIENT), kind)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (dict(zone="UTC"), "name"),
        (dict(name="Kim", zone="UTC", surname="Ashe"), "surname"),
        (dict(name=7, zone="UTC"), "name"),
        (dict(name="Kim", zone="UTC", contact=dict(mobile="1")), "contact.mobile"),
        (dict(name="Kim", zone="UTC", contact=dict(shared="yes")), "contact.shared"),
        (dict(name="Kim", zone="UTC", contact=dict(safe_from="9")), "contact.safe_from"),
    ],
)
def test_a_field_that_is_wrong_is_named(staff: Caller, body: object, field: str) -> None:
    answer = staff.post("/clients", body)

    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.json()["detail"].startswith(f"{field}: ")


def test_numbers_are_not_read_from_texts(staff: Caller) -> None:
    course = staff.open_course()

    answer = staff.post(f"/courses/{course}/session-series", dict(slot={}, place={}, count="3"))

    assert answer.status_code == 422


def test_an_enumerated_value_is_not_repeated_to_its_sender(staff: Caller) -> None:
    course = staff.open_course()

    answer = staff.post(f"/courses/{course}/discharge", dict(outcome="Robin Ashe left", discharged_on="2026-02-02"))

    assert (answer.status_code, answer.json()["field"]) == (422, "outcome")
    assert "Robin" not in answer.text


def test_an_address_where_nothing_lives_is_a_problem_too(api: ClinicApi) -> None:
    for path in ("/", "/nowhere", "/api/v1", "/api/v1/courses/x", "/%00", "/%ff"):
        answer = api.web.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-route")


def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(api: ClinicApi) -> None:
    answer = api.web.delete("/api/v1/courses")

    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "OPTIONS", "POST"}


def test_a_host_that_is_none_is_a_problem_too(api: ClinicApi) -> None:
    answer = api.web.get("/health/live", headers={"Host": "a b"})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad-request")


def test_a_problem_has_its_type_title_and_status(staff: Caller) -> None:
    course = staff.open_course()

    assert staff.post(f"/courses/{course}/resumptions", {}).json() == {
        "type": "urn:interlude:problem:course-not-paused",
        "title": "There is nothing to resume.",
        "status": 409,
        "code": "course-not-paused",
        "detail": "The course is not paused.",
    }


def test_every_refusal_of_the_domain_has_a_status_and_a_code_of_its_own() -> None:
    refusals = [kind for root in (Invalid, NotFound, Conflict) for kind in below(root)]
    codes = [kind.code for kind in [*refusals, *STATUSES] if kind not in {Invalid, NotFound, Conflict}]

    assert all(kind.code not in {"invalid", "not-found", "conflict", "refused"} for kind in refusals)
    assert len(set(codes)) == len({*refusals, *STATUSES} - {Invalid, NotFound, Conflict})


def below(root: type[InterludeError]) -> list[type[InterludeError]]:
    ours = [kind for kind in root.__subclasses__() if not kind.__module__.startswith("tests.")]
    return [found for kind in ours for found in (kind, *below(kind))]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StaleRead(), 409),
        (KeyReused(), 422),
        (StoreUnavailable(why="full"), 503),
        (KeyMissing(key_id=UUID(int=1)), 500),
    ],
)
def test_the_nearest_kind_of_an_error_decides(error: InterludeError, status: int) -> None:
    assert status_of(error) == status


def test_a_store_that_cannot_be_reached_is_503_and_worth_another_try(api: ClinicApi, staff: Caller) -> None:
    api.log.close()

    answer = staff.get("/courses")

    assert (answer.status_code, answer.json()["code"]) == (503, "store-unavailable")
    assert answer.headers["Retry-After"] == "1"


def test_a_fault_of_ours_says_nothing_and_is_logged_without_what_was_sent(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def history(course: UUID, position: int | None) -> dict[str, Any]:
        raise ValueError("Robin Ashe, +447700900123")

    with clinic_api(tmp_path, history=history) as api, caplog.at_level(logging.DEBUG):
        answer = api.caller().get(f"/courses/{uuid4()}/history")

    assert answer.status_code == 500
    assert answer.json() == {
        "type": "urn:interlude:problem:internal",
        "title": "Something went wrong here.",
        "status": 500,
        "code": "internal",
    }
    logged = [record.getMessage() for record in caplog.records if record.name == problems.logger.name]
    assert len(logged) == 1
    assert logged[0].startswith("ValueError at test_problems.py:")
    assert logged[0].endswith("on GET /api/v1/courses/{course}/history")
    assert "Robin" not in caplog.text


def test_a_token_that_runs_out_between_two_calls_opens_nothing_more(api: ClinicApi) -> None:
    staff = api.caller()
    assert staff.get("/courses").status_code == 200

    api.clock.at = later(api.clock.now(), 366 * DAY)

    assert staff.get("/courses").status_code == 401
