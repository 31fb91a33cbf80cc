"""Callbacks of a provider come in any order, more than once, or not at all: what is left in the end is the same."""

from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.course.booking import cancel_session
from domain.course.commands import CancelSession
from domain.course.values import Party
from domain.message.outcomes import Accepted, Ambiguous, Missing, Unsent, take_over
from domain.message.state import Stage
from domain.message.status import DELIVERED, FAILED, supersedes
from domain.message.values import Kind
from tests.builders import a_course
from tests.domain.story import OTHER_WORKER, Story

STATUSES = ["accepted", "scheduled", "queued", "sending", "sent", "delivered", "read", *sorted(FAILED), "who-knows"]
ALIKE = {**dict.fromkeys(FAILED, "failed"), "scheduled": "accepted"}
"""Statuses as far as each other: a provider tells one of them, and the first that is told is kept."""
BEFORE = ["dispatching", "sent", "ambiguous", "unsent", "may-not-have-been-sent"]


def in_stage(before: str) -> tuple[Story, UUID]:
    """A reminder whose attempt has come so far before anybody calls back."""
    story = a_course().with_session("2026-03-30T11:00").opened()
    (owed,) = story.owed(Kind.REMINDER)
    message = owed.message
    story.at(owed.window.not_before).claim(message)
    match before:
        case "sent":
            story.conclude(message, Accepted(reference="ref-1"))
        case "ambiguous":
            story.conclude(message, Ambiguous(code="timeout", words="no answer"))
        case "unsent":
            story.conclude(message, Unsent(code="429", words="slow down"))
        case "may-not-have-been-sent":
            while story.message(message).stage is not Stage.NEEDS_PERSON:
                story.at(story.message(message).wake_at).run(take_over, message, OTHER_WORKER)
                story.conclude(message, Missing(words="nothing"), owner=OTHER_WORKER)
    return story, message


def left(before: str, told: tuple[str, ...]) -> tuple[Stage, str]:
    story, message = in_stage(before)
    for status in told:
        story.told(message, status)
    known = story.message(message)
    return known.stage, ALIKE.get(known.status, known.status)


@given(before=st.sampled_from(BEFORE), told=st.lists(st.sampled_from(STATUSES), min_size=2, max_size=6), data=st.data())
def test_callbacks_commute(before: str, told: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(told))
    assert left(before, tuple(told)) == left(before, tuple(shuffled))


@given(before=st.sampled_from(BEFORE), told=st.lists(st.sampled_from(STATUSES), min_size=1, max_size=4), data=st.data())
def test_a_callback_that_comes_twice_changes_nothing(before: str, told: list[str], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(told))
    assert left(before, tuple(told)) == left(before, (*told, again))


@given(before=st.sampled_from(BEFORE), told=st.lists(st.sampled_from(STATUSES), max_size=5), data=st.data())
def test_nothing_takes_back_a_delivery(before: str, told: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(told)))
    stage, status = left(before, (*told[:place], "delivered", *told[place:]))
    assert stage is Stage.SENT
    assert status in DELIVERED


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "undelivered"])))
def test_a_message_that_did_not_arrive_needs_a_person_in_whatever_order_that_is_told(order: tuple[str, ...]) -> None:
    assert left("sent", order) == (Stage.NEEDS_PERSON, "failed")


def test_of_two_statuses_the_further_one_supersedes_the_other() -> None:
    known = [status for status in STATUSES if status != "who-knows"]
    for one in known:
        assert supersedes(one, "")
        further = [other for other in known if supersedes(other, one)]
        assert not any(supersedes(one, other) for other in [one, *further])
        assert {ALIKE.get(other, other) for other in known if other not in further and not supersedes(one, other)} == {
            ALIKE.get(one, one)
        }


def test_a_word_that_nobody_knows_replaces_nothing() -> None:
    assert not supersedes("who-knows", "")
    assert not supersedes("who-knows", "delivered")


def test_an_attempt_believed_unsent_that_the_provider_has_is_not_made_again() -> None:
    story, message = in_stage("unsent")
    story.told(message, "sent")
    assert story.message(message).stage is Stage.SENT
    assert story.at(story.message(message).wake_at).claim(message).changes == []


def retried() -> tuple[Story, UUID]:
    story, message = in_stage("unsent")
    story.at(story.message(message).wake_at).claim(message)
    return story, message


def test_the_failure_of_an_earlier_attempt_does_not_end_the_next_one() -> None:
    story, message = retried()
    assert story.told(message, "failed", attempt=1) == []
    story.conclude(message, Accepted(reference="ref-2"))
    assert story.message(message).stage is Stage.SENT


def test_the_failure_of_an_attempt_counts_though_an_earlier_one_had_failed_too() -> None:
    story, message = in_stage("unsent")
    story.world.now = story.message(message).wake_at
    story.claim(message)
    story.conclude(message, Accepted(reference="ref-2"))
    story.told(message, "undelivered", attempt=1)
    story.told(message, "failed", attempt=2)
    assert (story.message(message).stage, story.message(message).status) == (Stage.NEEDS_PERSON, "failed")


def test_a_failure_that_is_told_of_a_superseded_message_bothers_nobody() -> None:
    story, message = in_stage("unsent")
    story.do(cancel_session, story.sessions[0], CancelSession(by=Party.CLINIC))
    story.told(message, "failed")
    assert story.message(message).stage is Stage.SUPERSEDED
