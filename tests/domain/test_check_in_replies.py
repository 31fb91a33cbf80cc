"""A check-in as a conversation: one question at a time, read with certainty or by a person, and an end in any case."""

from datetime import date
from uuid import UUID

import pytest

from domain.check_in.decisions import close
from domain.check_in.state import CheckIn
from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.events import CheckInRecorded, NoResponse
from domain.course.values import Outcome
from domain.instant import HOUR, MINUTE, SECOND, later
from domain.message.outcomes import Ambiguous, Unsent
from domain.message.state import Stage
from domain.message.values import Kind
from domain.policy.due import DueCommand
from tests.builders import CLIENT_PHONE, STRANGER_PHONE, a_course
from tests.domain.story import Story


def a_story(*items: str) -> Story:
    return a_course().with_check_ins(2, "18:30", *items).opened()


def asked(story: Story) -> UUID:
    """Begin the check-in, and put its first question."""
    check_in = story.ask()
    story.send(story.question(check_in))
    return check_in


def known(story: Story, check_in: UUID) -> CheckIn:
    found = story.world.check_in(check_in)
    assert found is not None
    return found


def values(story: Story, check_in: UUID) -> dict[str, int]:
    return {answer.item: answer.value for answer in known(story, check_in).answers}


def last_event(story: Story, kind: type) -> object:
    return [entry.event for entry in story.world.log if isinstance(entry.event, kind)][-1]


def test_each_answer_brings_the_next_question_and_the_last_one_thanks() -> None:
    story = a_story()
    check_in = asked(story)
    assert story.replies("6") == "answered"
    assert known(story, check_in).item == "relationships"
    story.send(story.question(check_in))
    assert story.replies("four") == "answered"
    assert values(story, check_in) == {"mood": 6, "relationships": 4}
    assert known(story, check_in).over == "completed"
    thanks = [one for one in story.case.messages.values() if one.obligation.kind is Kind.THANKS]
    assert [one.stage for one in thanks] == [Stage.OWED]
    assert story.claim(thanks[0].id).letter is not None


def test_a_completed_check_in_is_recorded_in_the_course_with_the_words_it_was_read_from() -> None:
    story = a_story("mood")
    check_in = asked(story)
    story.replies(" Six! ")
    recorded = last_event(story, CheckInRecorded)
    assert isinstance(recorded, CheckInRecorded)
    assert recorded.check_in == check_in
    assert [(one.item, one.value, one.text) for one in recorded.answers] == [("mood", 6, " Six! ")]


def test_a_completed_check_in_leaves_the_line_free() -> None:
    story = a_story("mood")
    asked(story)
    story.replies("6")
    assert story.world.line(story.world.line_id(CLIENT_PHONE)).check_in is None


def test_the_next_question_goes_out_in_the_quiet_hours_since_the_client_is_writing() -> None:
    story = a_story()
    check_in = asked(story)
    story.at("2026-02-04T22:15Z").replies("6")
    assert story.claim(story.question(check_in)).letter is not None


def test_the_next_question_does_not_go_out_at_night_once_the_client_has_stopped_writing() -> None:
    story = a_story()
    check_in = asked(story)
    story.at("2026-02-04T22:15Z").replies("6")
    question = story.question(check_in)
    story.at("2026-02-04T22:30Z").claim(question)
    assert story.message(question).stage is Stage.HELD
    assert story.at("2026-02-05T08:00Z").claim(question).letter is not None


@pytest.mark.parametrize("text", ["banana", "11", "-3", "between 2 and 3", "5 or 6", "", "?"])
def test_what_cannot_be_read_with_certainty_is_asked_once_more(text: str) -> None:
    story = a_story()
    check_in = asked(story)
    first = story.question(check_in)
    assert story.replies(text) == "asked-again"
    assert values(story, check_in) == {}
    again = story.message(story.question(check_in))
    assert again.id != first
    assert again.obligation.wording == "check-in-again-mood"
    assert known(story, check_in).times == 2


def test_what_cannot_be_read_a_second_time_goes_to_a_person_and_ends_the_check_in() -> None:
    story = a_story()
    check_in = asked(story)
    story.replies("banana")
    story.send(story.question(check_in))
    assert story.replies("apple") == "person"
    assert known(story, check_in).over == "closed"
    missed = last_event(story, NoResponse)
    assert isinstance(missed, NoResponse)
    assert (missed.asked, missed.answers) == (["mood"], [])


def test_an_answer_to_the_question_put_again_counts() -> None:
    story = a_story()
    check_in = asked(story)
    story.replies("banana")
    story.send(story.question(check_in))
    assert story.replies("7") == "answered"
    assert values(story, check_in) == {"mood": 7}


@pytest.mark.parametrize(
    "text",
    [
        "please don't text me any more",
        "leave me alone",
        "stop all",
        "wrong number",
        "who is this",
        "not so good",
        "I can't go on",
        "sorry, I meant 1",
    ],
)
def test_words_go_to_a_person_and_are_not_answered_with_another_question(text: str) -> None:
    story = a_story()
    check_in = asked(story)
    before = story.question(check_in)
    assert story.replies(text) == "person"
    assert story.question(check_in) == before
    assert story.replies("6") == "answered"  # the question stays open


@pytest.mark.parametrize(("text", "fate"), [("C", "confirm"), ("r", "move")])
def test_a_word_about_a_session_is_no_answer(text: str, fate: str) -> None:
    story = a_story()
    check_in = asked(story)
    assert story.replies(text) == fate
    assert values(story, check_in) == {}


def test_a_picture_is_no_answer() -> None:
    story = a_story()
    check_in = asked(story)
    assert story.replies("6", attachments=1) == "person"
    assert values(story, check_in) == {}


def test_an_answer_that_came_before_its_question_went_out_is_never_assigned_to_it() -> None:
    story = a_story()
    check_in = asked(story)
    first, second = story.arrives("6"), story.arrives("9")
    assert story.read(first) == "answered"
    story.at(later(story.world.now, SECOND)).send(story.question(check_in))
    assert story.read(second) == "person"
    assert values(story, check_in) == {"mood": 6}
    assert story.replies("9") == "answered"


def test_an_answer_that_came_before_the_question_was_claimed_at_all_goes_to_a_person() -> None:
    story = a_story()
    story.ask()
    assert story.replies("6") == "person"


def test_an_answer_to_the_first_asking_does_not_answer_the_second() -> None:
    story = a_story()
    check_in = asked(story)
    unread, late = story.arrives("banana"), story.arrives("5")
    assert story.read(unread) == "asked-again"
    story.at(later(story.world.now, SECOND)).send(story.question(check_in))
    assert story.read(late) == "person"


def test_an_answer_to_a_question_whose_sending_is_still_open_counts() -> None:
    story = a_story()
    check_in = story.ask()
    story.claim(story.question(check_in))
    story.conclude(story.question(check_in), Ambiguous(code="timeout", words="no answer"))
    assert story.replies("6") == "answered"


def test_an_answer_to_a_question_that_surely_never_went_goes_to_a_person() -> None:
    story = a_story()
    check_in = story.ask()
    story.claim(story.question(check_in))
    story.conclude(story.question(check_in), Unsent(code="429", words="slow down"))
    assert story.replies("6") == "person"


def test_an_answer_from_another_number_is_nobodys() -> None:
    story = a_story()
    check_in = asked(story)
    assert story.replies("6", sender=STRANGER_PHONE) == "person"
    assert values(story, check_in) == {}


def test_a_message_is_read_once() -> None:
    story = a_story()
    check_in = asked(story)
    inbound = story.arrives("6")
    assert story.read(inbound) == "answered"
    assert story.read(inbound) == "answered"
    assert values(story, check_in) == {"mood": 6}


def test_a_check_in_that_is_not_answered_closes_as_no_response() -> None:
    story = a_story()
    check_in = asked(story)
    closes_at = known(story, check_in).closes_at
    assert story.at(later(closes_at, -1)).do(close, check_in) == []
    assert story.due(DueCommand.CLOSE) == []
    assert story.at(closes_at).due(DueCommand.CLOSE) == [check_in]
    story.do(close, check_in)
    assert known(story, check_in).over == "closed"
    assert story.world.line(story.world.line_id(CLIENT_PHONE)).check_in is None
    missed = last_event(story, NoResponse)
    assert isinstance(missed, NoResponse)
    assert (missed.week, missed.asked) == ("2026-W06", ["mood"])


def test_a_partial_answer_is_kept_when_the_check_in_closes() -> None:
    story = a_story()
    check_in = asked(story)
    story.replies("6")
    story.send(story.question(check_in))
    story.at(known(story, check_in).closes_at).do(close, check_in)
    missed = last_event(story, NoResponse)
    assert isinstance(missed, NoResponse)
    assert missed.asked == ["mood", "relationships"]
    assert [(one.item, one.value) for one in missed.answers] == [("mood", 6)]


def test_a_question_that_had_not_gone_when_the_check_in_closed_never_goes() -> None:
    story = a_story()
    check_in = story.ask()
    question = story.question(check_in)
    story.at(known(story, check_in).closes_at).do(close, check_in)
    assert story.message(question).stage is Stage.SUPERSEDED
    assert story.claim(question).changes == []


def test_a_question_that_is_tried_again_after_the_check_in_ended_never_goes() -> None:
    story = a_story()
    check_in = story.ask()
    question = story.question(check_in)
    story.claim(question)
    story.at(known(story, check_in).closes_at).do(close, check_in)
    story.conclude(question, Unsent(code="429", words="slow down"))
    assert story.at(later(story.world.now, HOUR)).claim(question).letter is None
    assert story.message(question).stage is Stage.NEEDS_PERSON


def test_an_answer_after_the_end_goes_to_a_person() -> None:
    story = a_story()
    check_in = asked(story)
    story.at(known(story, check_in).closes_at).do(close, check_in)
    assert story.replies("6") == "person"
    assert values(story, check_in) == {}


def test_a_check_in_closes_once() -> None:
    story = a_story("mood")
    check_in = asked(story)
    story.replies("6")
    assert story.at("2026-03-04T18:30Z").do(close, check_in) == []


def test_a_discharge_closes_the_check_in_at_once() -> None:
    story = a_story()
    check_in = asked(story)
    ended = Discharge(outcome=Outcome.DROPPED_OUT, discharged_on=date(2026, 2, 4))
    story.at(later(story.world.now, MINUTE)).do(discharge, ended)
    assert story.due(DueCommand.CLOSE) == [check_in]
    story.do(close, check_in)
    assert known(story, check_in).over == "closed"
    assert story.replies("6") == "person"


def test_an_answer_that_comes_between_discharge_and_closing_is_still_recorded() -> None:
    """Contact after discharge is a fact; the next question is not put any more."""
    story = a_story()
    check_in = asked(story)
    story.do(discharge, Discharge(outcome=Outcome.DROPPED_OUT, discharged_on=date(2026, 2, 4)))
    assert story.replies("6") == "answered"
    assert story.claim(story.question(check_in)).letter is None


def test_the_confirmation_of_stop_is_all_that_goes_after_a_stop_in_a_check_in() -> None:
    story = a_story()
    check_in = asked(story)
    story.replies("6")
    assert story.replies("stop") == "opt_out"
    question = story.question(check_in)
    assert story.claim(question).letter is None
    assert story.message(question).stage is Stage.SKIPPED
