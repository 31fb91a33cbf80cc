"""The keys of subjects in PostgreSQL."""

from typing import Any
from uuid import UUID

from store.key_table import KeyRow
from store.postgres.pool import Pool
from store.postgres.tables import KEYS

_ADD = """
    INSERT INTO keystore.keys (key_id, subject, wrapped, created_at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (subject) DO NOTHING
"""
_SELECT = "SELECT key_id, subject, wrapped, created_at FROM keystore.keys WHERE"


class PostgresKeys:
    """Implements `KeyTable`.

    Destroying a key deletes its row, and nobody can ask for it any more. But PostgreSQL keeps what it
    deleted: in the page until VACUUM, in its log of writes until that is recycled, in every backup. An
    erasure is complete when the surviving keys are wrapped anew under another key-encryption key and
    the old one is destroyed.

    Raises:
        SchemaMissing, SchemaOlder, SchemaNewer: it has not the tables that this program knows.
    """

    def __init__(self, conninfo: str) -> None:
        KEYS.check(conninfo)
        self._pool = Pool(conninfo, {"synchronous_commit": "on", "statement_timeout": "10s", "jit": "off"}, most=1)

    def check_value(self, proposed: bytes) -> bytes:
        """Return the first check value that was ever proposed."""
        self._pool.run("INSERT INTO keystore.meta VALUES ('key check', %s) ON CONFLICT (name) DO NOTHING", (proposed,))
        ((value,),) = self._pool.run("SELECT value FROM keystore.meta WHERE name = 'key check'")
        return bytes(value)

    def of_subject(self, subject: UUID) -> KeyRow | None:
        """Return the key of a subject."""
        return _one(self._pool.run(f"{_SELECT} subject = %s", (subject,)))

    def by_id(self, key_id: UUID) -> KeyRow | None:
        """Return a key by its id."""
        return _one(self._pool.run(f"{_SELECT} key_id = %s", (key_id,)))

    def add(self, row: KeyRow) -> None:
        """Keep a key, unless its subject has one already."""
        self._pool.run(_ADD, row)

    def destroy(self, subject: UUID) -> None:
        """Delete the key of a subject; see the class for what remains."""
        self._pool.run("DELETE FROM keystore.keys WHERE subject = %s", (subject,))

    def close(self) -> None:
        """Give back the connection."""
        self._pool.close()


def _one(rows: list[tuple[Any, ...]]) -> KeyRow | None:
    return KeyRow(*rows[0]) if rows else None
