"""Rows of PostgreSQL to records and receipts, and back: the driver knows UUIDs, so little is left to do."""

from collections.abc import Sequence
from typing import Any

from store.record import COLUMNS, Record, Row, record_of
from store.request import Receipt

EVENT_COLUMNS = ", ".join((*COLUMNS, "leaf"))
RECEIPT_COLUMNS = "command_id, principal, route, key, request_hash, first_position, last_position, recorded_at"

_EVENT_TYPES = "bigint uuid bigint text bigint bigint text uuid uuid uuid bigint uuid uuid uuid bytea bytea"
_RECEIPT_TYPES = "uuid text text text bytea bigint bigint bigint"


def _insertion(table: str, columns: str, types: str) -> str:
    # One parameter a column, however many rows: the statement stays the same and is planned once.
    arrays = ", ".join(f"%b::{kind}[]" for kind in types.split())
    return f"INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays})"


INSERT_EVENT = (
    f"INSERT INTO events ({EVENT_COLUMNS}) VALUES ({', '.join(f'%b::{kind}' for kind in _EVENT_TYPES.split())})"
)
"""For a row alone: the driver makes arrays in Python, sixteen of them take longer than the rest of an append."""

INSERT_EVENTS = _insertion("events", EVENT_COLUMNS, _EVENT_TYPES)
INSERT_RECEIPTS = _insertion("receipts", RECEIPT_COLUMNS, _RECEIPT_TYPES)


def by_column(rows: Sequence[Row]) -> list[list[Any]]:
    """Return rows as the columns that an insertion takes."""
    return [list(column) for column in zip(*rows, strict=True)]


def record(row: tuple[Any, ...]) -> Record:
    """Return the record of a row of `EVENT_COLUMNS`."""
    return record_of(row)


def receipt(row: tuple[Any, ...]) -> Receipt:
    """Return the receipt of a row of `RECEIPT_COLUMNS`."""
    return Receipt(
        command_id=row[0],
        principal=row[1],
        route=row[2],
        key=row[3],
        request_hash=row[4],
        first_position=row[5],
        last_position=row[6],
        recorded_at=row[7],
    )


def receipt_row(written: Receipt) -> Row:
    """Return a receipt as the values of `RECEIPT_COLUMNS`."""
    return (
        written.command_id,
        written.principal,
        written.route,
        written.key,
        written.request_hash,
        written.first_position,
        written.last_position,
        written.recorded_at,
    )
