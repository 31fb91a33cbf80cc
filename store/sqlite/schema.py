"""Making tables, and refusing a file whose tables are not the ones that this program knows."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from store.errors import SchemaMissing
from store.schema_version import judge
from store.sqlite.connection import connect, faults

META = "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT"


@dataclass(frozen=True)
class Schema:
    """The tables of one file: what it holds, in words, the version of its schema, and its statements."""

    holds: str
    version: int
    statements: tuple[str, ...]

    def create(self, path: Path) -> None:
        """Make the file and its tables; a file that has them is left as it is.

        Raises:
            SchemaOlder, SchemaNewer: it has tables of another version.
        """
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(connect(path, mode="rwc", pragmas=("journal_mode=WAL", "synchronous=FULL"))) as connection:
            with faults():
                connection.execute("BEGIN IMMEDIATE")
                if _version(connection) is None:
                    self._make(connection)
                connection.execute("COMMIT")
                found = _version(connection)
            judge(self.holds, self.version, found)

    def check(self, path: Path) -> None:
        """Refuse a file without our tables, or with those of another version.

        Raises:
            SchemaMissing, SchemaOlder, SchemaNewer: as they say.
        """
        if not path.is_file():
            raise SchemaMissing(where=self.holds)
        with closing(connect(path)) as connection, faults():
            found = _version(connection)
        judge(self.holds, self.version, found)

    def _make(self, connection: sqlite3.Connection) -> None:
        for statement in (META, *self.statements):
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('schema', ?)", (self.version,))


def _version(connection: sqlite3.Connection) -> int | None:
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").fetchone() is None:
        return None
    row = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    return int(row[0]) if row else None
