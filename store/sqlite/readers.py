"""Read-only connections, lent for one selection each, so that no reader waits for another or for the writer."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from store.errors import StoreUnavailable
from store.sqlite.connection import connect, faults


class Readers:
    """As many connections as there are selections at once; a thread that ends leaves none behind."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._gate = Lock()
        self._closed = False

    def select(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of one SELECT, which sees the log as it stood at one moment.

        Raises:
            StoreUnavailable: the database cannot, or was closed.
        """
        connection = self._borrow()
        try:
            with faults():
                rows = connection.execute(statement, values).fetchall()
        except BaseException:
            connection.close()
            raise
        self._give_back(connection)
        return rows

    def close(self) -> None:
        """Close every connection; one that is lent is closed when its selection ends."""
        with self._gate:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _borrow(self) -> sqlite3.Connection:
        with self._gate:
            if self._closed:
                raise StoreUnavailable(why="it is closed")
            if self._idle:
                return self._idle.pop()
        return connect(self._path, mode="ro", shared=True, pragmas=("query_only=ON", "trusted_schema=OFF"))

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._gate:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()
