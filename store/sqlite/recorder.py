"""The reader's side of the log in SQLite."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.instant import Clock, Instant
from store.record import Record, Trace
from store.recorder import LogRecorder
from store.request import Receipt
from store.sqlite.log import SqliteLog
from store.sqlite.readers import Readers
from store.sqlite.rows import EVENT_COLUMNS, RECEIPT_COLUMNS, receipt, records, traces
from store.sqlite.tables import LOG
from store.writer import Writer

_SELECT = f"SELECT {EVENT_COLUMNS} FROM events WHERE "
_EVERYTHING = 2**63 - 1
"""Past every position and version, and no limit."""


class SqliteRecorder(LogRecorder):
    """The log in one file.

    `max_pages` as in `SqliteLog`.

    Raises:
        SchemaMissing, SchemaOlder, SchemaNewer: it has not the tables that this program knows.
    """

    def __init__(self, path: Path, clock: Clock, *, max_pages: int | None = None) -> None:
        LOG.check(path)
        super().__init__(Writer(SqliteLog(path, max_pages=max_pages), clock))
        self._readers = Readers(path)

    def close(self) -> None:
        """Carry out what is queued, then give back every connection."""
        # The writer last: only a connection that may write folds the log of writes back into the file.
        self._readers.close()
        super().close()

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[Record]:
        """Return the events of a stream by version, after `gt`, up to `lte`."""
        order = "DESC" if desc else "ASC"
        return self._records(
            f"stream = ? AND version > ? AND version <= ? ORDER BY version {order} LIMIT ?",
            UUID(str(originator_id)).bytes,
            -1 if gt is None else gt,
            _or_all(lte),
            _or_all(limit),
        )

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
        first = (start or 0) if inclusive_of_start else (start or 0) + 1
        among = f"AND topic IN ({_marks(topics)})" if topics else ""
        where = f"position >= ? AND position <= ? {among} ORDER BY position LIMIT ?"
        return self._records(where, first, _or_all(stop), *topics, limit)

    def max_notification_id(self) -> int | None:
        """Return the last position, or None."""
        return self._one("SELECT max(position) FROM events")

    def select_traces(self, gt: int, lte: int, topics: Sequence[str]) -> Sequence[Trace]:
        """Return where events of these topics stand."""
        where = f"position > ? AND position <= ? AND topic IN ({_marks(topics)})"
        rows = self._readers.select(
            f"SELECT DISTINCT topic, stream, course FROM events WHERE {where}", (gt, lte, *topics)
        )
        return traces(rows)

    def select_courses(self, courses: Collection[UUID], *, upto: int | None = None) -> Sequence[Record]:
        """Return the whole cases of several courses, one after the other, each by position."""
        names = [course.bytes for course in courses]
        where = f"course IN ({_marks(names)}) AND position <= ? ORDER BY course, position"
        return self._records(where, *names, _or_all(upto))

    def select_streams(
        self, streams: Collection[UUID], *, upto: int | None = None, topics: Sequence[str] = ()
    ) -> Sequence[Record]:
        """Return the events of several streams by position, as they stood at one moment."""
        names = [stream.bytes for stream in streams]
        among = f"AND topic IN ({_marks(topics)})" if topics else ""
        where = f"stream IN ({_marks(names)}) AND position <= ? {among} ORDER BY position"
        return self._records(where, *names, _or_all(upto), *topics)

    def select_leaves(self, gt: int, limit: int) -> Sequence[bytes]:
        """Return the leaves after a position."""
        statement = "SELECT leaf FROM events WHERE position > ? ORDER BY position LIMIT ?"
        return [row[0] for row in self._readers.select(statement, (gt, limit))]

    def select_receipt(self, command_id: UUID) -> Receipt | None:
        """Return the receipt of a command, if it was carried out."""
        statement = f"SELECT {RECEIPT_COLUMNS} FROM receipts WHERE command_id = ?"
        rows = self._readers.select(statement, (command_id.bytes,))
        return receipt(rows[0]) if rows else None

    def position_at(self, at: Instant) -> int:
        """Return the last position recorded at or before an instant; 0 if there is none."""
        statement = """
            SELECT position FROM events WHERE recorded_at <= ? ORDER BY recorded_at DESC, position DESC LIMIT 1
        """
        return self._one(statement, at) or 0

    def holds(self, stream: UUID, topics: Sequence[str]) -> bool:
        """Return whether a stream has an event of one of these topics."""
        statement = f"SELECT 1 FROM events WHERE stream = ? AND topic IN ({_marks(topics)}) LIMIT 1"
        return self._one(statement, stream.bytes, *topics) is not None

    def _records(self, where: str, *values: Any) -> list[Record]:
        return records(self._readers.select(_SELECT + where, values))

    def _one(self, statement: str, *values: Any) -> int | None:
        rows = self._readers.select(statement, values)
        return rows[0][0] if rows else None


def _or_all(bound: int | None) -> int:
    return _EVERYTHING if bound is None else bound


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
