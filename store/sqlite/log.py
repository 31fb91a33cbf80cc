"""The writer's side of the log in SQLite."""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from domain.instant import Instant
from store.log import Head
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

    def begin(self) -> None:
        """Take the append lock; waits for other processes for some seconds."""
        with faults():
            self._open().execute("BEGIN IMMEDIATE")

    def head(self) -> Head:
        """Return the last row."""
        with faults():
            row = self._open().execute(_HEAD).fetchone()
        return Head(row[0], Instant(row[1])) if row else Head(0, Instant(0))

    def versions(self, streams: Collection[UUID]) -> dict[UUID, int]:
        """Return the last version of each stream that exists."""
        connection = self._open()
        with faults():
            found = ((stream, connection.execute(_VERSION, (stream.bytes,)).fetchone()[0]) for stream in streams)
            return {stream: version for stream, version in found if version is not None}

    def receipts(self, command_ids: Collection[UUID]) -> dict[UUID, Receipt]:
        """Return the receipt of each command that has one."""
        connection = self._open()
        with faults():
            rows = [connection.execute(_RECEIPT, (command_id.bytes,)).fetchone() for command_id in command_ids]
        return {found.command_id: found for found in map(receipt, filter(None, rows))}

    def insert(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Add rows and receipts."""
        with faults():
            self._open().executemany(_INSERT_EVENT, map(bound, rows))
            self._open().executemany(_INSERT_RECEIPT, map(receipt_row, receipts))

    def commit(self) -> None:
        """Commit; `synchronous=FULL` makes it durable before this returns."""
        with faults():
            self._open().execute("COMMIT")

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
            self._connection = connect(self._path, pragmas=("synchronous=FULL", "trusted_schema=OFF", *quota))
        return self._connection
