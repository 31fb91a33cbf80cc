"""Booking, moving, changing and cancelling sessions: what is done, and what is refused with which words."""

from typing import Any
from uuid import UUID, uuid5

import pytest

from domain.course import errors
from domain.course.booking import (
    MOST_IN_A_SERIES,
    book_series,
    book_session,
    cancel_session,
    change_place,
    move_session,
    record_attendance,
)
from domain.course.commands import (
    BookSeries,
    BookSession,
    CancelSession,
    ChangePlace,
    Discharge,
    MoveSession,
    RecordAttendance,
)
from domain.course.decisions import discharge
from domain.course.state import Session
from domain.course.values import Attendance, Mode, Outcome, Party, Place, Slot
from domain.errors import Invalid, UnknownZone
from domain.ids import INTERLUDE
from domain.values import Wall, local_time
from tests.builders import LONDON, ROOM, a_course, a_slot, wall
from tests.domain.story import Story

NINE, TEN = wall("2026-03-30T09:00"), wall("2026-03-30T10:00")
NO_SESSION = uuid5(INTERLUDE, "no session")
ELSEWHERE = Place(mode=Mode.PHONE)


def a_story() -> Story:
    return a_course().with_session("2026-03-30T09:00").opened()


def session(story: Story, number: int = 0) -> Session:
    return story.case.course.sessions[story.sessions[number]]


def series(local: str, count: int, **facts: Any) -> BookSeries:
    return BookSeries(slot=a_slot(local), place=ROOM, count=count, **facts)


def move(starts: Wall) -> MoveSession:
    return MoveSession(starts=starts)


CANCEL = CancelSession(by=Party.CLINIC)
ATTENDED = RecordAttendance(attendance=Attendance.ON_TIME)


def test_a_session_is_booked_where_and_when_it_was_said() -> None:
    booked = session(a_story())
    assert (booked.slot, booked.place, booked.sequence) == (a_slot("2026-03-30T09:00"), ROOM, 0)
    assert booked.is_booked


def test_a_series_keeps_its_local_time_across_the_clock_change() -> None:
    story = a_course().with_series("2026-03-16T09:00", 4).opened()
    starts = [one.starts_at for one in story.case.course.in_order()]
    assert [local_time(at, LONDON).isoformat() for at in starts] == [
        "2026-03-16T09:00:00",
        "2026-03-23T09:00:00",
        "2026-03-30T09:00:00",
        "2026-04-06T09:00:00",
    ]
    assert len({one.series for one in story.case.course.sessions.values()}) == 1


def test_the_sessions_of_a_series_may_lie_further_apart() -> None:
    story = a_course().opened()
    story.do(book_series, series("2026-03-16T09:00", 3, every_days=28))
    days = [one.slot.starts.local.date().isoformat() for one in story.case.course.in_order()]
    assert days == ["2026-03-16", "2026-04-13", "2026-05-11"]


@pytest.mark.parametrize("count", [-1, 0, MOST_IN_A_SERIES + 1])
def test_a_series_has_a_sensible_number_of_sessions(count: int) -> None:
    with pytest.raises(Invalid, match="count: 1 to 60 sessions"):
        a_course().opened().do(book_series, series("2026-03-16T09:00", count))


@pytest.mark.parametrize("days", [-7, 0, 367])
def test_a_series_has_sensible_steps(days: int) -> None:
    with pytest.raises(Invalid, match="every_days: 1 to 366 days"):
        a_course().opened().do(book_series, series("2026-03-16T09:00", 2, every_days=days))


@pytest.mark.parametrize("minutes", [-50, 0, 9, 241])
def test_a_session_has_a_sensible_length(minutes: int) -> None:
    with pytest.raises(Invalid, match=r"slot.minutes: 10 to 240 minutes"):
        a_course().opened().do(book_session, BookSession(slot=a_slot("2026-03-30T09:00", minutes=minutes), place=ROOM))


@pytest.mark.parametrize(
    ("local", "words"),
    [
        ("2026-03-30T09:00+01:00", "a local time without an offset"),
        ("1999-12-31T09:00", "a date in this century"),
        ("2201-01-01T09:00", "a date in this century"),
    ],
)
def test_a_session_starts_at_a_local_time_of_this_century(local: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        a_course().opened().do(book_session, BookSession(slot=a_slot(local), place=ROOM))


def test_a_series_that_leaves_the_calendar_is_refused() -> None:
    with pytest.raises(Invalid, match="a date in this century"):
        a_course().opened().do(book_series, series("9999-12-01T09:00", 60))


def test_a_session_is_booked_in_a_zone_that_exists() -> None:
    with pytest.raises(UnknownZone, match="Europe/Londn"):
        a_course().opened().do(book_session, BookSession(slot=a_slot("2026-03-30T09:00", "Europe/Londn"), place=ROOM))


@pytest.mark.parametrize("local", ["2026-02-01T09:00", "2026-02-02T10:00"])
def test_a_session_is_not_booked_for_the_past_or_this_very_moment(local: str) -> None:
    with pytest.raises(errors.InThePast):
        a_course().opened().do(book_session, BookSession(slot=a_slot(local), place=ROOM))


@pytest.mark.parametrize("local", ["2026-03-30T08:11", "2026-03-30T09:00", "2026-03-30T09:49"])
def test_sessions_do_not_overlap(local: str) -> None:
    with pytest.raises(errors.SessionsOverlap, match="2026-03-30T08:00:00Z"):
        a_story().do(book_session, BookSession(slot=a_slot(local), place=ROOM))


@pytest.mark.parametrize("local", ["2026-03-30T08:10", "2026-03-30T09:50"])
def test_sessions_may_touch(local: str) -> None:
    assert a_story().do(book_session, BookSession(slot=a_slot(local), place=ROOM))


def test_the_sessions_of_a_series_do_not_overlap_each_other() -> None:
    long = Slot(starts=wall("2026-10-24T23:30"), minutes=240)
    with pytest.raises(errors.SessionsOverlap):
        a_story().do(book_series, BookSeries(slot=Slot(starts=NINE, minutes=240), place=ROOM, count=2))
    assert a_story().do(book_series, BookSeries(slot=long, place=ROOM, count=2, every_days=1))


def test_a_cancelled_session_leaves_its_time_free() -> None:
    story = a_story()
    story.do(cancel_session, story.sessions[0], CANCEL)
    assert story.do(book_session, BookSession(slot=a_slot("2026-03-30T09:00"), place=ROOM))


def test_a_session_moves_and_raises_its_sequence() -> None:
    story = a_story()
    story.do(move_session, story.sessions[0], move(TEN))
    assert (session(story).slot.starts, session(story).sequence) == (TEN, 1)


def test_a_move_to_where_it_is_changes_nothing() -> None:
    story = a_story()
    assert story.do(move_session, story.sessions[0], move(NINE)) == []


def test_a_move_may_overlap_with_its_own_old_time_only() -> None:
    story = a_course().with_session("2026-03-30T09:00").with_session("2026-03-30T10:00").opened()
    story.do(move_session, story.sessions[0], move(wall("2026-03-30T09:10")))
    with pytest.raises(errors.SessionsOverlap):
        story.do(move_session, story.sessions[0], move(wall("2026-03-30T09:20")))


def test_a_move_into_the_past_is_refused() -> None:
    story = a_story()
    with pytest.raises(errors.InThePast):
        story.do(move_session, story.sessions[0], move(wall("2026-02-01T09:00")))


def test_a_move_to_a_time_with_an_offset_is_refused() -> None:
    story = a_story()
    with pytest.raises(Invalid, match="without an offset"):
        story.do(move_session, story.sessions[0], move(wall("2026-03-30T10:00+01:00")))


def test_another_place_raises_the_sequence_and_the_same_place_changes_nothing() -> None:
    story = a_story()
    assert story.do(change_place, story.sessions[0], ChangePlace(place=ROOM)) == []
    story.do(change_place, story.sessions[0], ChangePlace(place=ELSEWHERE))
    assert (session(story).place, session(story).sequence) == (ELSEWHERE, 1)


def test_a_cancelled_session_is_over() -> None:
    story = a_story()
    story.do(cancel_session, story.sessions[0], CANCEL)
    for decision, command in (
        (move_session, move(TEN)),
        (change_place, ChangePlace(place=ELSEWHERE)),
        (cancel_session, CANCEL),
    ):
        with pytest.raises(errors.SessionOver, match="cancelled"):
            story.do(decision, story.sessions[0], command)


def test_a_session_that_was_held_is_over() -> None:
    story = a_story().at(NINE.instant())
    story.do(record_attendance, story.sessions[0], ATTENDED)
    for decision, command in ((move_session, move(TEN)), (cancel_session, CANCEL)):
        with pytest.raises(errors.SessionOver, match="is over"):
            story.do(decision, story.sessions[0], command)


@pytest.mark.parametrize(
    ("decision", "command"),
    [
        (move_session, move(TEN)),
        (change_place, ChangePlace(place=ELSEWHERE)),
        (cancel_session, CANCEL),
        (record_attendance, ATTENDED),
    ],
)
def test_a_session_that_the_course_does_not_have_is_not_found(decision: Any, command: Any) -> None:
    with pytest.raises(errors.UnknownSession):
        a_story().do(decision, NO_SESSION, command)


def test_nothing_is_booked_in_a_discharged_course() -> None:
    story = a_story()
    story.do(discharge, Discharge(outcome=Outcome.COMPLETED, discharged_on=NINE.local.date()))
    refused: list[tuple[Any, tuple[Any, ...]]] = [
        (book_session, (BookSession(slot=a_slot("2026-04-06T09:00"), place=ROOM),)),
        (book_series, (series("2026-04-06T09:00", 2),)),
        (move_session, (story.sessions[0], move(TEN))),
        (change_place, (story.sessions[0], ChangePlace(place=ELSEWHERE))),
        (cancel_session, (story.sessions[0], CANCEL)),
    ]
    for decision, args in refused:
        with pytest.raises(errors.CourseDischarged, match="discharged on 2026-03-30"):
            story.do(decision, *args)


def test_each_session_of_a_series_has_an_id_that_the_command_gives() -> None:
    story = a_course().opened()
    story.do(book_series, series("2026-03-16T09:00", 2))
    expected: set[UUID] = {story.world.new_id("session-0"), story.world.new_id("session-1")}
    assert set(story.case.course.sessions) == expected
