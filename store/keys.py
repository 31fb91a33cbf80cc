"""The keys of subjects, in a database of their own. Destroying a key is what erasure means.

Each key is wrapped by the key-encryption key, which is in neither database. A key is durable before
anything is sealed with it: an orphan key is harmless, a lost one is not.
"""

import os
import time
from threading import Lock
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.derive import as_uuid, derived, keyed
from store.errors import KeyMissing, StoreUnavailable, WrongKey
from store.seal import seal, unseal
from store.sqlite.connection import connect, faults
from store.sqlite.location import keys_db
from store.sqlite.tables import KEYS

Held = tuple[UUID, AESGCM]
"""The subject of a key, and the key."""


class Keystore:
    """One key a subject; safe to use from any thread.

    `url` is where the keys are (`sqlite:///DIRECTORY`), `secret` the key-encryption key, `capacity`
    how many opened keys are kept in memory.

    Raises:
        SchemaMissing: nobody made its tables.
        WrongKey: it was made with another key-encryption key.
    """

    def __init__(self, url: str, secret: bytes, *, capacity: int = 10_000) -> None:
        path = keys_db(url)
        KEYS.check(path)
        self._wrapping = AESGCM(secret)
        self._hashing = derived(secret, "interlude index v1")
        self._capacity = capacity
        self._lock = Lock()
        self._held: dict[UUID, Held] = {}
        self._ids: dict[UUID, UUID] = {}
        # Deleted keys are overwritten with zeros, in the file and by the checkpoint of `destroy` in the log of writes.
        self._connection = connect(path, shared=True, pragmas=("secure_delete=ON", "synchronous=FULL"))
        self._recognise(derived(secret, "interlude key check v1"))

    def key_for(self, subject: UUID) -> tuple[UUID, AESGCM]:
        """Return the id of a subject's key, and the key; mints it, durably, if there is none."""
        key_id = self._ids.get(subject)
        held = self._held.get(key_id) if key_id else None
        if key_id and held:
            return key_id, held[1]
        with self._lock, faults():
            row = self._row_of(subject)
            if row is None:
                self._mint(subject)
                row = self._row_of(subject)
            if row is None:
                raise StoreUnavailable(why="a key was destroyed while it was made")
            return self._opened(UUID(bytes=row[0]), subject, row[1])

    def open(self, key_id: UUID) -> AESGCM:
        """Return a key by its id.

        Raises:
            KeyMissing: there is no such key (any more).
        """
        held = self._held.get(key_id)
        if held:
            return held[1]
        with self._lock, faults():
            row = self._connection.execute(
                "SELECT subject, wrapped FROM keys WHERE key_id = ?", (key_id.bytes,)
            ).fetchone()
            if row is None:
                raise KeyMissing(key_id=key_id)
            return self._opened(key_id, UUID(bytes=row[0]), row[1])[1]

    def destroy(self, subject: UUID) -> None:
        """Destroy the key of a subject, here and on the disk; once more changes nothing.

        Raises:
            StoreUnavailable: it may still stand in the log of writes; call again.
        """
        with self._lock, faults():
            self._forget(subject)
            self._connection.execute("DELETE FROM keys WHERE subject = ?", (subject.bytes,))
            busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise StoreUnavailable(why="the key store is being read")

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
            self._connection.close()

    def _recognise(self, check: bytes) -> None:
        try:
            with faults():
                self._connection.execute("INSERT OR IGNORE INTO meta VALUES ('key check', ?)", (check,))
                row = self._connection.execute("SELECT value FROM meta WHERE name = 'key check'").fetchone()
            if row[0] != check:
                raise WrongKey
        except BaseException:
            self._connection.close()
            raise

    def _row_of(self, subject: UUID) -> tuple[bytes, bytes] | None:
        found: tuple[bytes, bytes] | None = self._connection.execute(
            "SELECT key_id, wrapped FROM keys WHERE subject = ?", (subject.bytes,)
        ).fetchone()
        return found

    def _mint(self, subject: UUID) -> None:
        # Whoever comes second reads the key of the first: two keys for one subject never stand.
        key_id = uuid4()
        wrapped = seal(self._wrapping, os.urandom(32), key_id.bytes + subject.bytes)
        self._connection.execute(
            "INSERT OR IGNORE INTO keys (key_id, subject, wrapped, created_at) VALUES (?, ?, ?, ?)",
            (key_id.bytes, subject.bytes, wrapped, time.time_ns() // 1_000),
        )

    def _opened(self, key_id: UUID, subject: UUID, wrapped: bytes) -> tuple[UUID, AESGCM]:
        plain = unseal(self._wrapping, wrapped, key_id.bytes + subject.bytes)
        if plain is None:
            raise WrongKey
        if len(self._held) >= self._capacity:
            oldest = next(iter(self._held))
            self._ids.pop(self._held.pop(oldest)[0], None)
        key = AESGCM(plain)
        self._held[key_id] = (subject, key)
        self._ids[subject] = key_id
        return key_id, key

    def _forget(self, subject: UUID) -> None:
        key_id = self._ids.pop(subject, None)
        if key_id:
            self._held.pop(key_id, None)
