"""The database of the views: beside the log, and disposable."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

from store.postgres.connection import Connection, connect
from store.postgres.location import conninfo, is_postgres
from store.sqlite.location import directory

SCHEMA = "views"
"""Where they stand in PostgreSQL, so that they can be dropped, granted and left out of a backup as one."""

# Any number that all of ours agree on; locks of PostgreSQL are those of one database.
_MAKING = 0x1D7E_0003


def engine_at(url: str) -> Engine:
    """Return the engine of the views of the clinic whose log is at an address.

    Raises:
        UnknownStore, MalformedAddress: the address is of no kind that this program knows.
    """
    return _postgres_engine(conninfo(url)) if is_postgres(url) else views_engine(directory(url))


def views_engine(directory: Path) -> Engine:
    """Return the engine of `views.db` in a directory: disposable, so it need not survive a power cut (NORMAL)."""
    engine = create_engine(f"sqlite:///{directory / 'views.db'}")

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, record: object) -> None:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma busy_timeout = 10000")

    return engine


def _postgres_engine(told: str) -> Engine:
    # What a crash takes back is folded again: position and rows are of one transaction. A process that is
    # paused in one holds its rows for ten seconds at most; fifty courses take a tenth of that.
    settings = {
        "search_path": SCHEMA,
        "synchronous_commit": "off",
        "idle_in_transaction_session_timeout": "10s",
        "lock_timeout": "15s",
        "jit": "off",
    }

    def connected() -> Connection:
        connection = connect(told, settings)
        _have_schema(connection)
        # The engine begins and ends transactions itself.
        connection.autocommit = False
        return connection

    # A connection that was lost while nobody used it is replaced before it is lent.
    return create_engine("postgresql+psycopg://", creator=connected, pool_pre_ping=True)


def _have_schema(connection: Connection) -> None:
    """Make the schema where there is none; whoever may not make one needs to find it made."""
    found = connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", (SCHEMA,)).fetchone()
    if found == (True,):
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
