"""The stored form of an event: every column of its row, and the leaf hash over them.

`docs/format.md` states the same in words, for those who read the record without this program.
"""

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent

Column = int | str | bytes | UUID | None
Row = tuple[Column, ...]

COLUMNS = (
    "position",
    "stream",
    "version",
    "topic",
    "recorded_at",
    "occurred_at",
    "actor_kind",
    "actor_id",
    "command_id",
    "cause_stream",
    "cause_version",
    "subject",
    "course",
    "key_id",
    "state",
)
"""The columns that the leaf covers, in its order. The row ends with the leaf itself."""

LEAF = b"\x00"
_NULL = b"\xff\xff\xff\xff"
_INTEGER = struct.Struct(">Iq")
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class Record(Notification):
    """One row of the log. `id` is its position; `id` and `recorded_at` are 0 until the writer stamps them.

    Instants are microseconds since 1970 UTC. `key_id` names the key that sealed the personal part
    of `state`, if it has one. `occurred_at`, `actor_kind` and `command_id` are null only in rows
    that the library's own `insert_events` wrote.
    """

    originator_id: UUID
    recorded_at: int = 0
    occurred_at: int | None = None
    actor_kind: str | None = None
    actor_id: UUID | None = None
    command_id: UUID | None = None
    cause_stream: UUID | None = None
    cause_version: int | None = None
    subject: UUID | None = None
    course: UUID | None = None
    key_id: UUID | None = None
    leaf: bytes = b""


_FIELDS = ("id", "originator_id", "originator_version", *COLUMNS[3:], "leaf")


def record_of(row: Iterable[Any]) -> Record:
    """Return the record of a whole row: the values of `COLUMNS`, then the leaf, with uuids as such.

    Its own way of making one sets each of sixteen fields by a call, which takes longer than reading the row does.
    """
    made = Record.__new__(Record)
    vars(made).update(zip(_FIELDS, row, strict=True))
    return made


class Trace(NamedTuple):
    """What envelopes say of some events alike: that there was one of this topic, in this stream and course."""

    topic: str
    stream: UUID
    course: UUID | None


def as_record(stored: StoredEvent) -> Record:
    """Return a plain stored event of the library as a record with a null envelope; a record as it is."""
    if isinstance(stored, Record):
        return stored
    if not isinstance(stored.originator_id, UUID):
        raise TypeError("a stream is named by a UUID")
    return Record(stored.originator_id, stored.originator_version, stored.topic, stored.state, 0)


def columns(record: Record) -> Row:
    """Return the values of `COLUMNS`."""
    return (
        record.id,
        record.originator_id,
        record.originator_version,
        record.topic,
        record.recorded_at,
        record.occurred_at,
        record.actor_kind,
        record.actor_id,
        record.command_id,
        record.cause_stream,
        record.cause_version,
        record.subject,
        record.course,
        record.key_id,
        record.state,
    )


def leaf(record: Record) -> bytes:
    """Return the Merkle leaf hash of a record: 32 bytes over every column but the leaf."""
    return leaf_of(columns(record))


def leaf_of(row: Row) -> bytes:
    """Return the leaf hash of the values of `COLUMNS`."""
    return sha256(LEAF + b"".join([_ENCODED[type(value)](value) for value in row])).digest()


def stamped(record: Record, position: int, recorded_at: int) -> Row:
    """Return the whole row of a record at its place in the log: the values of `COLUMNS`, then the leaf."""
    values = columns(record)
    row = (position, *values[1:4], recorded_at, *values[5:])
    return (*row, leaf_of(row))


def _integer(value: int) -> bytes:
    return _INTEGER.pack(8, value)


def _bytes(value: bytes) -> bytes:
    return _LENGTH.pack(len(value)) + value


_ENCODED: dict[type, Callable[[Any], bytes]] = {
    int: _integer,
    bytes: _bytes,
    str: lambda value: _bytes(value.encode()),
    UUID: lambda value: _bytes(value.bytes),
    type(None): lambda _: _NULL,
}
