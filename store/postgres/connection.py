"""Connecting to PostgreSQL the one way that this program does, and what its faults become."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg_pool import PoolClosed, PoolTimeout

from store.errors import StoreUnavailable

Connection = psycopg.Connection[tuple[Any, ...]]

OPTIONS: Mapping[str, Any] = {"autocommit": True, "prepare_threshold": 0}
"""Transactions are begun by hand; every statement is prepared once a connection."""

NO_CONNECTION = "no connection"

# What libpq says of a failed connection names hosts and users; only what helps is passed on.
_SAID = {
    "password authentication failed": "wrong user or password",
    "no password supplied": "a password is needed",
    "pg_hba.conf": "the server does not let this user in from here",
    "role ": "no such user",
    "does not exist": "no such database",
    "Connection refused": "nothing listens there",
    "No such file": "nothing listens there",
    "resolve host": "no such host",
    "too many clients": "too many connections",
    "remaining connection slots": "too many connections",
    "starting up": "the server is starting",
    "shutting down": "the server is shutting down",
    "timeout expired": "no answer",
}


def connect(conninfo: str, settings: Mapping[str, str]) -> Connection:
    """Connect, with these settings of the session.

    Raises:
        StoreUnavailable: it cannot be reached, or does not let us in.
    """
    with faults():
        connection = psycopg.connect(conninfo, **OPTIONS)
        try:
            configure(connection, settings)
        except BaseException:
            connection.close()
            raise
    return connection


def configure(connection: Connection, settings: Mapping[str, str]) -> None:
    """Set settings for the session; those that the server is too old to know are left out."""
    connection.execute(
        """
        SELECT set_config(name, value, false)
        FROM unnest(%s::text[], %s::text[]) AS wanted (name, value) JOIN pg_settings USING (name)
        """,
        (list(settings), list(settings.values())),
    )


@contextmanager
def faults() -> Iterator[None]:
    """Turn a fault of the database into the one that callers know, with the database's own name for it."""
    try:
        yield
    except PoolClosed as fault:
        raise StoreUnavailable(why="it is closed") from fault
    except psycopg.Error as fault:
        raise StoreUnavailable(why=why(fault)) from fault


def why(fault: psycopg.Error) -> str:
    """Return what went wrong, in words that name no host, user or value."""
    if fault.sqlstate or not isinstance(fault, psycopg.OperationalError) or isinstance(fault, PoolTimeout):
        return NO_CONNECTION if isinstance(fault, PoolTimeout) else type(fault).__name__
    said = str(fault)
    reason = next((words for part, words in _SAID.items() if part in said), None)
    return f"{NO_CONNECTION}: {reason}" if reason else NO_CONNECTION
