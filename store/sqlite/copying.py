"""What backup and restore ask of SQLite: reading in short transactions, and filling what is empty in one."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from store.backup.errors import NotEmpty
from store.backup.port import Raw
from store.sqlite.connection import connect, faults
from store.sqlite.rows import EVENT_COLUMNS, RECEIPT_COLUMNS
from store.sqlite.schema import Schema
from store.sqlite.tables import KEYS, LOG

KEY_COLUMNS = "key_id, subject, wrapped, created_at"


class _File:
    """One file of ours; each connection lives as long as its use."""

    schema: Schema
    table: str

    def __init__(self, path: Path) -> None:
        self.schema.check(path)
        self._path = path
        self._reader = connect(path, mode="ro", shared=True, pragmas=("query_only=ON", "trusted_schema=OFF"))

    def close(self) -> None:
        """Give back the connection."""
        self._reader.close()

    def _select(self, statement: str, *values: object) -> list[Raw]:
        with faults():
            return self._reader.execute(statement, values).fetchall()

    @contextmanager
    def _filling(self) -> Iterator[sqlite3.Connection]:
        """Begin a transaction on what is empty; it is committed if the context ends well."""
        connection = connect(self._path, pragmas=("synchronous=FULL", "trusted_schema=OFF"))
        try:
            with faults():
                connection.execute("BEGIN IMMEDIATE")
                if connection.execute(f"SELECT 1 FROM {self.table} LIMIT 1").fetchone():
                    raise NotEmpty(where=self.schema.holds.capitalize())
            yield connection
            with faults():
                connection.execute("COMMIT")
        finally:
            connection.close()


class SqliteLogCopy(_File):
    """Implements `LogCopy`."""

    schema = LOG
    table = "events"

    def head(self) -> int:
        """Return the last position."""
        ((head,),) = self._select("SELECT coalesce(max(position), 0) FROM events")
        assert isinstance(head, int)
        return head

    def events(self, after: int, upto: int, limit: int) -> Sequence[Raw]:
        """Return rows by position."""
        where = "position > ? AND position <= ? ORDER BY position LIMIT ?"
        return self._select(f"SELECT {EVENT_COLUMNS} FROM events WHERE {where}", after, upto, limit)

    def receipts(self, after: bytes, upto: int, limit: int) -> Sequence[Raw]:
        """Return receipts by command id."""
        where = "command_id > ? AND last_position <= ? ORDER BY command_id LIMIT ?"
        return self._select(f"SELECT {RECEIPT_COLUMNS} FROM receipts WHERE {where}", after, upto, limit)

    def holds_after(self, position: int, topics: Sequence[str]) -> bool:
        """Tell whether an event of these topics stands after a position."""
        among = ", ".join("?" * len(topics))
        statement = f"SELECT 1 FROM events WHERE position > ? AND topic IN ({among}) LIMIT 1"
        return bool(self._select(statement, position, *topics))

    @contextmanager
    def filling(self) -> Iterator["SqliteLogFilling"]:
        """Take the append lock of an empty log."""
        with self._filling() as connection:
            yield SqliteLogFilling(connection)


class SqliteLogFilling:
    """Implements `LogFilling`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add_events(self, rows: Sequence[Raw]) -> None:
        """Add rows of the log."""
        marks = ", ".join("?" * len(EVENT_COLUMNS.split(",")))
        with faults():
            self._connection.executemany(f"INSERT INTO events ({EVENT_COLUMNS}) VALUES ({marks})", rows)

    def add_receipts(self, rows: Sequence[Raw]) -> None:
        """Add receipts."""
        marks = ", ".join("?" * len(RECEIPT_COLUMNS.split(",")))
        with faults():
            self._connection.executemany(f"INSERT INTO receipts ({RECEIPT_COLUMNS}) VALUES ({marks})", rows)


class SqliteKeysCopy(_File):
    """Implements `KeysCopy`."""

    schema = KEYS
    table = "keys"

    def keys(self, after: bytes, limit: int) -> Sequence[Raw]:
        """Return wrapped keys by key id."""
        statement = f"SELECT {KEY_COLUMNS} FROM keys WHERE key_id > ? ORDER BY key_id LIMIT ?"
        return self._select(statement, after, limit)

    @contextmanager
    def filling(self) -> Iterator["SqliteKeysFilling"]:
        """Begin to fill an empty key store."""
        with self._filling() as connection:
            yield SqliteKeysFilling(connection)


class SqliteKeysFilling:
    """Implements `KeysFilling`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add_keys(self, rows: Sequence[Raw]) -> None:
        """Add wrapped keys."""
        with faults():
            self._connection.executemany(f"INSERT INTO keys ({KEY_COLUMNS}) VALUES (?, ?, ?, ?)", rows)
