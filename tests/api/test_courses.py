"""Courses over HTTP: what can be asked of one, and what is seen of it."""

from typing import Any
from uuid import UUID

import pytest

from domain.instant import parse
from tests.api.clinic import ROOM, Caller, ClinicApi, booking, wall

NOBODYS = UUID(int=1)


@pytest.fixture
def course(staff: Caller) -> str:
    return staff.open_course()


def sessions(staff: Caller, course: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = staff.get(f"/courses/{course}").json()["sessions"]
    return found


def test_an_opened_course_stands_at_its_beginning(staff: Caller, course: str) -> None:
    found = staff.get(f"/courses/{course}").json()

    assert (found["phase"], found["phase_name"], found["protocol"]) == ("initial", "Initial", "ipt-16")
    assert (found["sessions_counted"], found["sessions_agreed"]) == (0, 12)
    assert (found["paused"], found["outcome"], found["sessions"]) == (False, None, [])


def test_a_series_is_answered_with_the_ids_of_its_sessions_in_order(staff: Caller, course: str) -> None:
    answer = staff.post(f"/courses/{course}/session-series", {**booking("2026-03-23T09:00"), "count": 3})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/api/v1/courses/{course}"
    found = sessions(staff, course)
    assert [one["id"] for one in found] == answer.json()["sessions"]
    assert [one["number"] for one in found] == [1, 2, 3]


def test_a_session_stays_at_nine_when_the_clocks_change(staff: Caller, course: str) -> None:
    staff.done(f"/courses/{course}/session-series", {**booking("2026-03-23T09:00"), "count": 2})

    before, after = sessions(staff, course)
    assert (before["starts"]["local"], before["starts_at"]) == ("2026-03-23T09:00:00", "2026-03-23T09:00:00Z")
    assert (after["starts"]["local"], after["starts_at"]) == ("2026-03-30T09:00:00", "2026-03-30T08:00:00Z")


def test_what_is_cancelled_or_not_attended_has_no_number(api: ClinicApi, staff: Caller, course: str) -> None:
    made = staff.done(f"/courses/{course}/session-series", {**booking("2026-03-02T09:00"), "count": 4})["sessions"]
    staff.done(f"/courses/{course}/sessions/{made[0]}/cancellations", dict(by="client"))
    api.clock.at = parse("2026-03-16T18:00Z")
    staff.done(f"/courses/{course}/sessions/{made[1]}/attendance", dict(attendance="did-not-attend"))
    staff.done(f"/courses/{course}/sessions/{made[2]}/attendance", dict(attendance="late-seen"))

    found = sessions(staff, course)
    assert [one["number"] for one in found] == [None, None, 1, 2]
    assert [one["state"] for one in found] == ["cancelled", "held", "held", "booked"]
    assert staff.get(f"/courses/{course}").json()["sessions_counted"] == 1


def test_a_session_is_moved_and_held_elsewhere(staff: Caller, course: str) -> None:
    session = staff.done(f"/courses/{course}/sessions", booking("2026-03-02T09:00"))["sessions"][0]

    staff.done(f"/courses/{course}/sessions/{session}/moves", dict(starts=wall("2026-03-03T10:00"), by="client"))
    staff.done(f"/courses/{course}/sessions/{session}/place-changes", dict(place=dict(mode="video", where="link")))

    found = sessions(staff, course)[0]
    assert (found["starts"]["local"], found["place"]["mode"], found["sequence"]) == ("2026-03-03T10:00:00", "video", 2)


def test_a_move_shows_among_the_messages_what_it_superseded(staff: Caller, course: str) -> None:
    session = staff.done(f"/courses/{course}/sessions", booking("2026-03-02T09:00"))["sessions"][0]

    staff.done(f"/courses/{course}/sessions/{session}/moves", dict(starts=wall("2026-03-03T10:00")))

    messages = staff.get(f"/courses/{course}/messages").json()["items"]
    assert {message["stage"] for message in messages} == {"superseded"}
    assert {message["reason"]["code"] for message in messages} == {"session-moved"}
    assert {message["sessions"][0] for message in messages} == {session}
    assert "text" not in messages[0]
    why = staff.get(f"/messages/{messages[0]['id']}")
    assert why.json()["topics"] == ["message.owed.v1", "message.superseded.v1"]


def test_a_course_goes_through_everything_that_can_be_asked_of_it(staff: Caller, course: str) -> None:
    base = f"/courses/{course}"
    staff.done(f"{base}/check-in-plans", dict(plan=dict(weekday=2, at="18:30:00", items=["mood"])))
    assert staff.get(base).json()["check_ins"] == dict(weekday=2, at="18:30:00", items=["mood"])
    staff.done(f"{base}/check-in-stops", dict(reason="asked to"))
    staff.done(f"{base}/phase-changes", dict(phase="middle", reason="ready"))
    change = dict(
        part="session-number",
        change="two more",
        reason="grief",
        decided_by="both",
        client_agreed=True,
        effective_on="2026-02-02",
        sessions_agreed=14,
    )
    staff.done(f"{base}/plan-changes", change)
    staff.done(f"{base}/pauses", dict(reason="holiday"))
    assert staff.get(base).json()["paused"] is True
    staff.done(f"{base}/resumptions", {})
    staff.done(f"{base}/discharge", dict(outcome="completed-early", discharged_on="2026-02-02"))

    found = staff.get(base).json()
    assert (found["phase"], found["sessions_agreed"], found["paused"]) == ("middle", 14, False)
    assert (found["outcome"], found["discharged_on"], found["check_ins"]) == ("completed-early", "2026-02-02", None)


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("sessions", booking("2025-03-02T09:00"), 422, "in-the-past"),
        ("phase-changes", dict(phase="ending"), 422, "reason-needed"),
        ("phase-changes", dict(phase="afterlife"), 422, "unknown-phase"),
        ("phase-changes", dict(phase="initial"), 409, "same-phase"),
        ("resumptions", {}, 409, "course-not-paused"),
        (f"sessions/{NOBODYS}/cancellations", dict(by="client"), 404, "unknown-session"),
    ],
)
def test_each_refusal_has_its_status_and_code(
    staff: Caller, course: str, path: str, body: object, status: int, code: str
) -> None:
    answer = staff.post(f"/courses/{course}/{path}", body)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_one_referral_leads_to_one_course(staff: Caller, course: str) -> None:
    opened = staff.get(f"/courses/{course}").json()
    body = dict(
        referral=opened["referral"], protocol="ipt-16", protocol_version=1, sessions_agreed=12, clinician="Dr Okafor"
    )

    answer = staff.post("/courses", body)

    assert (answer.status_code, answer.json()["code"]) == (409, "referral-used")


def test_sessions_that_overlap_are_refused(staff: Caller, course: str) -> None:
    staff.done(f"/courses/{course}/sessions", booking("2026-03-02T09:00"))

    answer = staff.post(f"/courses/{course}/sessions", dict(slot=dict(starts=wall("2026-03-02T09:30")), place=ROOM))

    assert (answer.status_code, answer.json()["code"]) == (409, "sessions-overlap")
