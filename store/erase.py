"""Erasing a client: what the log holds of them is gathered, the log says that it is erased, the keys are destroyed."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import msgspec

from domain.client.events import ContactChanged
from domain.course.events import Opened
from domain.erased import is_erased
from domain.erasure.decisions import EraseClient, Holdings, erase_client
from domain.event import Actor, Change
from domain.inbound.events import Read, Received
from domain.message.events import Owed
from domain.world import World
from store.application import ERASURES, EventLog
from store.execute import ADDRESSES, Done, Executor
from store.keys import Keystore
from store.record import Record

CHUNK = 5_000

_TOPICS = (Opened.topic, Owed.topic, Received.topic, Read.topic)


class Eraser:
    """Erases clients."""

    def __init__(self, executor: Executor, keystore: Keystore) -> None:
        self._executor = executor
        self._keystore = keystore

    def erase(self, client: UUID, command: EraseClient, *, actor: Actor, command_id: UUID) -> Done:
        """Erase a client: first the log says so, then the keys are destroyed.

        Should this process end in between, whoever starts or follows the log next destroys them.

        Raises:
            CourseRuns, StillInHand, ClientErased, NotFound, Invalid: it is refused.
            StoreUnavailable: it may be recorded already; then the keys are destroyed by whoever follows the log.
        """
        log = self._executor.log

        def decision(world: World) -> Sequence[Change]:
            return erase_client(world, client, command, holdings(log, self._keystore, client))

        done = self._executor.run(decision, actor=actor, command_id=command_id)
        for change in done.changes:
            if change.event.topic in ERASURES:
                log.destroy_key(change.stream)
        return done


def redo_erasures(log: EventLog) -> int:
    """Destroy the key of everybody whom the log says was erased; returns how many there are.

    For every start: whoever recorded an erasure may have died before the key was destroyed.
    """
    count = 0
    for record in _records(log, ERASURES):
        log.destroy_key(record.originator_id)
        count += 1
    return count


def holdings(log: EventLog, keystore: Keystore, client: UUID) -> Holdings:
    """Return what the log holds of a client, found by reading all of it: an erasure is rare.

    An inbound message is the client's if it was read as theirs, or came over a line of theirs and was
    read as nobody's. Only what is readable without a key is looked at.
    """
    lines = _lines(log, keystore, client)
    courses: list[UUID] = []
    over_lines: dict[UUID, None] = {}
    attributed: dict[UUID, UUID] = {}
    owed: dict[UUID, UUID] = {}
    for record in _records(log, _TOPICS):
        stream = record.originator_id
        match record.topic:
            case Opened.topic if record.subject == client:
                courses.append(stream)
            case Owed.topic if record.course is None and record.subject is not None:
                owed[stream] = record.subject
            case Received.topic if _readable(record, "line") in lines:
                over_lines[stream] = None
            case Read.topic if reader := _readable(record, "client"):
                attributed[stream] = reader
    inbounds = [stream for stream in over_lines if stream not in attributed]
    inbounds += [stream for stream, whose in attributed.items() if whose == client]
    theirs = {client, *inbounds}
    return Holdings(
        courses=courses, inbounds=inbounds, messages=[stream for stream, whose in owed.items() if whose in theirs]
    )


def _lines(log: EventLog, keystore: Keystore, client: UUID) -> set[UUID]:
    """Return every line that the client was ever reached over."""
    found = set()
    for entry in log.entries(client):
        if isinstance(entry.event, ContactChanged) and not is_erased(entry.event.contact):
            contact = entry.event.contact
            found |= {keystore.index(ADDRESSES, address) for address in (contact.phone, contact.email) if address}
    return found


def _readable(record: Record, field: str) -> UUID | None:
    """Return an id that stands in the clear in an event; None where it is null."""
    value = msgspec.msgpack.decode(record.state).get(field)
    return None if value is None else UUID(value)


def _records(log: EventLog, topics: Sequence[str]) -> Iterator[Record]:
    position = 0
    while found := log.recorder.select_notifications(position, CHUNK, topics=topics, inclusive_of_start=False):
        yield from found
        position = found[-1].id
