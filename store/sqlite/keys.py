"""The keys of subjects in a file of SQLite."""

from pathlib import Path
from typing import Any
from uuid import UUID

from domain.instant import Instant
from store.errors import StoreUnavailable
from store.key_table import KeyRow
from store.sqlite.connection import connect, faults
from store.sqlite.tables import KEYS

_ADD = "INSERT OR IGNORE INTO keys (key_id, subject, wrapped, created_at) VALUES (?, ?, ?, ?)"
_SELECT = "SELECT key_id, subject, wrapped, created_at FROM keys WHERE"


class SqliteKeys:
    """Implements `KeyTable`.

    Raises:
        SchemaMissing, SchemaOlder, SchemaNewer: it has not the tables that this program knows.
    """

    def __init__(self, path: Path) -> None:
        KEYS.check(path)
        # Deleted keys are overwritten with zeros, in the file and by the checkpoint of `destroy` in the log of writes.
        self._connection = connect(path, shared=True, pragmas=("secure_delete=ON", "synchronous=FULL"))

    def check_value(self, proposed: bytes) -> bytes:
        """Return the first check value that was ever proposed."""
        with faults():
            self._connection.execute("INSERT OR IGNORE INTO meta VALUES ('key check', ?)", (proposed,))
            row = self._connection.execute("SELECT value FROM meta WHERE name = 'key check'").fetchone()
        return bytes(row[0])

    def of_subject(self, subject: UUID) -> KeyRow | None:
        """Return the key of a subject."""
        return self._row(f"{_SELECT} subject = ?", subject)

    def by_id(self, key_id: UUID) -> KeyRow | None:
        """Return a key by its id."""
        return self._row(f"{_SELECT} key_id = ?", key_id)

    def add(self, row: KeyRow) -> None:
        """Keep a key, unless its subject has one already."""
        with faults():
            self._connection.execute(_ADD, (row.key_id.bytes, row.subject.bytes, row.wrapped, row.created_at))

    def destroy(self, subject: UUID) -> None:
        """Delete the key of a subject, on the disk too.

        Raises:
            StoreUnavailable: it may still stand in the log of writes; call again.
        """
        with faults():
            self._connection.execute("DELETE FROM keys WHERE subject = ?", (subject.bytes,))
            busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreUnavailable(why="the key store is being read")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _row(self, statement: str, name: UUID) -> KeyRow | None:
        with faults():
            found: tuple[Any, ...] | None = self._connection.execute(statement, (name.bytes,)).fetchone()
        if found is None:
            return None
        return KeyRow(UUID(bytes=found[0]), UUID(bytes=found[1]), found[2], Instant(found[3]))
