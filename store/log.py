"""The port of the writer: the little that it asks of a database. Each adapter implements it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.instant import Instant
from store.record import Row
from store.request import Receipt


class Head(NamedTuple):
    """The last row of the log: its position and when it was recorded; zeros if there is none."""

    position: int
    recorded_at: Instant


class Log(Protocol):
    """One append transaction at a time, always used from the one thread of the writer.

    `begin` takes the append lock of the whole log, across processes, until `commit` or `abandon`.
    Every method but `abandon` and `close` raises StoreUnavailable when the database cannot.
    """

    def begin(self) -> None:
        """Take the append lock, connecting first where needed."""
        ...

    def head(self) -> Head:
        """Return the last row."""
        ...

    def versions(self, streams: Collection[UUID]) -> dict[UUID, int]:
        """Return the last version of each stream that exists."""
        ...

    def receipts(self, command_ids: Collection[UUID]) -> dict[UUID, Receipt]:
        """Return the receipt of each command that has one."""
        ...

    def insert(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Add rows (the columns in order, then the leaf) and receipts."""
        ...

    def commit(self) -> None:
        """Make it durable and let the lock go."""
        ...

    def abandon(self) -> None:
        """Undo whatever was begun and let the lock go; never raises, whatever the fault was."""
        ...

    def close(self) -> None:
        """Give back the connection."""
        ...
