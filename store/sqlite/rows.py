"""Rows of SQLite to records and receipts, and back: a UUID is 16 bytes there."""

from typing import Any
from uuid import UUID

import msgspec

from domain.instant import Instant
from store.record import COLUMNS, Record, Row, Trace, record_of
from store.request import Receipt

EVENT_COLUMNS = ", ".join((*COLUMNS, "leaf"))
RECEIPT_COLUMNS = "command_id, principal, route, key, request_hash, first_position, last_position, recorded_at"


def bound(row: Row) -> list[Any]:
    """Return a row as SQLite takes it."""
    return [value.bytes if type(value) is UUID else value for value in row]


class _Row(msgspec.Struct, array_like=True, gc=False):
    """The types of `EVENT_COLUMNS`."""

    position: int
    stream: UUID
    version: int
    topic: str
    recorded_at: int
    occurred_at: int | None
    actor_kind: str | None
    actor_id: UUID | None
    command_id: UUID | None
    cause_stream: UUID | None
    cause_version: int | None
    subject: UUID | None
    course: UUID | None
    key_id: UUID | None
    state: bytes
    leaf: bytes


class _Trace(msgspec.Struct, array_like=True, gc=False):
    topic: str
    stream: UUID
    course: UUID | None


# Whole selections are converted at once: so the uuids, seven a row, cost a microsecond together and not each.


def records(rows: list[tuple[Any, ...]]) -> list[Record]:
    """Return the records of rows of `EVENT_COLUMNS`."""
    return [record_of(msgspec.structs.astuple(row)) for row in msgspec.convert(rows, list[_Row])]


def traces(rows: list[tuple[Any, ...]]) -> list[Trace]:
    """Return the traces of rows of topic, stream and course."""
    return [Trace(*msgspec.structs.astuple(row)) for row in msgspec.convert(rows, list[_Trace])]


def receipt(row: tuple[Any, ...]) -> Receipt:
    """Return the receipt of a row of `RECEIPT_COLUMNS`."""
    return Receipt(
        command_id=UUID(bytes=row[0]),
        principal=row[1],
        route=row[2],
        key=row[3],
        request_hash=row[4],
        first_position=row[5],
        last_position=row[6],
        recorded_at=Instant(row[7]),
    )


def receipt_row(written: Receipt) -> list[Any]:
    """Return a receipt as SQLite takes it, in the order of `RECEIPT_COLUMNS`."""
    return [
        written.command_id.bytes,
        written.principal,
        written.route,
        written.key,
        written.request_hash,
        written.first_position,
        written.last_position,
        written.recorded_at,
    ]
