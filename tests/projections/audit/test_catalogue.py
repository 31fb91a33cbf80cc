import re

import msgspec
import pytest

from domain.client.events import Erased, ZoneChanged
from domain.clinic.events import Adopted, Restored
from domain.course.events import SessionBooked
from domain.event import REGISTRY, Event
from domain.instant import Instant
from domain.message.events import Dispatching, Held, Owed, Skipped
from domain.message.values import Kind, Reason
from projections.audit.catalogue import SENTENCES, sentence
from projections.audit.learning import learn
from projections.audit.names import Names
from store.messagepack import MessagePack
from store.plan import plan_of
from tests.examples import EXAMPLES, entries, topics
from tests.store.things import Opened as UnknownEvent
from tests.store.things import an_entry

REMINDER = "The reminder of the session of Monday 30 March 2026, 09:00 (Europe/London)"
SETTINGS = "by the settings adopted as version 1 of the clinic (sha256 ab12cd34ef56...)"
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}")
SENTENCE = re.compile(r"(?:[A-Z]|\[erased\])[^{}\n]*\.")
PERSONAL = re.compile(
    r"Robin|Amari|Osei|44770|mail\.example|Room 2|work trip|illness|7, thanks|mood 7|holiday|winter|goals reached"
)


def said(examples: list[Event]) -> dict[str, str]:
    """The sentence of each example, by its topic, told in their order."""
    names = Names()
    sentences = {}
    for entry in entries(examples):
        learn(names, entry)
        sentences[entry.event.topic] = sentence(entry, names)
    return sentences


SAID = said(EXAMPLES)
BEFORE = [event for event in EXAMPLES if isinstance(event, Adopted | ZoneChanged | SessionBooked)]


def test_every_event_type_has_a_sentence_and_no_other_has() -> None:
    assert sorted(kind.topic for kind in SENTENCES) == topics()


def test_every_event_type_has_an_example() -> None:
    assert sorted(event.topic for event in EXAMPLES) == topics()


@pytest.mark.parametrize("topic", topics())
def test_a_sentence_reads_well_aloud(topic: str) -> None:
    words = SAID[topic]
    assert SENTENCE.fullmatch(words)
    assert not UUIDS.search(words)
    assert not re.search(r"None|\bTrue\b|\bFalse\b|  |\.\.$|:\.|'\{|\[\]", words)


@pytest.mark.parametrize("topic", topics())
def test_a_sentence_of_an_event_alone_says_less_and_does_not_fail(topic: str) -> None:
    kind = REGISTRY[topic]
    (alone,) = (entry for entry in entries() if isinstance(entry.event, kind))
    words = sentence(alone, Names())
    assert SENTENCE.fullmatch(words)
    assert not UUIDS.search(words)


def erased(event: Event) -> Event:
    """The event as the log gives it back once the key of its subject is destroyed."""
    plan, code = plan_of(type(event)), MessagePack()
    return plan.erased_event(code.decode(code.encode({name: getattr(event, name) for name in plan.clear})))


def test_a_sentence_of_erased_events_says_nothing_personal_and_does_not_fail() -> None:
    for topic, words in said([erased(event) for event in EXAMPLES]).items():
        assert SENTENCE.fullmatch(words), topic
        assert not PERSONAL.search(words), topic


def test_what_was_erased_reads_so() -> None:
    words = said([erased(event) for event in EXAMPLES])
    assert words["client.registered.v1"].startswith("[erased] was registered as a client")
    assert words["course.session_moved.v1"].endswith("by the client: [erased].")
    assert words["inbound.received.v1"].startswith("A message came over twilio from [erased]")


def test_an_event_of_a_later_program_is_named_by_its_topic() -> None:
    assert sentence(an_entry(UnknownEvent()), Names()) == (
        "Something was recorded that has no words here yet (test.opened.v1)."
    )


LITERAL = {
    "course.session_moved.v1": (
        "The session of Monday 30 March 2026, 09:00 (Europe/London) was moved to "
        "Tuesday 31 March 2026, 10:00 by the client: 'work trip'."
    ),
    "course.attendance_recorded.v1": (
        "The session of Tuesday 31 March 2026, 10:00 (Europe/London) was recorded as late, seen, in place of "
        "did not attend. This is a deviation: the session had been cancelled. "
        "Reason given: 'it took place after all'."
    ),
    "course.no_response.v1": (
        "There was no response about relationships in the check-in of week 2026-W13; answered were mood 7."
    ),
    "message.skipped.v1": (
        f"{REMINDER} was not sent, because the client had opted out with a STOP reply (line event 1), {SETTINGS}."
    ),
    "message.held.v1": (
        f"{REMINDER} was held until Sunday 29 March 2026, 08:00 (Europe/Dublin), "
        f"because it fell in quiet hours, {SETTINGS}."
    ),
    "message.superseded.v1": f"{REMINDER} was superseded and must not go, because the session was moved.",
    "message.dispatching.v1": (
        f"{REMINDER} was claimed to be sent by SMS over twilio, attempt 1, brought forward because of quiet or "
        "safe hours from Sunday 29 March 2026, 09:00 (Europe/Dublin), allowed by the consent to SMS about "
        f"appointments given in writing on Tuesday 10 March 2026 (client event 3), {SETTINGS}."
    ),
    "message.unsent.v1": (
        f"Attempt 1 to send {REMINDER.replace('The', 'the', 1)} reached nobody: too many requests at once "
        "(code 20429). It is tried again from Sunday 29 March 2026, 08:02 (Europe/Dublin) on."
    ),
    "clinic.adopted.v1": (
        "The clinic adopted the settings 'clinic' as version 1 of the clinic (sha256 ab12cd34ef56...)."
    ),
}


@pytest.mark.parametrize("topic", sorted(LITERAL))
def test_a_sentence_gives_the_facts(topic: str) -> None:
    assert SAID[topic] == LITERAL[topic]


def an_owed(**changed: object) -> Owed:
    (found,) = (event for event in EXAMPLES if isinstance(event, Owed))
    return msgspec.structs.replace(found, **changed)


@pytest.mark.parametrize(
    ("kind", "occurrence", "subject"),
    [
        (Kind.LAST_REMINDER, None, "The last reminder of the session of Monday 30 March 2026, 09:00 (Europe/London)"),
        (Kind.QUESTION, "a:mood:1", "The check-in question about mood"),
        (Kind.QUESTION, "a:mood:2", "The check-in question about mood (2nd time)"),
        (Kind.THANKS, "a:reply", "The thank-you"),
        (Kind.OPT_OUT_CONFIRMED, "a:reply", "The confirmation of the opt-out"),
        (Kind.NOTICE, "a:1", "The notice that the session was moved to Tuesday 31 March 2026, 10:00 (Europe/London)"),
    ],
)
def test_a_message_is_called_by_its_kind_and_what_it_is_about(kind: Kind, occurrence: str | None, subject: str) -> None:
    reason = Reason(code="session-moved")
    owed = an_owed(kind=kind, because=reason, **({"occurrence": occurrence} if occurrence else {}))
    words = said([*BEFORE, owed])["message.owed.v1"]
    assert words.startswith(f"{subject} is owed by SMS between Sunday 29 March 2026, 08:00 and 21:00 (Europe/Dublin)")


def test_a_notice_of_another_place_does_not_say_that_the_session_moved() -> None:
    (told,) = an_owed().details.appointments
    details = msgspec.structs.replace(an_owed().details, appointments=[msgspec.structs.replace(told, was=None)])
    owed = an_owed(kind=Kind.NOTICE, because=Reason(code="session-moved"), details=details)
    words = said([owed])["message.owed.v1"]
    assert words.startswith("The notice that the session of Tuesday 31 March 2026, 10:00 (Europe/London) was changed")
    assert "because the session was changed" in words


def test_a_message_that_no_hour_is_left_for_says_so() -> None:
    window = msgspec.structs.replace(an_owed().window, expires=an_owed().window.not_before)
    assert "or at no hour at all" in said([an_owed(window=window)])["message.owed.v1"]


def test_an_opt_out_that_two_lines_share_by_version_is_not_guessed_at() -> None:
    out = [entry for entry in entries() if entry.event.topic == "line.opted_out.v1"]
    (skipped,) = (entry for entry in entries() if isinstance(entry.event, Skipped))
    names = Names()
    provider = msgspec.structs.replace(out[0].event, via="provider", word="21610")
    other = msgspec.structs.replace(out[0], originator_id=skipped.stream, event=provider)
    for entry in [*out, other]:
        learn(names, entry)
    assert "the client had opted out (line event 1)" in sentence(skipped, names)


def test_instants_are_said_on_the_clinics_clock_until_the_clients_is_known() -> None:
    (held,) = (event for event in EXAMPLES if isinstance(event, Held))
    assert "2026, 07:00 (UTC)" in said([held])["message.held.v1"]
    assert "2026, 08:00 (Europe/London)" in said([EXAMPLES[0], held])["message.held.v1"]


def test_an_erasure_that_a_restore_repeats_says_so() -> None:
    words = said([Erased(ground="the client asked for it", approved_by=[])])["client.erased.v1"]
    assert words == (
        "The client's record was erased, repeated after a restore, on the ground 'the client asked for it'."
    )


def test_a_restore_from_a_backup_that_knew_every_erasure_mentions_none() -> None:
    words = said([Restored(position=57, root="9f" * 32, taken_at=Instant(0), erasures=0)])["clinic.restored.v1"]
    assert words.endswith("which reached to position 57 (root 9f9f9f9f9f9f...).")


def test_an_answer_that_needs_no_consent_says_so() -> None:
    (claimed,) = (event for event in EXAMPLES if isinstance(event, Dispatching))
    words = said([msgspec.structs.replace(claimed, consent=None, deadline=Instant(0))])["message.dispatching.v1"]
    assert "which needs no consent" in words
