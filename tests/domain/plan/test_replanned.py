"""What a change of the plan does to the sessions that are booked, where it is asked to."""

from datetime import date
from typing import Any

import pytest

from domain.clinic.closing import NoteClosure, note_closure
from domain.course import errors
from domain.course.booking import book_series, book_session, move_session, record_attendance
from domain.course.commands import BookSeries, BookSession, ChangePlan, MoveSession, RecordAttendance
from domain.course.decisions import change_plan
from domain.course.values import Attendance, PlanPart, Wish
from domain.errors import Invalid
from domain.message.values import Kind
from domain.values import local_time
from tests.builders import LONDON, ROOM, a_course, wall
from tests.domain.story import Story


@pytest.fixture
def story() -> Story:
    return a_course().with_series("2026-02-09T09:00", 12).opened()


def changes(story: Story, part: PlanPart, **facts: Any) -> None:
    command = ChangePlan(
        part=part,
        change="as agreed",
        reason="shift work",
        decided_by="both",
        client_agreed=True,
        **{"effective_on": date(2026, 2, 2), "apply_to_booked": True, **facts},
    )
    story.do(change_plan, command)


def days(story: Story) -> list[str]:
    booked = [one for one in story.case.course.in_order() if one.is_booked]
    return [one.slot.starts.local.date().isoformat() for one in booked]


def closed(story: Story, first: str, last: str) -> None:
    closure = NoteClosure(first_on=date.fromisoformat(first), last_on=date.fromisoformat(last), reason="holiday")
    story.run(note_closure, closure)


def test_a_new_length_changes_what_is_booked_and_what_is_booked_later(story: Story) -> None:
    changes(story, PlanPart.SESSION_LENGTH, minutes=45)
    story.do(book_session, BookSession(slot=Wish(starts=wall("2026-06-01T09:00")), place=ROOM))
    assert {one.slot.minutes for one in story.case.course.sessions.values()} == {45}
    assert {one.sequence for one in story.case.course.sessions.values()} == {0, 1}


def test_a_new_length_alone_leaves_what_is_booked(story: Story) -> None:
    changes(story, PlanPart.SESSION_LENGTH, minutes=45, apply_to_booked=False)
    assert {one.slot.minutes for one in story.case.course.sessions.values()} == {50}


def test_a_new_length_holds_from_its_day_on(story: Story) -> None:
    changes(story, PlanPart.SESSION_LENGTH, minutes=45, effective_on=date(2026, 3, 1))
    assert [one.slot.minutes for one in story.case.course.in_order()] == [50] * 3 + [45] * 9


def test_another_length_may_be_wished_for_a_single_session(story: Story) -> None:
    changes(story, PlanPart.SESSION_LENGTH, minutes=45)
    story.do(book_session, BookSession(slot=Wish(starts=wall("2026-06-01T09:00"), minutes=90), place=ROOM))
    assert story.case.course.in_order()[-1].slot.minutes == 90


def test_a_new_frequency_spaces_what_is_not_yet_held_anew(story: Story) -> None:
    story.at("2026-02-16T12:00Z")
    changes(story, PlanPart.FREQUENCY, every_days=14, effective_on=date(2026, 2, 16))
    assert days(story)[:5] == ["2026-02-09", "2026-02-16", "2026-02-23", "2026-03-09", "2026-03-23"]
    starts = [one.starts_at for one in story.case.course.in_order()]
    assert {local_time(at, LONDON).hour for at in starts} == {9}


def test_a_new_frequency_skips_closures(story: Story) -> None:
    closed(story, "2026-03-09", "2026-03-13")
    changes(story, PlanPart.FREQUENCY, every_days=14)
    assert days(story)[:4] == ["2026-02-09", "2026-02-23", "2026-03-23", "2026-04-06"]


def test_a_new_frequency_counts_for_the_next_series(story: Story) -> None:
    changes(story, PlanPart.FREQUENCY, every_days=28, apply_to_booked=False)
    story.do(book_series, BookSeries(slot=Wish(starts=wall("2026-06-01T09:00")), place=ROOM, count=2))
    assert days(story)[-2:] == ["2026-06-01", "2026-06-29"]


def test_the_reminders_of_the_old_times_are_superseded(story: Story) -> None:
    before = {one.message for one in story.owed(Kind.REMINDER)}
    changes(story, PlanPart.FREQUENCY, every_days=14)
    after = {one.message for one in story.owed(Kind.REMINDER)}
    assert all(story.message(gone).stage.value == "superseded" for gone in before - after)
    assert len(before - after) == 11


def test_fewer_sessions_cut_the_last_ones(story: Story) -> None:
    changes(story, PlanPart.SESSION_NUMBER, sessions_agreed=10)
    assert (len(days(story)), days(story)[-1]) == (10, "2026-04-13")


def test_more_sessions_are_booked_after_the_last_at_the_same_time(story: Story) -> None:
    closed(story, "2026-05-04", "2026-05-04")
    changes(story, PlanPart.SESSION_NUMBER, sessions_agreed=14)
    assert days(story)[-3:] == ["2026-04-27", "2026-05-11", "2026-05-18"]


def test_sessions_that_were_held_count_towards_the_new_number(story: Story) -> None:
    story.at("2026-02-10T12:00Z")
    story.do(record_attendance, story.sessions[0], RecordAttendance(attendance=Attendance.ON_TIME))
    changes(story, PlanPart.SESSION_NUMBER, sessions_agreed=10, effective_on=date(2026, 2, 10))
    assert len(days(story)) == 9


def test_a_frequency_goes_with_the_part_that_it_is_about(story: Story) -> None:
    with pytest.raises(Invalid, match=r"^every_days: "):
        changes(story, PlanPart.FOCUS, every_days=14)
    with pytest.raises(Invalid, match=r"^every_days: 1 to 366"):
        changes(story, PlanPart.FREQUENCY, every_days=0)


def test_a_series_skips_closures_and_keeps_its_number() -> None:
    story = a_course().opened()
    closed(story, "2026-04-06", "2026-04-10")
    story.do(book_series, BookSeries(slot=Wish(starts=wall("2026-03-30T09:00")), place=ROOM, count=3))
    assert days(story) == ["2026-03-30", "2026-04-13", "2026-04-20"]


def test_no_session_is_booked_or_moved_to_a_closed_day(story: Story) -> None:
    closed(story, "2026-06-01", "2026-06-01")
    with pytest.raises(errors.ClinicClosed, match="2026-06-01"):
        story.do(book_session, BookSession(slot=Wish(starts=wall("2026-06-01T09:00")), place=ROOM))
    with pytest.raises(errors.ClinicClosed):
        story.do(move_session, story.sessions[0], MoveSession(starts=wall("2026-06-01T09:00")))


def test_a_series_into_a_closure_without_end_is_refused(story: Story) -> None:
    closed(story, "2026-06-01", "2036-06-01")
    with pytest.raises(errors.ClinicClosed):
        story.do(book_series, BookSeries(slot=Wish(starts=wall("2026-06-01T09:00")), place=ROOM, count=2))


def test_one_session_moves_and_the_others_stay(story: Story) -> None:
    story.do(move_session, story.sessions[1], MoveSession(starts=wall("2026-02-17T14:00")))
    assert days(story)[:3] == ["2026-02-09", "2026-02-17", "2026-02-23"]


def test_all_following_move_with_it_and_the_end_is_dated_anew(story: Story) -> None:
    story.do(move_session, story.sessions[1], MoveSession(starts=wall("2026-02-24T14:00"), following=True))
    assert (days(story)[:3], days(story)[-1]) == (["2026-02-09", "2026-02-24", "2026-03-03"], "2026-05-05")
    assert {one.slot.starts.local.hour for one in story.case.course.in_order()[1:]} == {14}


def test_all_following_move_on_past_a_closure(story: Story) -> None:
    closed(story, "2026-03-03", "2026-03-03")
    story.do(move_session, story.sessions[1], MoveSession(starts=wall("2026-02-17T09:00"), following=True))
    assert days(story)[1:5] == ["2026-02-17", "2026-02-24", "2026-03-10", "2026-03-17"]


def test_sessions_that_were_held_do_not_move_with_it(story: Story) -> None:
    story.at("2026-02-20T12:00Z")
    for session in story.sessions[:2]:
        story.do(record_attendance, session, RecordAttendance(attendance=Attendance.ON_TIME))
    story.do(move_session, story.sessions[2], MoveSession(starts=wall("2026-02-24T09:00"), following=True))
    every = [one.slot.starts.local.date().isoformat() for one in story.case.course.in_order()]
    assert every[:4] == ["2026-02-09", "2026-02-16", "2026-02-24", "2026-03-03"]


def test_a_move_of_all_following_that_would_overlap_changes_nothing(story: Story) -> None:
    story.do(book_session, BookSession(slot=Wish(starts=wall("2026-02-10T09:00")), place=ROOM))
    length = len(story.world.log)
    with pytest.raises(errors.InThePast):
        story.do(move_session, story.sessions[1], MoveSession(starts=wall("2026-01-27T09:00"), following=True))
    assert len(story.world.log) == length
