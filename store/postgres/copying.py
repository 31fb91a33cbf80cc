"""What backup and restore ask of PostgreSQL: reading in short transactions, and filling what is empty in one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from store.backup.errors import NotEmpty
from store.backup.port import Raw
from store.postgres.connection import Connection, connect, faults
from store.postgres.log import LOCK
from store.postgres.rows import EVENT_COLUMNS, INSERT_EVENTS, INSERT_RECEIPTS, RECEIPT_COLUMNS, by_column
from store.postgres.schema import Schema
from store.postgres.tables import KEYS, LOG

_READING: Mapping[str, str] = {"default_transaction_read_only": "on", "statement_timeout": "60s", "jit": "off"}
_WRITING: Mapping[str, str] = {"synchronous_commit": "on", "lock_timeout": "6s", "jit": "off"}
_FIRST = bytes(16)
"""Before every uuid."""

# The uuids among the columns, which an archive has as bytes.
_EVENT_UUIDS = frozenset({1, 7, 8, 9, 11, 12, 13})
_RECEIPT_UUIDS = frozenset({0})
_KEY_UUIDS = frozenset({0, 1})
_KEY_COLUMNS = "key_id, subject, wrapped, created_at"
_INSERT_KEYS = f"""
    INSERT INTO keystore.keys ({_KEY_COLUMNS})
    SELECT * FROM unnest(%b::uuid[], %b::uuid[], %b::bytea[], %b::bigint[])
"""


class _Database:
    """One database of ours; what fills it connects anew."""

    schema: Schema
    table: str
    lock = ""

    def __init__(self, conninfo: str) -> None:
        self.schema.check(conninfo)
        self._conninfo = conninfo
        self._reader = connect(conninfo, _READING)

    def close(self) -> None:
        """Give back the connection."""
        self._reader.close()

    def _select(self, statement: str, *values: object) -> list[Raw]:
        with faults():
            rows = self._reader.cursor(binary=True).execute(statement, values).fetchall()
        return [tuple(value.bytes if isinstance(value, UUID) else value for value in row) for row in rows]

    @contextmanager
    def _filling(self) -> Iterator[Connection]:
        """Begin a transaction on what is empty; it is committed if the context ends well."""
        connection = connect(self._conninfo, _WRITING)
        try:
            with faults():
                connection.execute("BEGIN")
                if self.lock:
                    connection.execute(self.lock)
                if connection.execute(f"SELECT 1 FROM {self.table} LIMIT 1").fetchone():
                    raise NotEmpty(where=self.schema.holds.capitalize())
            yield connection
            with faults():
                connection.execute("COMMIT")
        finally:
            connection.close()


class PostgresLogCopy(_Database):
    """Implements `LogCopy`."""

    schema = LOG
    table = "events"
    lock = LOCK

    def head(self) -> int:
        """Return the last position."""
        ((head,),) = self._select("SELECT coalesce(max(position), 0) FROM events")
        assert isinstance(head, int)
        return head

    def events(self, after: int, upto: int, limit: int) -> Sequence[Raw]:
        """Return rows by position."""
        where = "position > %s::bigint AND position <= %s::bigint ORDER BY position LIMIT %s::bigint"
        return self._select(f"SELECT {EVENT_COLUMNS} FROM events WHERE {where}", after, upto, limit)

    def receipts(self, after: bytes, upto: int, limit: int) -> Sequence[Raw]:
        """Return receipts by command id."""
        where = "command_id > %s AND last_position <= %s::bigint ORDER BY command_id LIMIT %s::bigint"
        statement = f"SELECT {RECEIPT_COLUMNS} FROM receipts WHERE {where}"
        return self._select(statement, UUID(bytes=after or _FIRST), upto, limit)

    def holds_after(self, position: int, topics: Sequence[str]) -> bool:
        """Tell whether an event of these topics stands after a position."""
        statement = "SELECT 1 FROM events WHERE position > %s::bigint AND topic = ANY (%s::text[]) LIMIT 1"
        return bool(self._select(statement, position, list(topics)))

    @contextmanager
    def filling(self) -> Iterator["PostgresLogFilling"]:
        """Take the append lock of an empty log."""
        with self._filling() as connection:
            yield PostgresLogFilling(connection)


class PostgresLogFilling:
    """Implements `LogFilling`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_events(self, rows: Sequence[Raw]) -> None:
        """Add rows of the log."""
        _insert(self._connection, INSERT_EVENTS, rows, _EVENT_UUIDS)

    def add_receipts(self, rows: Sequence[Raw]) -> None:
        """Add receipts."""
        _insert(self._connection, INSERT_RECEIPTS, rows, _RECEIPT_UUIDS)


class PostgresKeysCopy(_Database):
    """Implements `KeysCopy`."""

    schema = KEYS
    table = "keystore.keys"

    def keys(self, after: bytes, limit: int) -> Sequence[Raw]:
        """Return wrapped keys by key id."""
        statement = f"SELECT {_KEY_COLUMNS} FROM keystore.keys WHERE key_id > %s ORDER BY key_id LIMIT %s::bigint"
        return self._select(statement, UUID(bytes=after or _FIRST), limit)

    @contextmanager
    def filling(self) -> Iterator["PostgresKeysFilling"]:
        """Begin to fill an empty key store."""
        with self._filling() as connection:
            yield PostgresKeysFilling(connection)


class PostgresKeysFilling:
    """Implements `KeysFilling`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_keys(self, rows: Sequence[Raw]) -> None:
        """Add wrapped keys."""
        _insert(self._connection, _INSERT_KEYS, rows, _KEY_UUIDS)


def _insert(connection: Connection, statement: str, rows: Sequence[Raw], uuids: frozenset[int]) -> None:
    if rows:
        with faults():
            connection.execute(statement, by_column([_typed(row, uuids) for row in rows]))


def _typed(row: Raw, uuids: frozenset[int]) -> tuple[Any, ...]:
    return tuple(
        UUID(bytes=value) if index in uuids and isinstance(value, bytes) else value for index, value in enumerate(row)
    )
