"""Attendance is a fact: never refused, and where the protocol did not foresee it, recorded with the reason."""

from uuid import UUID

import pytest

from domain.course.booking import cancel_session, record_attendance
from domain.course.commands import CancelSession, Discharge, RecordAttendance
from domain.course.decisions import discharge
from domain.course.errors import NotYetStarted, ReasonNeeded
from domain.course.events import AttendanceRecorded
from domain.course.state import Session
from domain.course.values import Attendance, Outcome, Party
from domain.instant import Instant
from tests.builders import a_course, wall
from tests.domain.story import Story

NINE = wall("2026-03-30T09:00")
ON_TIME, ABSENT = Attendance.ON_TIME, Attendance.DID_NOT_ATTEND


def a_story() -> Story:
    return a_course().with_session("2026-03-30T09:00").opened()


def attends(story: Story, attendance: Attendance, reason: str = "", session: int = 0) -> AttendanceRecorded:
    command = RecordAttendance(attendance=attendance, reason=reason)
    changes = story.do(record_attendance, story.sessions[session], command)
    event = changes[0].event
    assert isinstance(event, AttendanceRecorded)
    return event


def held(story: Story, number: int = 0) -> Session:
    return story.case.course.sessions[story.sessions[number]]


@pytest.mark.parametrize("attendance", list(Attendance))
def test_each_attendance_is_recorded_as_it_was(attendance: Attendance) -> None:
    story = a_story().at(NINE.instant())
    event = attends(story, attendance)
    assert (event.before, event.deviation) == (None, None)
    assert held(story).attendance is attendance
    assert not held(story).is_booked


def test_it_happened_when_the_session_began_though_it_was_noted_later() -> None:
    story = a_story().at("2026-04-02T15:00Z")
    attends(story, ON_TIME)
    recorded = [one for one in story.world.log if isinstance(one.event, AttendanceRecorded)][-1]
    assert recorded.occurred_at == NINE.instant()
    assert recorded.recorded_at == story.world.now


def test_a_session_that_lies_ahead_is_no_fact() -> None:
    story = a_story().at(Instant(NINE.instant() - 1))
    with pytest.raises(NotYetStarted, match="2026-03-30T08:00:00Z"):
        attends(story, ON_TIME)
    assert attends(story.at(NINE.instant()), ON_TIME).attendance is ON_TIME


def test_the_protocol_says_which_attendances_count() -> None:
    story = a_course().with_series("2026-03-02T09:00", 4).opened().at("2026-03-30T12:00Z")
    for number, attendance in enumerate(Attendance):
        attends(story, attendance, session=number)
    assert story.case.course.counted(["on-time", "late-seen"]) == 2


def test_a_correction_keeps_what_was_recorded_before_and_why() -> None:
    story = a_story().at(NINE.instant())
    attends(story, ABSENT)
    with pytest.raises(ReasonNeeded, match="recorded as did-not-attend"):
        attends(story, ON_TIME)
    event = attends(story, ON_TIME, "had waited at the wrong door")
    assert event.before is ABSENT
    assert event.deviation is not None
    assert event.deviation.reason == "had waited at the wrong door"
    assert held(story).attendance is ON_TIME


def test_a_cancelled_session_that_took_place_is_recorded_with_a_reason() -> None:
    story = a_story()
    story.do(cancel_session, story.sessions[0], CancelSession(by=Party.CLIENT))
    story.at(NINE.instant())
    with pytest.raises(ReasonNeeded, match="the session had been cancelled"):
        attends(story, ON_TIME)
    event = attends(story, ON_TIME, "came all the same")
    assert event.deviation is not None
    assert event.deviation.what == "the session had been cancelled"


def test_a_session_held_after_discharge_is_recorded_with_a_reason() -> None:
    story = a_story()
    story.do(discharge, Discharge(outcome=Outcome.LOST_CONTACT, discharged_on=NINE.local.date()))
    story.at(NINE.instant())
    with pytest.raises(ReasonNeeded, match="discharged before"):
        attends(story, ON_TIME)
    assert attends(story, ON_TIME, "turned up").deviation is not None


def with_sessions_held(count: int) -> tuple[Story, list[UUID]]:
    story = a_course().with_series("2026-03-02T09:00", count).opened().at("2027-01-01T12:00Z")
    for number in range(count - 1):
        attends(story, ON_TIME, session=number)
    return story, story.sessions


def test_one_session_more_than_was_agreed_is_recorded_with_a_reason() -> None:
    story, _ = with_sessions_held(17)
    with pytest.raises(ReasonNeeded, match="this is session 17 of 16 agreed"):
        attends(story, ON_TIME, session=16)
    assert attends(story, ON_TIME, "an ending needed more time", session=16).deviation is not None


def test_a_session_that_does_not_count_is_never_one_too_many() -> None:
    story, _ = with_sessions_held(17)
    assert attends(story, ABSENT, session=16).deviation is None


def test_the_last_session_agreed_is_no_deviation() -> None:
    story, _ = with_sessions_held(16)
    assert attends(story, ON_TIME, session=15).deviation is None


def test_a_blank_reason_is_none() -> None:
    story = a_story().at(NINE.instant())
    attends(story, ABSENT)
    with pytest.raises(ReasonNeeded):
        attends(story, ON_TIME, "  \n")
