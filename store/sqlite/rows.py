"""Rows of SQLite to records and receipts, and back: a UUID is 16 bytes there."""

from typing import Any
from uuid import UUID

from domain.instant import Instant
from store.record import COLUMNS, Record, Row
from store.request import Receipt

EVENT_COLUMNS = ", ".join((*COLUMNS, "leaf"))
RECEIPT_COLUMNS = "command_id, principal, route, key, request_hash, first_position, last_position, recorded_at"


def bound(row: Row) -> list[Any]:
    """Return a row as SQLite takes it."""
    return [value.bytes if type(value) is UUID else value for value in row]


def record(row: tuple[Any, ...]) -> Record:
    """Return the record of a row of `EVENT_COLUMNS`."""
    return Record(
        UUID(bytes=row[1]),
        row[2],
        row[3],
        row[14],
        row[0],
        row[4],
        row[5],
        row[6],
        _uuid(row[7]),
        _uuid(row[8]),
        _uuid(row[9]),
        row[10],
        _uuid(row[11]),
        _uuid(row[12]),
        _uuid(row[13]),
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


def _uuid(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)
