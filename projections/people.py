"""The views about people: who uses which line, whose course it is, and what needs a person."""

from collections.abc import Callable, Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import Connection

from domain.client import events as client
from domain.client.contact import Medium
from domain.client.state import Client
from domain.course import events as course
from domain.event import Entry
from domain.inbound import events as inbound
from domain.message import events as message
from projections import tables
from projections.view import Derivation, Fold, Row
from store.record import Trace

FOR_A_PERSON = frozenset({"person", "confirm", "move"})
"""Fates of an inbound message that somebody at the clinic must look at."""

ClientsAt = Callable[[Collection[UUID], int, Collection[str]], Iterable[Client]]
"""Returns clients as of a position, by the events of some topics."""


def _opened(known: Row | None, entry: Entry) -> Row | None:
    assert isinstance(entry.event, course.Opened)
    return {"course": entry.stream, "client": entry.event.client}


def _stream(entry: Entry) -> UUID:
    return entry.stream


courses = Fold(
    name="courses",
    table=tables.courses,
    topics=frozenset({course.Opened.topic}),
    key=_stream,
    evolve=_opened,
)


def addresses(clients_at: ClientsAt, line_id: Callable[[str], UUID]) -> Derivation:
    """Return the derivation of a client's lines."""
    topics = frozenset({client.Registered.topic, client.ContactChanged.topic, client.Erased.topic})

    def marks(connection: Connection, traces: Sequence[Trace]) -> Iterable[UUID]:
        return [trace.stream for trace in traces]

    def derive(subjects: Sequence[UUID], position: int) -> list[Row]:
        known = [one for one in clients_at(subjects, position, topics) if not one.is_erased]
        return [{"line": line_id(address), "client": one.id} for one in known for address in _used(one)]

    return Derivation(
        name="addresses", table=tables.addresses, owner="client", topics=topics, marks=marks, derive=derive
    )


def _used(known: Client) -> list[str]:
    return sorted({known.address(medium) for medium in Medium} - {""})


def _needs(known: Row | None, entry: Entry) -> Row | None:
    event = entry.event
    row: Row = {"id": entry.stream, "course": entry.course, "since": entry.recorded_at}
    match event:
        case message.NeedsPerson():
            facts = event.reason.facts
            return row | {"kind": "message", "client": entry.subject, "reason": event.reason.code, "facts": facts}
        case inbound.Read() if event.fate in FOR_A_PERSON:
            facts = {"because": event.because}
            return row | {"kind": "inbound", "client": event.client, "reason": event.fate, "facts": facts}
        case _:
            return None


def _delivered(known: Row | None, entry: Entry) -> Row | None:
    """A person is needed until the message turns out to have arrived, or is owed no more."""
    if isinstance(entry.event, message.StatusReported):
        return None if entry.event.status in {"delivered", "read"} else known
    return _needs(known, entry)


needs_person = Fold(
    name="needs-person",
    table=tables.needs_person,
    topics=frozenset(
        {message.NeedsPerson.topic, message.StatusReported.topic, inbound.Read.topic, inbound.Erased.topic}
    ),
    key=_stream,
    evolve=_delivered,
)


def _sent(known: Row | None, entry: Entry) -> Row | None:
    match entry.event:
        case message.Dispatching():
            reference = (known or {}).get("reference", "")
            row = {"message": entry.stream, "line": entry.event.line, "reference": reference}
            return row | {"subject": entry.subject}
        case message.Sent() if known is not None:
            return known | {"reference": entry.event.reference}
        case _:
            return known


sends = Fold(
    name="sends",
    table=tables.sends,
    topics=frozenset({message.Dispatching.topic, message.Sent.topic}),
    key=_stream,
    evolve=_sent,
)
