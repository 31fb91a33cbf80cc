"""The first sentence of a message's history: what became of it, and why."""

from domain.event import Entry
from domain.instant import Instant
from domain.message.events import Sent
from domain.message.state import IN_FLIGHT, OPEN, Message, Stage
from domain.message.status import FAILED
from projections.audit import spoken
from projections.audit.names import Names
from projections.audit.reasons import words
from projections.audit.subjects import KINDS, MEDIA

_ARRIVED = {"delivered": " and was delivered", "read": " and was read"}
_UNSURE = "may-not-have-been-sent"


def summary(message: Message, steps: list[Entry], names: Names) -> str:
    """Return in one sentence what became of a message, from its state and its entries."""
    this = f"This {KINDS[message.obligation.kind]}"
    sent_at = next((entry.occurred_at for entry in reversed(steps) if isinstance(entry.event, Sent)), None)
    if sent_at is not None and message.stage in {Stage.SENT, Stage.NEEDS_PERSON}:
        return f"{this} {_sent(message, sent_at, names)}."
    if message.stage in IN_FLIGHT:
        return f"{this} may have been sent: what became of attempt {message.attempt} is not known yet."
    if message.stage in OPEN:
        return f"{this} has not been sent yet; {_waiting(message, names)}."
    if message.stage is Stage.NEEDS_PERSON and message.reason and message.reason.code == _UNSURE:
        return f"This {KINDS[message.obligation.kind]} needs a person, because {words(message.reason, names)}."
    because = words(message.reason, names) if message.reason else "nobody noted why"
    return f"{this} was not sent, because {because}."


def _sent(message: Message, at: Instant, names: Names) -> str:
    went = f"was sent by {MEDIA[message.obligation.medium]} on {names.when(at)}"
    if message.status in FAILED:
        why = f": {words(message.reason, names)}" if message.reason and message.stage is Stage.NEEDS_PERSON else ""
        return f"{went}, but did not arrive{why}"
    return f"{went}{_ARRIVED.get(message.status, '')}"


def _waiting(message: Message, names: Names) -> str:
    tried = f" after {spoken.count(message.attempt, 'attempt')}" if message.attempt else ""
    why = f", because {words(message.reason, names)}" if message.reason else ""
    return f"it waits until {names.when(message.wake_at)}{tried}{why}"
