"""The recorder: the library's `ApplicationRecorder`, and what this program asks of the log beside it.

Writing is the same for every database, through the one writer; each adapter adds the reading.
"""

from abc import abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import Any
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, StoredEvent

from domain.instant import Instant
from store.following import Following
from store.record import Record, Trace, as_record
from store.request import Answer, Insertion, Receipt, Request
from store.tree import root
from store.writer import Listener, Writer

LEAVES = 10_000
"""How many leaves are read at once."""


class LogRecorder(ApplicationRecorder):
    """The log of one database. Every selection returns whole records; `upto` bounds it by position, inclusive."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """Append as the library does: a null envelope and any first version will do. `append` is the strict way.

        Raises:
            IntegrityError: a version is there already, or leaves a gap.
        """
        if not stored_events:
            return []
        done = self._writer.append(Insertion(records=[as_record(stored) for stored in stored_events], read={}))
        return list(range(done.first_position, done.last_position + 1))

    def submit(
        self, records: Sequence[Record], read: Mapping[UUID, int], receipt: Receipt | None = None
    ) -> "Future[Answer]":
        """Queue records to append if `read` still holds; see `Request` and `Writer.submit`."""
        return self._writer.submit(Request(records=records, read=read, receipt=receipt))

    def append(self, records: Sequence[Record], read: Mapping[UUID, int], receipt: Receipt | None = None) -> Answer:
        """Append records if `read` still holds, durably.

        Raises:
            StaleRead, KeyReused, StoreUnavailable: nothing was appended.
            Unappendable: the records lack their envelope, or do not follow what was read.
        """
        return self._writer.append(Request(records=records, read=read, receipt=receipt))

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Following:
        """Return an endless iterator of records after a position."""
        return Following(self, gt, topics)

    def listen(self, listener: Listener) -> None:
        """Have `listener(last position)` called after each commit of this process; it must not block."""
        self._writer.listen(listener)

    def unlisten(self, listener: Listener) -> None:
        """Undo `listen`."""
        self._writer.unlisten(listener)

    def root(self, upto: int | None = None) -> bytes:
        """Return the Merkle root over the leaves up to a position."""
        return root(self._leaves(upto))

    def close(self) -> None:
        """Carry out what is queued, then give back every connection."""
        self._writer.close()

    @abstractmethod
    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[Record]:
        """Return the events of a stream by version."""

    @abstractmethod
    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Record]:
        """Return the events of these topics, or all, by position."""

    @abstractmethod
    def select_traces(self, gt: int, lte: int, topics: Sequence[str]) -> Sequence[Trace]:
        """Return where events of these topics stand, each topic, stream and course once, in no order."""

    @abstractmethod
    def select_courses(self, courses: Collection[UUID], *, upto: int | None = None) -> Sequence[Record]:
        """Return the whole cases of several courses, one after the other, each by position."""

    @abstractmethod
    def select_streams(
        self, streams: Collection[UUID], *, upto: int | None = None, topics: Sequence[str] = ()
    ) -> Sequence[Record]:
        """Return the events of several streams, of these topics or all, by position, as they stood at one moment."""

    @abstractmethod
    def select_leaves(self, gt: int, limit: int) -> Sequence[bytes]:
        """Return the leaves after a position."""

    @abstractmethod
    def select_receipt(self, command_id: UUID) -> Receipt | None:
        """Return the receipt of a command, if it was carried out."""

    @abstractmethod
    def position_at(self, at: Instant) -> int:
        """Return the last position recorded at or before an instant; 0 if there is none."""

    @abstractmethod
    def holds(self, stream: UUID, topics: Sequence[str]) -> bool:
        """Return whether a stream has an event of one of these topics."""

    def _leaves(self, upto: int | None) -> Iterator[bytes]:
        last = self.max_notification_id() or 0
        last = last if upto is None else min(upto, last)
        for start in range(0, last, LEAVES):
            yield from self.select_leaves(start, min(LEAVES, last - start))
