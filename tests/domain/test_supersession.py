"""What a change of a course does to its reminders, in the same append: none of the old time can go any more."""

from datetime import date
from uuid import UUID

from domain.course.booking import cancel_session, move_session, record_attendance
from domain.course.commands import CancelSession, Discharge, MoveSession, PlanCheckIns, RecordAttendance
from domain.course.decisions import discharge, plan_check_ins
from domain.course.values import Attendance, CheckInPlan, Outcome, Party
from domain.message.events import Superseded
from domain.message.outcomes import Unsent
from domain.message.state import Stage
from domain.message.values import Kind
from domain.policy.due import DueCommand
from domain.values import Wall
from tests.builders import a_course, wall
from tests.domain.story import Story

MORNING, AFTERNOON, EVENING = wall("2026-03-30T11:00"), wall("2026-03-30T15:00"), wall("2026-03-30T18:00")
REMINDED = "2026-03-29T10:00Z"


def a_story() -> Story:
    """A course with one session, of whose booking the client has heard."""
    story = a_course().with_session("2026-03-30T11:00").opened()
    (notice,) = story.owed(Kind.NOTICE)
    story.send(notice.message)
    return story


def reminder(story: Story, kind: Kind = Kind.REMINDER) -> UUID:
    (found,) = story.owed(kind)
    return found.message


def moves(story: Story, starts: Wall, session: int = 0) -> None:
    story.do(move_session, story.sessions[session], MoveSession(starts=starts))


def test_a_moved_session_supersedes_its_reminders_and_owes_new_ones() -> None:
    story = a_story()
    first, last = reminder(story), reminder(story, Kind.LAST_REMINDER)
    moves(story, AFTERNOON)
    for message in (first, last):
        assert story.world.history(message) == ["message.owed", "message.superseded"]
        assert getattr(story.message(message).reason, "code", "") == "session-moved"
    assert reminder(story) != first
    assert reminder(story, Kind.LAST_REMINDER) != last


def test_the_move_and_what_it_supersedes_are_one_append() -> None:
    story = a_story()
    changes = story.do(move_session, story.sessions[0], MoveSession(starts=AFTERNOON))
    assert sum(isinstance(change.event, Superseded) for change in changes) == 2
    assert {change.course for change in changes} == {story.course}
    assert {change.subject for change in changes} == {story.client}


def test_a_reminder_of_the_old_time_cannot_be_claimed_after_the_move() -> None:
    story = a_story()
    old = reminder(story)
    moves(story, AFTERNOON)
    assert story.at(REMINDED).claim(old).changes == []


def test_moved_and_moved_back_owes_the_same_reminder_again() -> None:
    story = a_story()
    before = reminder(story)
    moves(story, AFTERNOON)
    moves(story, MORNING)
    assert reminder(story) == before
    assert story.at(REMINDED).due(DueCommand.SEND).count(before) == 1
    story.send(before)
    assert story.world.history(before) == [
        "message.owed",
        "message.superseded",
        "message.owed",
        "message.dispatching",
        "message.sent",
    ]


def test_moved_and_moved_back_after_the_reminder_had_gone_does_not_remind_twice() -> None:
    story = a_story()
    gone = reminder(story)
    story.at(REMINDED).send(gone)
    moves(story, AFTERNOON)
    assert story.message(gone).stage is Stage.SENT
    moves(story, MORNING)
    assert story.owed(Kind.REMINDER) == []
    assert story.claim(gone).changes == []


def test_moved_away_back_and_away_again_supersedes_again() -> None:
    story = a_story()
    old = reminder(story)
    for starts in (AFTERNOON, MORNING, EVENING):
        moves(story, starts)
    assert story.world.history(old) == ["message.owed", "message.superseded"] * 2
    assert story.message(old).stage is Stage.SUPERSEDED


def test_moved_after_the_reminder_had_gone_reminds_of_the_new_time() -> None:
    story = a_story()
    gone = reminder(story)
    story.at(REMINDED).send(gone)
    moves(story, AFTERNOON)
    assert reminder(story) != gone


def test_a_move_leaves_the_reminders_of_other_sessions_alone() -> None:
    story = a_course().with_series("2026-03-30T11:00", 3).opened()
    before = {one.message for one in story.owed(Kind.REMINDER)}
    moves(story, wall("2026-04-06T15:00"), session=1)
    assert len(before & {one.message for one in story.owed(Kind.REMINDER)}) == 2


def test_a_reminder_in_flight_when_the_session_moves_is_not_sent_again() -> None:
    story = a_story()
    old = reminder(story)
    story.at(REMINDED).claim(old)
    moves(story, AFTERNOON)
    assert story.message(old).stage is Stage.DISPATCHING
    story.conclude(old, Unsent(code="429", words="slow down"))
    story.at(story.message(old).wake_at).claim(old)
    assert story.message(old).stage is Stage.SUPERSEDED
    assert getattr(story.message(old).reason, "code", "") == "no-longer-owed"


def test_a_reminder_that_waits_for_another_try_is_superseded_by_a_move() -> None:
    story = a_story()
    old = reminder(story)
    story.at(REMINDED).claim(old)
    story.conclude(old, Unsent(code="429", words="slow down"))
    moves(story, AFTERNOON)
    assert story.message(old).stage is Stage.SUPERSEDED


def test_a_cancelled_session_supersedes_its_reminders() -> None:
    story = a_story()
    first, last = reminder(story), reminder(story, Kind.LAST_REMINDER)
    story.do(cancel_session, story.sessions[0], CancelSession(by=Party.CLIENT))
    assert {story.message(first).stage, story.message(last).stage} == {Stage.SUPERSEDED}
    assert [one.kind for one in story.owed()] == [Kind.NOTICE]


def test_a_session_that_was_held_supersedes_what_had_not_gone() -> None:
    story = a_story()
    first = reminder(story)
    story.at(MORNING.instant()).do(
        record_attendance, story.sessions[0], RecordAttendance(attendance=Attendance.ON_TIME)
    )
    assert story.message(first).stage is Stage.SUPERSEDED
    assert story.owed() == []


def test_a_discharge_supersedes_everything_that_is_owed() -> None:
    story = a_course().with_series("2026-03-30T11:00", 3).opened()
    owed = story.owed()
    assert len(owed) == 7
    ends = Discharge(outcome=Outcome.DROPPED_OUT, discharged_on=date(2026, 2, 2))
    story.do(discharge, ends)
    assert {story.message(one.message).stage for one in owed} == {Stage.SUPERSEDED}
    assert story.owed() == []


def test_what_changes_no_message_supersedes_none() -> None:
    story = a_story()
    plan = CheckInPlan(weekday=0, at=MORNING.local.time(), items=["mood"])
    assert len(story.do(plan_check_ins, PlanCheckIns(plan=plan))) == 1
