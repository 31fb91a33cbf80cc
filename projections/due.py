"""The view of what falls due: folded from messages, derived from courses."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from domain.client.state import Client
from domain.clinic.state import Clinic
from domain.event import Entry, Event
from domain.inbound import events as inbound
from domain.instant import Instant
from domain.message import events as message
from domain.policy.case import Case
from domain.policy.due import Due, DueCommand, due
from projections import tables
from projections.view import Derivation, Fold, Marks, Row

Subjects = Callable[[Sequence[UUID], int], Iterable[tuple[Case, Client, Clinic]]]
"""Returns courses, each with its client and the clinic, as of a position; not those of clients who were erased."""

_WAKES: dict[type[Event], tuple[DueCommand, Callable[..., Instant]]] = {
    message.Owed: (DueCommand.SEND, lambda event: event.window.not_before),
    message.Held: (DueCommand.SEND, lambda event: event.until),
    message.Unsent: (DueCommand.SEND, lambda event: event.retry_at),
    message.Dispatching: (DueCommand.RECONCILE, lambda event: event.deadline),
    message.Ambiguous: (DueCommand.RECONCILE, lambda event: event.look_at),
    message.Reconciling: (DueCommand.RECONCILE, lambda event: event.deadline),
    message.EvidenceMissing: (DueCommand.RECONCILE, lambda event: event.look_at),
}
_ENDS: tuple[type[Event], ...] = (
    message.Sent,
    message.Refused,
    message.Skipped,
    message.Expired,
    message.Superseded,
    message.NeedsPerson,
)


def row(one: Due, subject: UUID | None) -> Row:
    """Return the row of something due about a person."""
    return {
        "id": one.id,
        "command": one.command.value,
        "at": one.at,
        "course": one.course,
        "attempt": one.attempt,
        "subject": subject,
    }


def _of_message(known: Row | None, entry: Entry) -> Row | None:
    """Follow one message: the same row that deriving its course anew would give."""
    if isinstance(entry.event, _ENDS):
        return None
    wake = _WAKES.get(type(entry.event))
    if wake is None:
        return known
    command, at = wake
    due = Due(id=entry.stream, command=command, at=at(entry.event), course=entry.course, attempt=entry.version)
    return row(due, entry.subject)


def _of_inbound(known: Row | None, entry: Entry) -> Row | None:
    if not isinstance(entry.event, inbound.Received):
        return None
    due = Due(id=entry.stream, command=DueCommand.READ, at=entry.occurred_at, course=None, attempt=entry.version)
    return row(due, entry.subject)


def _stream(entry: Entry) -> UUID:
    return entry.stream


messages = Fold(
    name="due-messages",
    table=tables.due,
    topics=frozenset(kind.topic for kind in [*_WAKES, *_ENDS]),
    key=_stream,
    evolve=_of_message,
)
inbounds = Fold(
    name="due-inbound",
    table=tables.due,
    topics=frozenset({inbound.Received.topic, inbound.Read.topic, inbound.Erased.topic}),
    key=_stream,
    evolve=_of_inbound,
)


def courses(subjects: Subjects, topics: frozenset[str], marks: Marks) -> Derivation:
    """Return the derivation of what falls due about a course."""

    def derive(courses: Sequence[UUID], position: int) -> list[Row]:
        return [
            row(one, client.id)
            for case, client, clinic in subjects(courses, position)
            for one in due(case, client, clinic.settings)
        ]

    return Derivation(name="due-courses", table=tables.due, owner="course", topics=topics, marks=marks, derive=derive)
