"""What comes of an attempt: sent, tried again, refused, or nobody knows until there is evidence."""

from uuid import UUID

import pytest

from domain.client.contact import Medium
from domain.errors import NotFound
from domain.instant import DAY, SECOND, later
from domain.message.outcomes import (
    Accepted,
    Ambiguous,
    Attempt,
    Fenced,
    Missing,
    Refused,
    Status,
    Unsent,
    conclude,
    report_status,
    take_over,
)
from domain.message.state import Stage
from domain.message.values import Kind
from domain.policy.due import DueCommand
from tests.builders import CLIENT_PHONE, a_clinic, a_course
from tests.domain.story import OTHER_WORKER, WORKER, Story

UNKNOWN = Ambiguous(code="timeout", words="no answer came")
NOTHING = Missing(words="nothing of the kind")


def claimed(kind: Kind = Kind.REMINDER) -> tuple[Story, UUID]:
    """A story in which a message was claimed and not concluded: a reminder by SMS, or a notice by email."""
    story = a_course().with_session("2026-03-30T11:00").opened()
    (owed,) = story.owed(kind)
    story.at(owed.window.not_before).claim(owed.message)
    return story, owed.message


def code(story: Story, message: UUID) -> str:
    reason = story.message(message).reason
    return reason.code if reason else ""


def waits(story: Story, seconds: int) -> Story:
    return story.at(later(story.world.now, seconds * SECOND))


def taken_over(story: Story, message: UUID) -> None:
    """Let the deadline pass, and another worker look for evidence."""
    story.at(story.message(message).wake_at).run(take_over, message, OTHER_WORKER)


def test_a_message_that_the_provider_took_is_sent_under_its_reference() -> None:
    story, message = claimed()
    story.conclude(message, Accepted(reference="SM1"))
    assert (story.message(message).stage, story.message(message).reference) == (Stage.SENT, "SM1")


@pytest.mark.parametrize(("retries", "wait"), [(0, 30), (1, 120), (2, 600), (3, 1800)])
def test_an_attempt_that_surely_failed_is_repeated_after_ever_longer_waits(retries: int, wait: int) -> None:
    patient = a_clinic().with_settings(reminders=dict(first=dict(days_before=1, grace_minutes=1380)))
    story = a_course().at(patient).with_session("2026-03-30T11:00").opened()
    (owed,) = story.owed(Kind.REMINDER)
    begun = story.at(owed.window.not_before).world.now
    for _ in range(retries + 1):
        begun = story.world.now
        story.claim(owed.message)
        story.conclude(owed.message, Unsent(code="dns", words="no such host"))
        story.at(story.message(owed.message).wake_at)
    assert story.world.now == later(begun, wait * SECOND)


@pytest.mark.parametrize(("asked_for", "wait"), [(None, 30), (1.0, 30), (31.5, 31.5), (3600.0, 3600)])
def test_a_provider_that_asks_for_time_is_given_it(asked_for: float | None, wait: float) -> None:
    story, message = claimed()
    story.conclude(message, Unsent(code="429", words="slow down", retry_after=asked_for))
    assert story.message(message).wake_at == later(story.world.now, int(wait * SECOND))


def test_a_message_that_the_provider_refuses_goes_to_a_person() -> None:
    story, message = claimed()
    story.conclude(message, Refused(code="21614", words="not a mobile number"))
    assert story.world.history(message)[-2:] == ["message.refused", "message.needs_person"]
    assert (story.message(message).stage, code(story, message)) == (Stage.NEEDS_PERSON, "refused")


def test_a_refusal_because_of_an_opt_out_is_the_lines_opt_out_and_noted_once() -> None:
    story, message = claimed()
    story.conclude(message, Refused(code="21610", words="opted out", opted_out=True))
    line = story.world.line_id(CLIENT_PHONE)
    assert story.world.line(line).opted_out is not None
    assert story.world.history(line) == ["line.opted_out"]
    story, message = claimed()
    story.replies("STOP")
    story.conclude(message, Refused(code="21610", words="opted out", opted_out=True))
    assert story.world.history(line) == ["line.opted_out"]


def test_an_attempt_is_concluded_by_its_owner_only() -> None:
    story, message = claimed()
    with pytest.raises(Fenced):
        story.conclude(message, Accepted(reference="SM1"), owner=OTHER_WORKER)


def test_an_attempt_is_concluded_once() -> None:
    story, message = claimed()
    story.conclude(message, Accepted(reference="SM1"))
    with pytest.raises(Fenced):
        story.conclude(message, Unsent(code="dns", words="no such host"))


def test_an_earlier_attempt_concludes_nothing_any_more() -> None:
    story, message = claimed()
    story.conclude(message, Unsent(code="429", words="slow down"))
    story.at(story.message(message).wake_at).claim(message)
    with pytest.raises(Fenced):
        story.run(conclude, Attempt(message=message, number=1, owner=WORKER), Accepted(reference="SM1"))


def test_what_was_never_claimed_cannot_be_concluded() -> None:
    story, _ = claimed()
    with pytest.raises(Fenced):
        story.run(conclude, Attempt(message=story.course, number=1, owner=WORKER), Accepted(reference="SM1"))


def test_an_attempt_is_taken_over_only_after_its_deadline() -> None:
    story, message = claimed()
    assert story.run(take_over, message, OTHER_WORKER) == []
    assert story.due(DueCommand.RECONCILE) == []
    waits(story, 60)
    assert story.due(DueCommand.RECONCILE) == [message]
    taken_over(story, message)
    assert story.message(message).stage is Stage.RECONCILING
    with pytest.raises(Fenced):
        story.conclude(message, Accepted(reference="SM1"), owner=WORKER)


def test_an_attempt_that_is_over_is_not_taken_over() -> None:
    story, message = claimed()
    story.conclude(message, Accepted(reference="SM1"))
    assert waits(story, 3600).run(take_over, message, OTHER_WORKER) == []
    assert story.run(take_over, story.course, OTHER_WORKER) == []


def test_an_attempt_whose_outcome_nobody_knows_is_never_sent_again_blindly() -> None:
    story, message = claimed()
    story.conclude(message, UNKNOWN)
    assert story.message(message).stage is Stage.AMBIGUOUS
    assert waits(story, 3600).claim(message).changes == []
    assert story.due(DueCommand.SEND).count(message) == 0
    assert story.due(DueCommand.RECONCILE) == [message]


def test_evidence_that_it_was_sent_ends_the_search() -> None:
    story, message = claimed()
    story.conclude(message, UNKNOWN)
    taken_over(story, message)
    story.conclude(message, Accepted(reference="SM1", evidence="asked"), owner=OTHER_WORKER)
    assert story.message(message).stage is Stage.SENT


def test_proof_that_nothing_was_sent_lets_it_be_sent_again() -> None:
    story, message = claimed()
    story.conclude(message, UNKNOWN)
    taken_over(story, message)
    story.conclude(message, Missing(words="not there", certain=True), owner=OTHER_WORKER)
    assert story.message(message).stage is Stage.UNSENT
    assert story.at(story.message(message).wake_at).claim(message).attempt == 2


def test_an_sms_without_evidence_is_looked_for_until_it_settles_and_then_left_to_a_person() -> None:
    story, message = claimed()
    begun = story.world.now
    story.conclude(message, UNKNOWN)
    taken_over(story, message)
    story.conclude(message, NOTHING, owner=OTHER_WORKER)
    assert story.message(message).stage is Stage.RECONCILING
    assert story.message(message).wake_at == later(begun, 300 * SECOND)
    taken_over(story, message)
    story.conclude(message, NOTHING, owner=OTHER_WORKER)
    assert (story.message(message).stage, code(story, message)) == (Stage.NEEDS_PERSON, "may-not-have-been-sent")


def test_a_provider_that_cannot_be_asked_is_asked_again_for_a_day() -> None:
    story, message = claimed()
    begun = story.world.now
    story.conclude(message, UNKNOWN)
    asked = 0
    while story.message(message).stage is not Stage.NEEDS_PERSON:
        taken_over(story, message)
        story.conclude(message, Missing(words="no answer", asked=False), owner=OTHER_WORKER)
        asked += 1
        assert asked < 1_000
    assert story.world.now == later(begun, DAY)


def test_an_email_whose_outcome_nobody_knows_is_sent_once_more() -> None:
    story, notice = claimed(Kind.NOTICE)
    assert story.message(notice).obligation.medium is Medium.EMAIL
    for stage in (Stage.UNSENT, Stage.RECONCILING):
        story.conclude(notice, UNKNOWN)
        taken_over(story, notice)
        story.conclude(notice, NOTHING, owner=OTHER_WORKER)
        assert story.message(notice).stage is stage
        if stage is Stage.UNSENT:
            assert story.at(story.message(notice).wake_at).claim(notice).attempt == 2


def test_a_worker_that_took_over_and_died_is_taken_over_in_turn() -> None:
    story, message = claimed()
    taken_over(story, message)
    first = story.message(message).settles_at
    story.at(story.message(message).wake_at).run(take_over, message, WORKER)
    assert (story.message(message).owner, story.message(message).settles_at) == (WORKER, first)


def test_a_callback_concludes_an_attempt_before_its_owner_does() -> None:
    story, message = claimed()
    story.told(message, "queued")
    assert (story.message(message).stage, story.message(message).status) == (Stage.SENT, "queued")
    with pytest.raises(Fenced):
        story.conclude(message, UNKNOWN)


@pytest.mark.parametrize("attempt", [0, 2, 99])
def test_a_callback_about_an_attempt_that_never_was_is_not_found(attempt: int) -> None:
    story, message = claimed()
    with pytest.raises(NotFound):
        story.run(report_status, Status(message=message, attempt=attempt, reference="SM1", status="sent"))
    with pytest.raises(NotFound):
        story.run(report_status, Status(message=story.course, attempt=1, reference="SM1", status="sent"))
