"""A course that rests owes nothing: what falls into the pause is skipped with its reason, and never sent on resume."""

from uuid import UUID

from domain.course.commands import Pause, Resume
from domain.course.decisions import pause, resume
from domain.instant import MINUTE, later
from domain.message.state import Stage
from domain.message.values import Kind
from domain.policy.due import DueCommand
from tests.builders import a_course
from tests.domain.story import Story

# Sessions on Mondays at eleven: reminded on Sundays at eleven, British summer time from 29 March on.
FIRST, SECOND = "2026-04-05T10:00Z", "2026-04-12T10:00Z"


def a_story() -> Story:
    story = a_course().with_series("2026-04-06T11:00", 3).with_check_ins(2, "18:30", "mood").opened()
    (notice,) = story.owed(Kind.NOTICE)
    story.send(notice.message)
    return story


def reminders(story: Story) -> list[UUID]:
    return [one.message for one in story.owed(Kind.REMINDER)]


def reason_of(story: Story, message: UUID) -> str:
    reason = story.message(message).reason
    return reason.code if reason else ""


def test_a_reminder_that_falls_due_in_a_pause_is_skipped() -> None:
    story = a_story()
    first = reminders(story)[0]
    story.at("2026-04-01T09:00Z").do(pause, Pause(reason="hospital"))
    assert story.at(FIRST).due(DueCommand.SEND) == [first]
    story.claim(first)
    assert (story.message(first).stage, reason_of(story, first)) == (Stage.SKIPPED, "course-paused")


def test_a_reminder_that_fell_into_a_pause_is_not_sent_on_resume() -> None:
    """Even when nobody looked at it meanwhile, and it would still be of use."""
    story = a_story()
    first, second = reminders(story)[:2]
    story.at("2026-04-01T09:00Z").do(pause, Pause(reason="hospital"))
    story.at("2026-04-05T10:30Z").do(resume, Resume())
    assert story.claim(first).letter is None
    assert (story.message(first).stage, reason_of(story, first)) == (Stage.SKIPPED, "course-paused")
    assert story.at(SECOND).claim(second).letter is not None


def test_a_reminder_after_the_pause_goes_as_if_nothing_had_been() -> None:
    story = a_story()
    first = reminders(story)[0]
    story.at("2026-03-01T09:00Z").do(pause, Pause(reason="holiday"))
    story.at("2026-04-05T09:59Z").do(resume, Resume())
    assert story.at(FIRST).claim(first).letter is not None


def test_a_pause_supersedes_nothing_so_that_what_follows_it_is_still_owed() -> None:
    story = a_story()
    before = reminders(story)
    assert len(story.do(pause, Pause(reason="holiday"))) == 1
    assert reminders(story) == before


def test_a_reminder_that_had_gone_before_the_pause_stays_sent() -> None:
    story = a_story()
    first = reminders(story)[0]
    story.at(FIRST).send(first)
    story.do(pause, Pause(reason="hospital"))
    assert story.message(first).stage is Stage.SENT


def test_a_check_in_in_a_pause_is_skipped_and_the_next_one_asked() -> None:
    story = a_story()
    story.do(pause, Pause(reason="holiday"))
    skipped = story.ask()
    assert story.world.history(skipped) == ["check_in.skipped"]
    story.do(resume, Resume())
    asked = story.ask()
    assert asked != skipped
    assert story.world.history(asked) == ["check_in.opened", "check_in.asked"]


def test_a_check_in_that_fell_into_a_pause_is_not_asked_on_resume() -> None:
    story = a_story()
    coming = story.coming()
    story.at(coming.window.not_before).do(pause, Pause(reason="holiday"))
    story.at(later(coming.window.not_before, MINUTE)).do(resume, Resume())
    assert story.world.history(story.ask()) == ["check_in.skipped"]


def test_a_question_that_had_not_gone_when_the_pause_began_is_skipped() -> None:
    story = a_story()
    question = story.question(story.ask())
    story.do(pause, Pause(reason="hospital"))
    story.claim(question)
    assert (story.message(question).stage, reason_of(story, question)) == (Stage.SKIPPED, "course-paused")


def test_each_pause_counts_by_itself() -> None:
    story = a_story()
    for begins, ends in (("2026-03-01T09:00Z", "2026-03-08T09:00Z"), ("2026-04-12T09:00Z", "2026-04-12T11:00Z")):
        story.at(begins).do(pause, Pause(reason="away"))
        story.at(ends).do(resume, Resume())
    first, second, third = reminders(story)
    for message, expected in ((first, Stage.EXPIRED), (second, Stage.SKIPPED)):
        story.claim(message)
        assert story.message(message).stage is expected
    assert story.claim(third).changes == []
