"""The port of the key store: the little that it asks of a database. Each adapter implements it."""

from typing import NamedTuple, Protocol
from uuid import UUID

from domain.instant import Instant


class KeyRow(NamedTuple):
    """The wrapped key of one subject."""

    key_id: UUID
    subject: UUID
    wrapped: bytes
    created_at: Instant


class KeyTable(Protocol):
    """Wrapped keys, one a subject. Not for several threads at once.

    Every method but `close` raises StoreUnavailable when the database cannot; what returned is durable.
    """

    def check_value(self, proposed: bytes) -> bytes:
        """Return the value by which a wrong key file is noticed: the first that was ever proposed."""
        ...

    def of_subject(self, subject: UUID) -> KeyRow | None:
        """Return the key of a subject."""
        ...

    def by_id(self, key_id: UUID) -> KeyRow | None:
        """Return a key by its id."""
        ...

    def add(self, row: KeyRow) -> None:
        """Keep a key, unless its subject has one already: whoever comes second reads that of the first."""
        ...

    def destroy(self, subject: UUID) -> None:
        """Delete the key of a subject; once more changes nothing."""
        ...

    def close(self) -> None:
        """Give back the connection."""
        ...
