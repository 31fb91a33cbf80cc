"""Opening SQLite files the one way that this program does, and what its faults become."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from store.errors import StoreUnavailable

BUSY_SECONDS = 5.0
"""How long to wait for a lock that another process holds."""


def connect(path: Path, *, mode: str = "rw", shared: bool = False, pragmas: Sequence[str] = ()) -> sqlite3.Connection:
    """Open a file that exists (`mode` "ro", "rw"), or make it ("rwc"); transactions are begun by hand.

    `shared` lets any thread use the connection, one at a time. Without it, it belongs to its thread.
    """
    with faults():
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=not shared,
        )
        try:
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except sqlite3.Error:
            connection.close()
            raise
    return connection


@contextmanager
def faults() -> Iterator[None]:
    """Turn a fault of the database into the one that callers know, with the database's own name for it."""
    try:
        yield
    except sqlite3.Error as fault:
        raise StoreUnavailable(why=getattr(fault, "sqlite_errorname", type(fault).__name__)) from fault
