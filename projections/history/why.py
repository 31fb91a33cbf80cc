"""Why a message was sent or not: its history, from what made it owed to what became of it."""

from typing import Any
from uuid import UUID

from domain.erased import is_erased
from domain.errors import NotFound
from domain.event import Entry
from domain.fold import fold
from domain.ids import CLINIC
from domain.instant import moment
from domain.message import state as messages
from domain.message.state import Message
from projections.audit.learning import learn
from projections.audit.names import Names
from projections.audit.subjects import MEDIA, PURPOSES
from projections.history import cited
from projections.history.message_contents import MessageHistory, Step
from projections.history.messages import state, window
from projections.history.plain import as_dict
from projections.history.rows import LineId, in_order, rows_of
from projections.history.summary import summary
from projections.history.timeline import told
from projections.history.why_text import to_text
from store.application import EventLog

__all__ = ["to_dict", "to_text", "why"]


def why(log: EventLog, message: UUID, line_id: LineId, upto: int | None = None) -> MessageHistory:
    """Return the history of a message, as known at position `upto`, or now.

    Raises:
        NotFound: nothing was decided about such a message by then. One that is merely owed has no
            history yet; the case file lists it under what is owed next.
    """
    position = log.head() if upto is None else upto
    own = log.entries(message, position)
    found: Message | None = fold(messages.RULES, own)
    if found is None:
        raise NotFound(what="message")
    rows = _rows(log, found, own, line_id, position)
    names = Names()
    for row in rows:
        learn(names, row)
    steps = [_step(entry, said, found, rows, line_id) for entry, said in told(rows) if entry.stream == message]
    return _history(found, steps, names, own, position)


def _rows(log: EventLog, found: Message, own: list[Entry], line_id: LineId, position: int) -> list[Entry]:
    """Return what explains a message: its whole case, or for a reply to whoever wrote that message and the line."""
    if found.course is not None:
        return rows_of(log, found.course, line_id, position).everything
    streams = [CLINIC, *([found.subject] if found.subject else [])]
    details = found.obligation.details
    if not is_erased(details) and details.to:
        streams.append(line_id(details.to))
    return in_order(own, log.several(streams, position))


def _step(entry: Entry, said: str, found: Message, rows: list[Entry], line_id: LineId) -> Step:
    return Step(
        position=entry.position,
        recorded_at=moment(entry.recorded_at),
        occurred_at=moment(entry.occurred_at),
        actor=entry.actor.kind,
        actor_id=entry.actor.id,
        topic=entry.event.topic,
        sentence=said,
        inputs=cited.inputs(rows, entry, found, line_id),
        rule=cited.rule(rows, entry),
        consent=cited.consent(rows, entry),
        letter=cited.letter(entry),
    )


def _history(found: Message, steps: list[Step], names: Names, own: list[Entry], position: int) -> MessageHistory:
    obligation = found.obligation
    return MessageHistory(
        summary=summary(found, own, names),
        message=found.id,
        course=found.course,
        client=obligation.client,
        position=position,
        kind=obligation.kind,
        subject=names.message(found.id),
        about=obligation.about,
        medium=MEDIA[obligation.medium],
        purpose=PURPOSES[obligation.purpose] if obligation.purpose else None,
        stage=found.stage,
        state=state(found),
        window=window(obligation.window),
        attempts=found.attempt,
        reference=found.reference,
        status=found.status,
        steps=steps,
    )


def to_dict(history: MessageHistory) -> dict[str, Any]:
    """Return the history of a message as plain data, ready for JSON: instants as RFC 3339 in UTC."""
    return as_dict(history)
