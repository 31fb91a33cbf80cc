"""What becomes of a message from outside: kept, an opt-out obeyed at once, the rest read or left to a person."""

# ruff: noqa: RUF001 - what people type is the point

import pytest

from domain.client.contact import Medium
from domain.inbound.decisions import Arrival, read, receive
from domain.instant import MINUTE, later
from domain.line.state import Line
from domain.message.outcomes import Refused
from domain.message.state import Message, Stage
from domain.message.values import Kind
from tests.builders import CLIENT_PHONE, STRANGER_PHONE, a_client, a_course
from tests.domain.story import Story

STOPS = ["STOP", "stop", " Stop! ", "\nstop\n", "“STOP”", "StopAll", "UNSUBSCRIBE", "cancel", "END", "quit", "revoke"]
STOPS += ["OPTOUT", "opt out", "Opt-Out.", "ＳＴＯＰ", "alto", "BAJA", "¡Parar!"]


def a_story() -> Story:
    return a_course().with_session("2026-03-30T11:00").opened()


def line(story: Story, phone: str = CLIENT_PHONE) -> Line:
    return story.world.line(story.world.line_id(phone))


def replies(story: Story) -> list[Message]:
    """The messages that belong to no course: answers to whoever wrote."""
    streams = {entry.stream for entry in story.world.log if entry.event.topic == "message.owed.v1"}
    found = [story.message(stream) for stream in streams]
    return [message for message in found if message.course is None]


@pytest.mark.parametrize("text", STOPS)
def test_a_word_for_stopping_opts_the_line_out_the_moment_it_arrives(text: str) -> None:
    story = a_story()
    inbound = story.arrives(text)
    assert line(story).opted_out is not None
    assert story.read(inbound) == "opt_out"


def test_an_opt_out_is_confirmed_once_and_then_nothing_goes() -> None:
    story = a_story()
    story.replies("STOP")
    (confirmation,) = replies(story)
    assert confirmation.obligation.kind is Kind.OPT_OUT_CONFIRMED
    claimed = story.send(confirmation.id, lone=True)
    assert claimed.letter is not None
    assert claimed.letter.to == CLIENT_PHONE
    story.replies("STOP")
    story.replies("stop")
    assert len(replies(story)) == 1


def test_an_opt_out_keeps_every_reminder_from_going() -> None:
    story = a_story()
    story.replies("STOP")
    (reminder,) = story.owed(Kind.REMINDER)
    story.at(reminder.window.not_before).claim(reminder.message)
    assert story.message(reminder.message).stage is Stage.SKIPPED
    assert getattr(story.message(reminder.message).reason, "code", "") == "opted-out"


def test_an_opt_out_of_the_number_leaves_the_mailbox_open() -> None:
    story = a_story()
    story.replies("STOP")
    (notice,) = story.owed(Kind.NOTICE)
    assert notice.medium is Medium.EMAIL
    assert story.claim(notice.message).letter is not None


def test_a_shared_phone_opts_out_whole() -> None:
    first = a_story()
    other = a_course().for_client(a_client().named("Kim Marsh")).with_session("2026-03-31T11:00").opened(first.world)
    first.replies("STOP")
    (reminder,) = other.owed(Kind.REMINDER)
    other.at(reminder.window.not_before).claim(reminder.message)
    assert other.message(reminder.message).stage is Stage.SKIPPED


def test_an_opt_out_that_the_provider_handled_is_recorded_and_not_answered_again() -> None:
    story = a_story()
    assert story.replies("STOP", opt_out_type="STOP") == "opt_out"
    assert line(story).opted_out is not None
    assert replies(story) == []


def test_a_word_that_only_the_provider_knows_opts_out_too() -> None:
    story = a_story()
    assert story.replies("ARRET", opt_out_type="STOP") == "stop"
    assert line(story).opted_out is not None


@pytest.mark.parametrize("text", ["START", "unstop", " Start. ", "empezar"])
def test_a_word_for_starting_again_opens_the_line_and_says_so(text: str) -> None:
    story = a_story()
    story.replies("STOP")
    assert story.replies(text) == "opt_in"
    assert line(story).opted_out is None
    assert {one.obligation.kind for one in replies(story)} == {Kind.OPT_OUT_CONFIRMED, Kind.OPT_IN_CONFIRMED}


def test_starting_where_nothing_was_stopped_changes_nothing() -> None:
    story = a_story()
    assert story.replies("START") == "opt_in"
    assert line(story).version == 0
    assert replies(story) == []


def test_a_start_that_the_provider_handled_is_not_answered_again() -> None:
    story = a_story()
    story.replies("STOP", opt_out_type="STOP")
    assert story.replies("START", opt_out_type="START") == "opt_in"
    assert line(story).opted_out is None
    assert replies(story) == []


@pytest.mark.parametrize("text", ["YES", "yes please", "ok"])
def test_a_yes_opts_nobody_in(text: str) -> None:
    story = a_story()
    story.replies("STOP")
    assert story.replies(text) == "person"
    assert line(story).opted_out is not None


def test_each_stop_after_a_start_is_confirmed() -> None:
    story = a_story()
    for text in ("STOP", "START", "STOP"):
        story.replies(text)
    kinds = sorted(one.obligation.kind.value for one in replies(story))
    assert kinds == ["opt-in-confirmed", "opt-out-confirmed", "opt-out-confirmed"]


@pytest.mark.parametrize("text", ["HELP", "info", "Ayuda?"])
def test_a_word_for_help_is_answered(text: str) -> None:
    story = a_story()
    assert story.replies(text) == "help"
    (answer,) = replies(story)
    assert answer.obligation.kind is Kind.HELP
    assert story.claim(answer.id, lone=True).letter is not None


def test_help_that_the_provider_gave_is_not_given_again() -> None:
    story = a_story()
    assert story.replies("HELP", opt_out_type="HELP") == "help"
    assert replies(story) == []


def test_help_in_a_check_in_leaves_its_question_open() -> None:
    story = a_course().with_check_ins(2, "18:30", "mood").opened()
    story.send(story.question(story.ask()))
    assert story.replies("HELP") == "help"
    assert story.replies("6") == "answered"


def test_no_help_goes_to_a_line_that_opted_out() -> None:
    story = a_story()
    story.replies("STOP")
    story.replies("HELP")
    answer = next(one for one in replies(story) if one.obligation.kind is Kind.HELP)
    story.claim(answer.id, lone=True)
    assert story.message(answer.id).stage is Stage.SKIPPED


def test_an_answer_that_could_not_go_promptly_does_not_go_at_all() -> None:
    story = a_story()
    story.replies("HELP")
    (answer,) = replies(story)
    story.at(later(story.world.now, 10 * MINUTE)).claim(answer.id, lone=True)
    assert story.message(answer.id).stage is Stage.EXPIRED


def test_an_unknown_number_is_kept_and_left_to_a_person() -> None:
    story = a_story()
    inbound = story.arrives("Is this the clinic?", sender=STRANGER_PHONE)
    assert story.read(inbound) == "person"
    found = story.world.inbound(inbound)
    assert found is not None
    assert (found.sender, found.text) == (STRANGER_PHONE, "Is this the clinic?")


def test_a_stranger_is_answered_by_the_key_of_their_own_message() -> None:
    """Nothing ties a stranger to a client: not the subject, nor the course."""
    story = a_story()
    inbound = story.arrives("STOP", sender=STRANGER_PHONE)
    (confirmation,) = replies(story)
    assert (confirmation.subject, confirmation.obligation.client, confirmation.course) == (inbound, None, None)
    assert confirmation.obligation.details.to == STRANGER_PHONE
    assert line(story).opted_out is None


def test_what_arrives_twice_is_kept_once() -> None:
    story = a_story()
    arrival = Arrival(provider="twilio", reference="SM1", sender=CLIENT_PHONE, text="STOP")
    assert len(story.run(receive, arrival)) == 3
    assert story.run(receive, arrival) == []
    assert len(replies(story)) == 1


def test_the_same_reference_of_another_provider_is_another_message() -> None:
    story = a_story()
    story.run(receive, Arrival(provider="twilio", reference="SM1", sender=CLIENT_PHONE, text="6"))
    assert story.run(receive, Arrival(provider="simulated", reference="SM1", sender=CLIENT_PHONE, text="6"))


def test_what_never_came_is_not_read() -> None:
    assert a_story().run(read, a_course().opened().course) == []


@pytest.mark.parametrize(("text", "fate"), [("C", "confirm"), ("c.", "confirm"), ("R", "move"), ("(r)", "move")])
def test_a_reply_to_a_reminder_that_confirms_or_asks_to_move_says_so(text: str, fate: str) -> None:
    assert a_story().replies(text) == fate


@pytest.mark.parametrize("text", ["please don't text me any more", "C u Monday", "6", "", "👍"])
def test_everything_that_no_rule_reads_reaches_a_person(text: str) -> None:
    story = a_story()
    assert story.replies(text) == "person"
    assert line(story).opted_out is None


def test_a_provider_that_knows_of_an_opt_out_tells_the_line() -> None:
    story = a_story()
    (reminder,) = story.owed(Kind.REMINDER)
    story.at(reminder.window.not_before).claim(reminder.message)
    story.conclude(reminder.message, Refused(code="21610", words="opted out", opted_out=True))
    assert line(story).opted_out is not None
    assert story.message(reminder.message).stage is Stage.NEEDS_PERSON
