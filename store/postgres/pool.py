"""Connections that are lent for one statement each, so that no reader waits for the writer."""

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.rows import tuple_row
from psycopg_pool import ConnectionPool

from store.postgres.connection import OPTIONS, Connection, configure, faults

PATIENCE_SECONDS = 5.0
"""How long a caller waits for a connection, and how long one is tried for: whoever asks later tries anew."""


class Pool:
    """At most `most` connections with these settings; a thread that ends leaves none behind."""

    def __init__(self, conninfo: str, settings: Mapping[str, str], *, most: int) -> None:
        def _configured(connection: Connection) -> None:
            configure(connection, settings)

        self._pool: ConnectionPool[Connection] = ConnectionPool(
            conninfo,
            kwargs={**OPTIONS, "row_factory": tuple_row},
            min_size=1,
            max_size=most,
            open=True,
            configure=_configured,
            # One that was lost while nobody used it is replaced before it is lent.
            check=ConnectionPool.check_connection,
            timeout=PATIENCE_SECONDS,
            reconnect_timeout=PATIENCE_SECONDS,
            name="interlude",
        )

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Carry out one statement, a transaction of its own; return all its rows.

        Raises:
            StoreUnavailable: the database cannot, or the pool was closed.
        """
        with faults(), self._pool.connection() as connection:
            cursor = connection.cursor(binary=True).execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        """Close every connection; one that is lent is closed when its statement ends."""
        self._pool.close()
