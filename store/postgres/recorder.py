"""The reader's side of the log in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from domain.instant import Clock, Instant
from store.postgres.log import PostgresLog
from store.postgres.pool import Pool
from store.postgres.rows import EVENT_COLUMNS, RECEIPT_COLUMNS, receipt, record
from store.postgres.tables import LOG
from store.record import Record, Trace
from store.recorder import LogRecorder
from store.request import Receipt
from store.writer import Writer

READERS = 10
"""Connections of one process at most: a selection takes about a millisecond, and a server has a hundred for all."""

_SETTINGS: Mapping[str, str] = {"default_transaction_read_only": "on", "statement_timeout": "30s", "jit": "off"}
_SELECT = f"SELECT {EVENT_COLUMNS} FROM events WHERE "
_EVERYTHING = 2**63 - 1
"""Past every position and version."""


class PostgresRecorder(LogRecorder):
    """The log in one database, which any number of processes append to.

    Raises:
        SchemaMissing, SchemaOlder, SchemaNewer: it has not the tables that this program knows.
    """

    def __init__(self, conninfo: str, clock: Clock) -> None:
        LOG.check(conninfo)
        super().__init__(Writer(PostgresLog(conninfo), clock))
        self._readers = Pool(conninfo, _SETTINGS, most=READERS)

    def close(self) -> None:
        """Carry out what is queued, then give back every connection."""
        super().close()
        self._readers.close()

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
            f"stream = %s AND version > %s::bigint AND version <= %s ORDER BY version {order} LIMIT %s::bigint",
            UUID(str(originator_id)),
            -1 if gt is None else gt,
            _or_all(lte),
            limit,
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
        among = "AND topic = ANY (%s)" if topics else ""
        where = f"position >= %s::bigint AND position <= %s {among} ORDER BY position LIMIT %s::bigint"
        return self._records(where, first, _or_all(stop), *([list(topics)] if topics else []), limit)

    def max_notification_id(self) -> int | None:
        """Return the last position, or None."""
        return self._one("SELECT max(position) FROM events")

    def select_traces(self, gt: int, lte: int, topics: Sequence[str]) -> Sequence[Trace]:
        """Return where events of these topics stand."""
        where = "position > %s::bigint AND position <= %s::bigint AND topic = ANY (%s::text[])"
        statement = f"SELECT DISTINCT topic, stream, course FROM events WHERE {where}"
        return [Trace(*row) for row in self._readers.run(statement, (gt, lte, list(topics)))]

    def select_courses(self, courses: Collection[UUID], *, upto: int | None = None) -> Sequence[Record]:
        """Return the whole cases of several courses, one after the other, each by position."""
        where = "course = ANY (%s::uuid[]) AND position <= %s ORDER BY course, position"
        return self._records(where, list(courses), _or_all(upto))

    def select_streams(
        self, streams: Collection[UUID], *, upto: int | None = None, topics: Sequence[str] = ()
    ) -> Sequence[Record]:
        """Return the events of several streams by position, as they stood at one moment."""
        among = "AND topic = ANY (%s::text[])" if topics else ""
        where = f"stream = ANY (%s::uuid[]) AND position <= %s {among} ORDER BY position"
        return self._records(where, list(streams), _or_all(upto), *([list(topics)] if topics else []))

    def select_leaves(self, gt: int, limit: int) -> Sequence[bytes]:
        """Return the leaves after a position."""
        statement = "SELECT leaf FROM events WHERE position > %s::bigint ORDER BY position LIMIT %s::bigint"
        return [row[0] for row in self._readers.run(statement, (gt, limit))]

    def select_receipt(self, command_id: UUID) -> Receipt | None:
        """Return the receipt of a command, if it was carried out."""
        rows = self._readers.run(f"SELECT {RECEIPT_COLUMNS} FROM receipts WHERE command_id = %s", (command_id,))
        return receipt(rows[0]) if rows else None

    def position_at(self, at: Instant) -> int:
        """Return the last position recorded at or before an instant; 0 if there is none."""
        statement = """
            SELECT position FROM events WHERE recorded_at <= %s::bigint ORDER BY recorded_at DESC, position DESC LIMIT 1
        """
        return self._one(statement, at) or 0

    def holds(self, stream: UUID, topics: Sequence[str]) -> bool:
        """Return whether a stream has an event of one of these topics."""
        statement = "SELECT 1 FROM events WHERE stream = %s AND topic = ANY (%s::text[]) LIMIT 1"
        return self._one(statement, stream, list(topics)) is not None

    def _records(self, where: str, *values: Any) -> list[Record]:
        return [record(row) for row in self._readers.run(_SELECT + where, values)]

    def _one(self, statement: str, *values: Any) -> int | None:
        rows = self._readers.run(statement, values)
        return rows[0][0] if rows else None


def _or_all(bound: int | None) -> int:
    return _EVERYTHING if bound is None else bound
