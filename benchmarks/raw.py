"""The baseline of reading: the driver's own rows, decrypted, decoded and put in an envelope by a bare loop.

It reads the columns that a fold looks at and no more, has every key at hand, and trusts what it finds: no older
forms of events, no erasures, no row without an envelope. So it is what nobody who reads this format can go below.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Any, Protocol
from uuid import UUID

import msgspec
import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.places import SECRET
from domain.event import REGISTRY, SYSTEM, Entry
from domain.ids import CLINIC
from store.plan import PERSONAL
from store.postgres.location import is_postgres
from store.seal import place, unseal
from store.sqlite.location import events_db, keys_db

COLUMNS = "stream, version, topic, occurred_at, recorded_at, position, subject, course, key_id, state"
_KEYS = "SELECT key_id, subject, wrapped FROM"

Row = tuple[Any, ...]


class Raw(Protocol):
    """One connection of a driver; `?` stands for a value, and a uuid is its 16 bytes."""

    def select(self, statement: str, *values: object) -> list[Row]:
        """Return all rows."""
        ...

    def keys(self) -> dict[bytes, AESGCM]:
        """Return every key, opened."""
        ...

    def close(self) -> None:
        """Give back the connection."""
        ...


class RawSqlite:
    """Implements `Raw` with sqlite3."""

    def __init__(self, url: str) -> None:
        self._connection = sqlite3.connect(events_db(url), isolation_level=None)
        self._keys = keys_db(url)

    def select(self, statement: str, *values: object) -> list[Row]:
        """Return all rows."""
        bound = [value.bytes if isinstance(value, UUID) else value for value in values]
        return self._connection.execute(statement, bound).fetchall()

    def keys(self) -> dict[bytes, AESGCM]:
        """Return every key, opened."""
        with closing(sqlite3.connect(self._keys)) as connection:
            return _opened(connection.execute(f"{_KEYS} keys"))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class RawPostgres:
    """Implements `Raw` with psycopg, in binary and with prepared statements."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True, prepare_threshold=0)

    def select(self, statement: str, *values: object) -> list[Row]:
        """Return all rows."""
        cursor = self._connection.cursor(binary=True)
        return cursor.execute(statement.replace("?", "%s"), values).fetchall()

    def keys(self) -> dict[bytes, AESGCM]:
        """Return every key, opened."""
        rows = self.select(f"{_KEYS} keystore.keys")
        return _opened((key_id.bytes, subject.bytes, wrapped) for key_id, subject, wrapped in rows)

    def close(self) -> None:
        """Give back the connection."""
        self._connection.close()


def raw(url: str) -> Raw:
    """Connect to the log at an address by its driver alone."""
    return RawPostgres(url) if is_postgres(url) else RawSqlite(url)


class Decoder:
    """Rows of `COLUMNS` to entries. Who acted, and by which command, no fold asks: they are left out."""

    def __init__(self, keys: dict[bytes, AESGCM]) -> None:
        self._keys = keys
        self._uuids: dict[bytes, UUID] = {}
        self._decode = msgspec.msgpack.Decoder().decode

    def entries(self, rows: Iterable[Row]) -> list[Entry]:
        """Return the entries of rows."""
        self._uuids.clear()
        return [self._entry(row) for row in rows]

    def _entry(self, row: Row) -> Entry:
        stream, version, topic, occurred_at, recorded_at, position, subject, course, key_id, state = row
        of = self._uuid(stream)
        values = self._decode(state)
        sealed = values.pop(PERSONAL, None)
        if sealed is not None:
            key = self._keys[key_id if type(key_id) is bytes else key_id.bytes]
            plain = unseal(key, sealed, place(of, version, topic))
            assert plain is not None
            values.update(self._decode(plain))
        return Entry(
            originator_id=of,
            originator_version=version,
            event=msgspec.convert(values, REGISTRY[topic]),
            occurred_at=occurred_at,
            actor=SYSTEM,
            command_id=CLINIC,
            subject=subject and self._uuid(subject),
            course=course and self._uuid(course),
            position=position,
            recorded_at=recorded_at,
        )

    def _uuid(self, value: Any) -> UUID:
        """Return what the driver gave as a uuid: one that comes again in a case is made once."""
        if isinstance(value, UUID):
            return value
        known = self._uuids.get(value)
        if known is None:
            known = self._uuids[value] = UUID(bytes=value)
        return known


def _opened(rows: Iterable[Row]) -> dict[bytes, AESGCM]:
    wrapping = AESGCM(SECRET)
    keys = {}
    for key_id, subject, wrapped in rows:
        plain = unseal(wrapping, wrapped, key_id + subject)
        assert plain is not None
        keys[key_id] = AESGCM(plain)
    return keys
