"""The messages of a case file: those that something was decided about, and what is owed next."""

from collections.abc import Iterator

from domain.client.contact import Medium
from domain.course.supersede import owed_event
from domain.instant import Instant, moment
from domain.message.state import OPEN, Message, Stage
from domain.message.status import FAILED
from domain.message.values import Obligation, Window
from domain.policy.decide import Decision, Expire, Hold, Send, Skip, decide
from domain.policy.owed import owed
from domain.policy.weekly import next_check_in
from projections.audit import spoken
from projections.audit.reasons import owed_because, words
from projections.audit.subjects import MEDIA, subject
from projections.history.contents import ComingFact, MessageFact, WindowFact
from projections.history.known import Known

STATES: dict[Stage, str] = {
    Stage.OWED: "owed",
    Stage.HELD: "held",
    Stage.DISPATCHING: "being sent",
    Stage.AMBIGUOUS: "may have been sent; evidence is looked for",
    Stage.RECONCILING: "may have been sent; the provider is asked",
    Stage.UNSENT: "not sent yet; it is tried again",
    Stage.SENT: "sent",
    Stage.REFUSED: "refused by the provider",
    Stage.SKIPPED: "not sent",
    Stage.EXPIRED: "not sent, its time has passed",
    Stage.SUPERSEDED: "superseded",
    Stage.NEEDS_PERSON: "needs a person",
}
"""The stages of a message in words."""


def state(message: Message) -> str:
    """Return the stage of a message in words, with what the provider told of it."""
    told = message.status
    tells = told and (message.stage is Stage.SENT or told in FAILED)
    return f"{STATES[message.stage]}, {told}" if tells else STATES[message.stage]


def messages(known: Known) -> list[MessageFact]:
    """Return the messages that something was decided about, in the order of the log."""
    return [_message(message, known) for message in known.case.messages.values()]


def _message(message: Message, known: Known) -> MessageFact:
    obligation = message.obligation
    return MessageFact(
        id=message.id,
        kind=obligation.kind,
        subject=known.names.message(message.id),
        about=obligation.about,
        medium=MEDIA[obligation.medium],
        stage=message.stage,
        state=state(message),
        reason=words(message.reason, known.names) if message.reason else owed_because(obligation, known.names),
        window=window(obligation.window),
        attempts=message.attempt,
        status=message.status,
    )


def window(found: Window) -> WindowFact:
    """Return when a message may go."""
    return WindowFact(
        ideal=moment(found.ideal),
        not_before=moment(found.not_before),
        on_time_until=moment(found.on_time_until),
        expires=moment(found.expires),
    )


def coming(known: Known) -> list[ComingFact]:
    """Return what is owed next under the settings in force, by when it may go.

    Nothing, once the client is erased: there is no clock any more to place it on.
    """
    if known.client.is_erased or known.clinic.current is None:
        return []
    facts = [*_obligations(known), *_check_in(known)]
    return sorted(facts, key=lambda fact: (fact.window.not_before, fact.id))


def _obligations(known: Known) -> Iterator[ComingFact]:
    for obligation in owed(known.case, known.client, known.clinic.settings).values():
        yield ComingFact(
            id=obligation.message,
            kind=obligation.kind,
            subject=subject(owed_event(obligation, known.clinic), known.names.slots),
            medium=MEDIA[obligation.medium],
            window=window(obligation.window),
            because=owed_because(obligation, known.names),
            expected=_expected(obligation, known),
        )


def _expected(obligation: Obligation, known: Known) -> str:
    """Return what the policy would decide when the message falls due, if nothing changed until then."""
    held = known.case.messages.get(obligation.message)
    wake_at = held.wake_at if held is not None and held.stage in OPEN else Instant(0)
    at = max(obligation.window.not_before, wake_at, known.at)
    line = known.line(obligation.medium)
    return _said(decide(obligation, known.case, known.client, line, known.clinic.settings, at), known)


def _said(judged: Decision, known: Known) -> str:
    match judged:
        case Send():
            allowed = f", allowed by {known.names.consent(judged.consent)}" if judged.consent else ""
            return f"would go, {words(judged.reason, known.names)}{allowed}"
        case Hold():
            return f"would wait until {known.names.when(judged.until)}, because {words(judged.reason, known.names)}"
        case Skip() | Expire():
            return f"would not go, because {words(judged.reason, known.names)}"


def _check_in(known: Known) -> Iterator[ComingFact]:
    found = next_check_in(known.case, known.client, known.clinic.settings)
    if found is not None:
        yield ComingFact(
            id=found.check_in,
            kind="check-in",
            subject=f"the check-in of week {found.week} about {spoken.listed(found.items)}",
            medium=MEDIA[Medium.SMS],
            window=window(found.window),
            because="weekly check-ins are planned",
            expected="",
        )
