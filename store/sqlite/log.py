"""The writer's side of the log in SQLite."""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from domain.instant import Instant
from store.log import Standing
from store.record import Row
from store.request import Receipt
from store.sqlite.connection import connect, faults
from store.sqlite.rows import EVENT_COLUMNS, RECEIPT_COLUMNS, bound, receipt, receipt_row

_INSERT_EVENT = f"INSERT INTO events ({EVENT_COLUMNS}) VALUES ({', '.join('?' * len(EVENT_COLUMNS.split(',')))})"
_INSERT_RECEIPT = f"INSERT INTO receipts ({RECEIPT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_HEAD = "SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1"
_VERSION = "SELECT max(version) FROM events WHERE stream = ?"
_RECEIPT = f"SELECT {RECEIPT_COLUMNS} FROM receipts WHERE command_id = ?"


class SqliteLog:
    """Implements `Log`. BEGIN IMMEDIATE is the append lock: it also orders the commands run beside a service.

    `max_pages` bounds the file (pages of 4,096 bytes); a full one refuses appends until the bound is
    raised, which counts from the next connection. After any fault the connection is given up and the
    next transaction opens another.
    """

    def __init__(self, path: Path, *, max_pages: int | None = None) -> None:
        self.max_pages = max_pages
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def begin(self, streams: Collection[UUID], command_ids: Collection[UUID]) -> Standing:
        """Take the append lock, for which it waits some seconds, and return what stands under it."""
        with faults():
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            position, recorded_at = connection.execute(_HEAD).fetchone() or (0, 0)
            return Standing(
                position=position,
                recorded_at=Instant(recorded_at),
                versions=_versions(connection, streams),
                receipts=_receipts(connection, command_ids),
            )

    def commit(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Add rows and receipts and commit; `synchronous=FULL` makes them durable before this returns."""
        with faults():
            connection = self._open()
            connection.executemany(_INSERT_EVENT, map(bound, rows))
            connection.executemany(_INSERT_RECEIPT, map(receipt_row, receipts))
            connection.execute("COMMIT")

    def abandon(self) -> None:
        """Give up the connection, and with it whatever was begun."""
        connection, self._connection = self._connection, None
        if connection:
            with suppress(sqlite3.Error):
                connection.close()

    def close(self) -> None:
        """Give back the connection."""
        self.abandon()

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            quota = () if self.max_pages is None else (f"max_page_count={self.max_pages}",)
            pragmas = ("synchronous=FULL", "trusted_schema=OFF", *quota)
            self._connection = connect(self._path, shared=True, pragmas=pragmas)
        return self._connection


def _versions(connection: sqlite3.Connection, streams: Collection[UUID]) -> dict[UUID, int]:
    found = ((stream, connection.execute(_VERSION, (stream.bytes,)).fetchone()[0]) for stream in streams)
    return {stream: version for stream, version in found if version is not None}


def _receipts(connection: sqlite3.Connection, command_ids: Collection[UUID]) -> dict[UUID, Receipt]:
    rows = [connection.execute(_RECEIPT, (command_id.bytes,)).fetchone() for command_id in command_ids]
    return {found.command_id: found for found in map(receipt, filter(None, rows))}
