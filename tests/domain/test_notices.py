"""Notices of bookings and changes: which are owed, what they say, and what a client who never knew is spared."""

from domain.client.contact import Medium
from domain.course.booking import (
    book_series,
    cancel_session,
    change_place,
    move_session,
    record_attendance,
)
from domain.course.commands import BookSeries, CancelSession, ChangePlace, MoveSession, RecordAttendance
from domain.course.values import Attendance, Mode, Party, Place
from domain.instant import HOUR, MINUTE
from domain.message.outcomes import Refused
from domain.message.state import Stage
from domain.message.values import Appointment, Kind, Obligation
from domain.values import Wall
from tests.builders import ROOM, START, a_course, a_slot, wall
from tests.domain.story import Story

NINE, TEN, ELEVEN = wall("2026-03-30T09:00"), wall("2026-03-30T10:00"), wall("2026-03-30T11:00")
ELSEWHERE = Place(mode=Mode.VIDEO, where="https://video.example.org/abc")


def a_story() -> Story:
    return a_course().with_session("2026-03-30T09:00").opened()


def the_notice(story: Story) -> Obligation:
    (notice,) = story.owed(Kind.NOTICE)
    return notice


def told(notice: Obligation) -> Appointment:
    (appointment,) = notice.details.appointments
    return appointment


def informed(story: Story) -> Story:
    """Let the notice that is owed reach the client."""
    story.send(the_notice(story).message)
    return story


def moves(story: Story, starts: Wall) -> None:
    story.do(move_session, story.sessions[0], MoveSession(starts=starts))


def test_a_booking_is_told_once_by_email_with_its_session() -> None:
    story = a_story()
    notice = the_notice(story)
    assert notice.medium is Medium.EMAIL
    assert notice.window.not_before == START
    assert (told(notice).status, told(notice).starts, told(notice).sequence) == ("booked", NINE, 0)
    assert informed(story).owed(Kind.NOTICE) == []


def test_a_series_is_told_in_one_email() -> None:
    story = a_course().with_series("2026-03-30T09:00", 12).opened()
    notice = the_notice(story)
    assert len(notice.details.appointments) == 12
    assert notice.about == story.sessions


def test_two_bookings_are_told_in_two_emails() -> None:
    story = a_course().with_session("2026-03-30T09:00").with_series("2026-04-06T09:00", 3).opened()
    assert sorted(len(one.about) for one in story.owed(Kind.NOTICE)) == [1, 3]


def test_a_move_is_told_with_the_old_time() -> None:
    story = informed(a_story())
    moves(story, TEN)
    appointment = told(the_notice(story))
    assert (appointment.status, appointment.starts, appointment.was) == ("moved", TEN, NINE)
    assert appointment.sequence == 1


def test_a_move_that_nobody_heard_of_is_not_the_old_time_of_the_next_one() -> None:
    story = informed(a_story())
    moves(story, TEN)
    moves(story, ELEVEN)
    appointment = told(the_notice(story))
    assert (appointment.status, appointment.starts, appointment.was) == ("moved", ELEVEN, NINE)
    assert appointment.sequence == 2


def test_moved_and_moved_back_before_anybody_heard_is_told_without_an_old_time() -> None:
    story = informed(a_story())
    moves(story, TEN)
    moves(story, NINE)
    appointment = told(the_notice(story))
    assert appointment.starts == NINE
    assert appointment.was is None


def test_moved_and_moved_back_after_the_client_heard_is_told_both_times() -> None:
    story = informed(a_story())
    moves(story, TEN)
    informed(story)
    moves(story, NINE)
    assert (told(the_notice(story)).was, told(the_notice(story)).starts) == (TEN, NINE)


def test_a_place_that_changes_after_a_move_does_not_hide_the_move() -> None:
    story = informed(a_story())
    moves(story, TEN)
    story.do(change_place, story.sessions[0], ChangePlace(place=ELSEWHERE))
    appointment = told(the_notice(story))
    assert (appointment.starts, appointment.was, appointment.mode) == (TEN, NINE, Mode.VIDEO)


def test_a_move_before_the_client_heard_of_the_booking_is_told_as_a_booking() -> None:
    story = a_story()
    moves(story, TEN)
    appointment = told(the_notice(story))
    assert (appointment.status, appointment.starts, appointment.was) == ("booked", TEN, None)


def test_a_move_supersedes_the_notice_of_the_old_time() -> None:
    story = a_story()
    before = the_notice(story)
    moves(story, TEN)
    assert story.world.history(before.message) == ["message.owed", "message.superseded"]
    assert story.message(before.message).stage is Stage.SUPERSEDED
    assert the_notice(story).message != before.message


def test_one_of_a_series_that_moves_is_told_by_itself_and_the_rest_together() -> None:
    story = a_course().with_series("2026-03-30T09:00", 3).opened()
    moves(story, TEN)
    assert sorted(len(one.about) for one in story.owed(Kind.NOTICE)) == [1, 2]


def test_a_cancellation_is_told_to_a_client_who_knew_of_the_session() -> None:
    story = informed(a_story())
    story.do(cancel_session, story.sessions[0], CancelSession(by=Party.CLINIC))
    assert told(the_notice(story)).status == "cancelled"


def test_a_cancellation_is_told_to_a_client_whose_notice_is_on_its_way() -> None:
    story = a_story()
    story.claim(the_notice(story).message)
    story.do(cancel_session, story.sessions[0], CancelSession(by=Party.CLINIC))
    assert told(the_notice(story)).status == "cancelled"


def test_a_client_who_was_only_reminded_knew_of_the_session_too() -> None:
    story = a_story()
    notice = the_notice(story).message
    story.claim(notice)
    story.conclude(notice, Refused(code="550", words="no such mailbox"))
    (reminder,) = story.owed(Kind.REMINDER)
    story.at(reminder.window.not_before).send(reminder.message)
    story.do(cancel_session, story.sessions[0], CancelSession(by=Party.CLINIC))
    assert told(the_notice(story)).status == "cancelled"


def test_a_client_who_never_heard_of_a_session_is_not_told_that_it_is_off() -> None:
    story = a_story()
    before = the_notice(story)
    story.do(cancel_session, story.sessions[0], CancelSession(by=Party.CLINIC))
    assert story.owed() == []
    assert story.message(before.message).stage is Stage.SUPERSEDED


def test_a_session_that_was_held_is_no_news() -> None:
    story = informed(a_story())
    moves(story, TEN)
    notice = the_notice(story)
    story.at(TEN.instant()).do(record_attendance, story.sessions[0], RecordAttendance(attendance=Attendance.ON_TIME))
    assert story.owed() == []
    assert story.message(notice.message).stage is Stage.SUPERSEDED


def test_a_booking_at_night_is_told_in_the_morning() -> None:
    story = a_course().begun_at("2026-02-02T23:00Z").with_session("2026-03-30T09:00").opened()
    assert the_notice(story).window.not_before == story.world.now + 9 * HOUR


def test_a_booking_is_of_no_interest_once_the_session_has_begun() -> None:
    story = a_course().begun_at("2026-03-30T07:30Z").with_session("2026-03-30T09:00").opened()
    assert the_notice(story).window.expires == story.world.now + 30 * MINUTE


def test_a_second_series_is_told_though_the_first_was() -> None:
    story = informed(a_story())
    story.do(book_series, BookSeries(slot=a_slot("2026-04-06T09:00"), place=ROOM, count=2))
    assert len(the_notice(story).about) == 2


def test_a_refused_notice_is_not_owed_again() -> None:
    story = a_story()
    notice = the_notice(story).message
    story.claim(notice)
    story.conclude(notice, Refused(code="550", words="no such mailbox"))
    assert story.owed(Kind.NOTICE) == []
