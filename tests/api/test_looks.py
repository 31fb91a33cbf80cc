"""Lists in pages, histories as of a time, and the clinic's rules."""

from pathlib import Path
from typing import Any

import pytest

from domain.instant import parse
from domain.message.outcomes import Refused
from tests.api.clinic import Caller, ClinicApi, clinic_api
from tests.api.sending import a_message_on_its_way


def test_the_caseload_comes_in_pages_that_miss_nothing_and_repeat_nothing(staff: Caller) -> None:
    opened = {staff.open_course() for _ in range(5)}

    found: list[str] = []
    after = ""
    while True:
        page = staff.get(f"/courses?limit=2{after}").json()
        assert 1 <= len(page["items"]) <= 2
        found += [item["course"] for item in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"

    assert len(found) == 5
    assert set(found) == opened


def test_a_course_stands_in_the_list_as_it_was_left(staff: Caller) -> None:
    course = staff.open_course()
    staff.done(f"/courses/{course}/pauses", dict(reason="holiday"))

    item = staff.get("/courses").json()["items"][0]

    assert (item["course"], item["paused"], item["next_session"]) == (course, True, None)
    assert (item["sessions_counted"], item["sessions_agreed"], item["last_mood"]) == (0, 12, None)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("after=somewhere", "after"),
        ("limit=1&limit=2", "query"),
        ("Limit=1", "Limit"),
    ],
)
def test_a_query_that_is_not_understood_names_its_parameter(staff: Caller, query: str, field: str) -> None:
    answer = staff.get(f"/courses?{query}")

    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize("query", ["after=%00", "after=%ff", "&".join(f"a{n}=1" for n in range(30))])
def test_a_query_that_cannot_be_read_is_refused(staff: Caller, query: str) -> None:
    assert staff.get(f"/courses?{query}").status_code == 400


@pytest.fixture
def paused(api: ClinicApi, staff: Caller) -> dict[str, Any]:
    """A course that was opened at noon and paused an hour later."""
    api.clock.at = parse("2026-02-03T12:00Z")
    course = staff.open_course()
    opened = api.log.head()
    api.clock.at = parse("2026-02-03T13:00Z")
    staff.done(f"/courses/{course}/pauses", dict(reason="holiday"))
    return dict(course=course, opened=opened)


@pytest.mark.parametrize(
    ("query", "topics"),
    [
        ("", ["course.opened.v1", "course.paused.v1"]),
        ("?as_of=2026-02-03T12:59:59Z", ["course.opened.v1"]),
        ("?as_of=2026-02-03T13:59:59%2B01:00", ["course.opened.v1"]),
        ("?as_of=2026-02-03T13:00:00Z", ["course.opened.v1", "course.paused.v1"]),
        ("?at={opened}", ["course.opened.v1"]),
    ],
)
def test_a_history_is_told_as_it_was_known(
    staff: Caller, paused: dict[str, Any], query: str, topics: list[str]
) -> None:
    answer = staff.get(f"/courses/{paused['course']}/history{query.format(**paused)}")

    assert answer.json() == {"course": paused["course"], "topics": topics}


def test_a_course_is_not_found_before_it_was_opened(staff: Caller, paused: dict[str, Any]) -> None:
    for query in ("as_of=2026-02-03T11:00:00Z", f"at={paused['opened'] - 1}"):
        assert staff.get(f"/courses/{paused['course']}/history?{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("as_of=2026-02-03T12:00:00", "as_of"),
        ("as_of=2026-02-03T12:00:00+01:00", "as_of"),
        ("as_of=yesterday", "as_of"),
        ("as_of=0001-01-01T00:00:00%2B23:00", ""),
        ("at=-1", "at"),
        ("at=0", "at"),
        ("at=100000", "at"),
        ("at=99999999999999999999999", "at"),
        ("as_of=2026-02-03T12:00:00Z&at=1", "as_of"),
    ],
)
def test_a_time_that_names_no_past_is_refused(staff: Caller, paused: dict[str, Any], query: str, field: str) -> None:
    answer = staff.get(f"/courses/{paused['course']}/history?{query}")

    assert answer.status_code == (422 if field else 404)
    assert answer.json().get("field", "") == field


def test_the_escalation_list_needs_the_scope_clinic(api: ClinicApi) -> None:
    hidden = api.caller("courses").get("/clinic").json()
    shown = api.caller("clinic").get("/clinic").json()

    assert hidden["escalation_hidden"] is True
    assert hidden["settings"]["safety"]["escalation"] == []
    assert shown["escalation_hidden"] is False
    assert shown["settings"]["safety"]["escalation"][0]["phone"] == "+447700900200"


def test_each_rule_in_force_is_named_with_its_event_and_hash(staff: Caller) -> None:
    found = staff.get("/clinic").json()

    assert [(one["kind"], one["name"], one["version"]) for one in found["adopted"]] == [
        ("protocol", "ipt-16", 2),
        ("settings", "clinic", 1),
    ]
    assert found["protocols"][0]["phases"][0] == dict(code="initial", name="Initial", first=1, last=4, tasks=[])


def test_a_clinic_without_settings_says_so(tmp_path: Path) -> None:
    with clinic_api(tmp_path, adopted=False) as api:
        answer = api.caller().get("/clinic")

    assert (answer.status_code, answer.json()["code"]) == (409, "not-configured")


def test_what_waits_for_a_person_is_listed_with_its_reason(api: ClinicApi, staff: Caller) -> None:
    sending = a_message_on_its_way(api, staff).concluded(Refused(code="550", words="no such mailbox"))

    item = staff.get("/needs-person").json()["items"][0]

    assert (item["id"], item["kind"], item["course"]) == (str(sending.message), "message", sending.course)
    assert (item["reason"], item["facts"]["code"], item["since"]) == ("refused", "550", "2026-02-02T10:00:00Z")


def test_a_message_shows_how_far_it_has_come(api: ClinicApi, staff: Caller) -> None:
    sending = a_message_on_its_way(api, staff)

    found = staff.get(f"/courses/{sending.course}/messages").json()["items"]

    assert [(one["id"], one["stage"], one["attempts"]) for one in found] == [(str(sending.message), "dispatching", 1)]
