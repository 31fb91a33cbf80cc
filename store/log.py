"""The port of the writer: the little that it asks of a database. Each adapter implements it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from domain.instant import Instant
from store.record import Row
from store.request import UNSTAMPED, Receipt


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands in the log as the append lock is taken, as far as it was asked for.

    `position` and `recorded_at` are those of the last row, zeros if there is none. `versions` has the
    last version of each stream that exists, `receipts` those of the commands that were carried out.
    """

    position: int = 0
    recorded_at: Instant = UNSTAMPED
    versions: Mapping[UUID, int] = field(default_factory=dict)
    receipts: Mapping[UUID, Receipt] = field(default_factory=dict)


class Log(Protocol):
    """One append transaction at a time, each from one thread, whichever that is.

    Two calls make an append, so that a database beyond a network is asked twice and no more. Both raise
    StoreUnavailable when the database cannot.
    """

    def begin(self, streams: Collection[UUID], command_ids: Collection[UUID]) -> Standing:
        """Take the append lock of the whole log, across processes, and return what stands under it.

        It is held until `commit` or `abandon`. Connects first where needed.
        """
        ...

    def commit(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Add rows (the columns in order, then the leaf) and receipts, make them durable, let the lock go.

        Raises:
            Unconfirmed: the answer was lost, so it may have been done.
        """
        ...

    def abandon(self) -> None:
        """Undo whatever was begun and let the lock go; never raises, whatever the fault was."""
        ...

    def close(self) -> None:
        """Give back the connection."""
        ...
