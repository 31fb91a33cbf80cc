"""The writer's side of the log in PostgreSQL."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID

import psycopg

from domain.instant import Instant
from store.errors import Unconfirmed
from store.log import Standing
from store.postgres.connection import Connection, connect, faults, why
from store.postgres.rows import (
    INSERT_EVENT,
    INSERT_EVENTS,
    INSERT_RECEIPTS,
    RECEIPT_COLUMNS,
    by_column,
    receipt,
    receipt_row,
)
from store.record import Row
from store.request import Receipt

IDLE_SECONDS = 2
"""After so long a silence within an append its process counts as paused: the server ends it, and frees the lock."""

HELD_SECONDS = 3
"""The longest that the lock is held; an append takes some hundredths of a second."""

WAIT_SECONDS = 6
"""How long to wait for the lock: longer than a paused process can hold it."""

# The append lock of the log: any number that all of ours agree on; locks of PostgreSQL are those of one database.
_APPENDING = 0x1D7E_0002

_SETTINGS: Mapping[str, str] = {
    "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
    "lock_timeout": f"{WAIT_SECONDS}s",
    "statement_timeout": f"{WAIT_SECONDS + 1}s",
    # What is acknowledged is on the disk, whatever the database's own setting.
    "synchronous_commit": "on",
    # A table is small when its first plans are made, and the plans stay: they must be those for a large one.
    "enable_seqscan": "off",
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
}

LOCK = f"SELECT pg_advisory_xact_lock({_APPENDING})"

# Prepared by hand, so that they can be asked without parameters, all in one message with BEGIN.
_PREPARE = f"""
    PREPARE head AS SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1;
    PREPARE versions (uuid[]) AS
        SELECT stream, (SELECT max(version) FROM events WHERE events.stream = asked.stream)
        FROM unnest($1) AS asked (stream);
    PREPARE receipts (uuid[]) AS SELECT {RECEIPT_COLUMNS} FROM receipts WHERE command_id = ANY ($1)
"""

# READ COMMITTED is what makes this right, and enough. Each statement sees what was committed as it begins;
# those after the lock begin when it is held, so they see every append before this one, and no other append can
# come until this one is over. Under REPEATABLE READ the first statement, still waiting for the lock, would fix
# the picture, and the head would be an old one.
#
# The timeout is set under the lock, so that it bounds the holding and not the waiting. PostgreSQL has it from 17
# on; before, a process that is paused halfway through sending a statement is not "idle", and keeps the lock.
_BEGIN = f"""
    BEGIN ISOLATION LEVEL READ COMMITTED;
    {LOCK};
    SELECT set_config('transaction_timeout', '{HELD_SECONDS}s', true)
    WHERE current_setting('server_version_num')::int >= 170000;
    EXECUTE head;
    EXECUTE versions ('{{%s}}');
    EXECUTE receipts ('{{%s}}')
"""

_ENDED_BY_THE_SERVER = (psycopg.errors.IdleInTransactionSessionTimeout, psycopg.errors.TransactionTimeout)


class PostgresLog:
    """Implements `Log`. An advisory lock is the append lock: taking it needs no right but to connect.

    A lock of the table would need more than SELECT and INSERT, and autovacuum would stand in its way.
    After any fault the connection is given up and the next transaction opens another.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._connection: Connection | None = None

    def begin(self, streams: Collection[UUID], command_ids: Collection[UUID]) -> Standing:
        """Take the append lock, for which it waits some seconds, and return what stands under it."""
        with faults():
            if self._connection is not None:
                try:
                    return _begun(self._connection, streams, command_ids)
                except psycopg.OperationalError:
                    if not self._connection.closed:
                        raise
            # The first append, or the connection was lost before this one had done anything.
            self._connection = connect(self._conninfo, _SETTINGS)
            self._connection.execute(_PREPARE, prepare=False)
            return _begun(self._connection, streams, command_ids)

    def commit(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        """Add rows and receipts and commit."""
        connection = self._connection
        assert connection is not None
        # All in one message: where an insertion fails, the server passes over what follows it.
        with faults(), _answered(connection), connection.pipeline():
            if len(rows) == 1:
                connection.execute(INSERT_EVENT, rows[0])
            elif rows:
                connection.execute(INSERT_EVENTS, by_column(rows))
            if receipts:
                connection.execute(INSERT_RECEIPTS, by_column([receipt_row(written) for written in receipts]))
            connection.execute("COMMIT", prepare=False)

    def abandon(self) -> None:
        """Give up the connection, and with it whatever was begun."""
        connection, self._connection = self._connection, None
        if connection:
            with suppress(psycopg.Error):
                connection.close()

    def close(self) -> None:
        """Give back the connection."""
        self.abandon()


def _begun(connection: Connection, streams: Collection[UUID], command_ids: Collection[UUID]) -> Standing:
    # No pipeline here: the driver ends one with a message that stops the server's clock for idle transactions, and a
    # process that is paused after it would keep the lock.
    cursor = connection.execute(_BEGIN % (_listed(streams), _listed(command_ids)), prepare=False)
    *_, head, versions, receipts = _results(cursor)
    position, recorded_at = head[0] if head else (0, 0)
    return Standing(
        position=position,
        recorded_at=Instant(recorded_at),
        versions={stream: version for stream, version in versions if version is not None},
        receipts={found.command_id: found for found in map(receipt, receipts)},
    )


def _listed(ids: Collection[UUID]) -> str:
    # Hexadecimal digits and commas: nothing that could be anything else to the server.
    return ",".join([one.hex for one in ids])


def _results(cursor: psycopg.Cursor[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of each statement of a message."""
    going_on: bool | None = True
    while going_on:
        yield cursor.fetchall() if cursor.description else []
        going_on = cursor.nextset()


@contextmanager
def _answered(connection: Connection) -> Iterator[None]:
    """Tell a commit that failed from one whose answer was lost."""
    try:
        yield
    except psycopg.OperationalError as fault:
        if not connection.closed or isinstance(fault, _ENDED_BY_THE_SERVER):
            raise
        raise Unconfirmed(why=why(fault)) from fault
