"""Rows of SQLite to records and receipts, and back: a UUID is 16 bytes there."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from domain.instant import Instant
from store.record import COLUMNS, Record, Row, Trace
from store.request import Receipt

EVENT_COLUMNS = ", ".join((*COLUMNS, "leaf"))
RECEIPT_COLUMNS = "command_id, principal, route, key, request_hash, first_position, last_position, recorded_at"


def bound(row: Row) -> list[Any]:
    """Return a row as SQLite takes it."""
    return [value.bytes if type(value) is UUID else value for value in row]


class Uuids(dict[bytes | None, UUID | None]):
    """The uuids of one selection by their bytes.

    Making one costs a microsecond, a row has up to seven, and the rows of a case share most of them.
    """

    def __missing__(self, value: bytes | None) -> UUID | None:
        made = self[value] = None if value is None else UUID(bytes=value)
        return made


def records(rows: Iterable[tuple[Any, ...]]) -> list[Record]:
    """Return the records of rows of `EVENT_COLUMNS`."""
    uuids = Uuids()
    return [_record(row, uuids) for row in rows]


def traces(rows: Iterable[tuple[str, bytes, bytes | None]]) -> list[Trace]:
    """Return the traces of rows of topic, stream and course."""
    uuids = Uuids()
    return [Trace(topic, UUID(bytes=stream), uuids[course]) for topic, stream, course in rows]


def _record(row: tuple[Any, ...], uuids: Uuids) -> Record:
    stream = uuids[row[1]]
    assert stream is not None
    return Record(
        stream,
        row[2],
        row[3],
        row[14],
        row[0],
        row[4],
        row[5],
        row[6],
        uuids[row[7]],
        uuids[row[8]],
        uuids[row[9]],
        row[10],
        uuids[row[11]],
        uuids[row[12]],
        uuids[row[13]],
        row[15],
    )


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
