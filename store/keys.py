"""The keys of subjects, in a database of their own. Destroying a key is what erasure means.

Each key is wrapped by the key-encryption key, which is in neither database. A key is durable before
anything is sealed with it: an orphan key is harmless, a lost one is not.
"""

import os
import time
from threading import Lock
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.instant import Instant
from store.database import database
from store.derive import as_uuid, derived, keyed
from store.errors import KeyMissing, StoreUnavailable, WrongKey
from store.key_table import KeyRow
from store.seal import seal, unseal

Held = tuple[UUID, AESGCM]
"""The subject of a key, and the key."""


class Keystore:
    """One key a subject; safe to use from any thread.

    `url` is where the keys are, which may be another database than that of the log; `secret` is the
    key-encryption key, `capacity` how many opened keys are kept in memory.

    Raises:
        SchemaMissing: nobody made its tables.
        WrongKey: it was made with another key-encryption key.
    """

    def __init__(self, url: str, secret: bytes, *, capacity: int = 10_000) -> None:
        self._table = database(url).keys()
        self._wrapping = AESGCM(secret)
        self._hashing = derived(secret, "interlude index v1")
        self._capacity = capacity
        self._lock = Lock()
        self._held: dict[UUID, Held] = {}
        self._ids: dict[UUID, UUID] = {}
        self._recognise(derived(secret, "interlude key check v1"))

    def key_for(self, subject: UUID) -> tuple[UUID, AESGCM]:
        """Return the id of a subject's key, and the key; mints it, durably, if there is none."""
        key_id = self._ids.get(subject)
        held = self._held.get(key_id) if key_id else None
        if key_id and held:
            return key_id, held[1]
        with self._lock:
            row = self._table.of_subject(subject)
            if row is None:
                # Whoever comes second reads the key of the first: two keys for one subject never stand.
                self._table.add(self._minted(subject))
                row = self._table.of_subject(subject)
            if row is None:
                raise StoreUnavailable(why="a key was destroyed while it was made")
            return row.key_id, self._opened(row)

    def open(self, key_id: UUID) -> AESGCM:
        """Return a key by its id.

        Raises:
            KeyMissing: there is no such key (any more).
        """
        held = self._held.get(key_id)
        if held:
            return held[1]
        with self._lock:
            row = self._table.by_id(key_id)
            if row is None:
                raise KeyMissing(key_id=key_id)
            return self._opened(row)

    def destroy(self, subject: UUID) -> None:
        """Destroy the key of a subject, here and in the database; once more changes nothing.

        On SQLite nothing of it stays on the disk. What PostgreSQL keeps of deleted rows, `PostgresKeys` says:
        there the erasure is complete when the survivors are wrapped anew under another key-encryption key.

        Raises:
            StoreUnavailable: it may still stand somewhere; call again.
        """
        with self._lock:
            self._forget(subject)
            self._table.destroy(subject)

    def forget(self, subject: UUID) -> None:
        """Drop the key of a subject from this process's memory, after another process destroyed it."""
        with self._lock:
            self._forget(subject)

    def digest(self, purpose: str, data: bytes) -> bytes:
        """Return a keyed hash (32 bytes), such as that of a request: equal for equal data, useless to others."""
        return keyed(self._hashing, purpose, data)

    def index(self, purpose: str, text: str) -> UUID:
        """Return the id under which a number or address is looked up: equal for equal text, useless to others."""
        return as_uuid(self.digest(purpose, text.encode()))

    def close(self) -> None:
        """Close the database and forget all keys."""
        with self._lock:
            self._held.clear()
            self._ids.clear()
            self._table.close()

    def _recognise(self, check: bytes) -> None:
        try:
            if self._table.check_value(check) != check:
                raise WrongKey
        except BaseException:
            self._table.close()
            raise

    def _minted(self, subject: UUID) -> KeyRow:
        key_id = uuid4()
        wrapped = seal(self._wrapping, os.urandom(32), key_id.bytes + subject.bytes)
        return KeyRow(key_id, subject, wrapped, Instant(time.time_ns() // 1_000))

    def _opened(self, row: KeyRow) -> AESGCM:
        plain = unseal(self._wrapping, row.wrapped, row.key_id.bytes + row.subject.bytes)
        if plain is None:
            raise WrongKey
        if len(self._held) >= self._capacity:
            oldest = next(iter(self._held))
            self._ids.pop(self._held.pop(oldest)[0], None)
        key = AESGCM(plain)
        self._held[row.key_id] = (row.subject, key)
        self._ids[row.subject] = row.key_id
        return key

    def _forget(self, subject: UUID) -> None:
        key_id = self._ids.pop(subject, None)
        if key_id:
            self._held.pop(key_id, None)
