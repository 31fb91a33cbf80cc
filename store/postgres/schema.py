"""Making tables, and refusing a database whose tables are not the ones that this program knows."""

from contextlib import closing
from dataclasses import dataclass

from store.postgres.connection import Connection, connect, faults
from store.schema_version import judge

# Any number that all of ours agree on; locks of PostgreSQL are those of one database.
_MAKING = 0x1D7E_0001


@dataclass(frozen=True)
class Schema:
    """Some tables: what they hold, in words, the version of their schema, the table that notes it, the statements."""

    holds: str
    version: int
    meta: str
    statements: tuple[str, ...]

    def create(self, conninfo: str) -> None:
        """Make the tables; a database that has them is left as it is. Any number may try at once.

        Raises:
            SchemaOlder, SchemaNewer: it has tables of another version.
        """
        with closing(connect(conninfo, {})) as connection:
            with faults(), connection.transaction():
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
                if self._version(connection) is None:
                    self._make(connection)
            self._judge(connection)

    def check(self, conninfo: str) -> None:
        """Refuse a database without our tables, or with those of another version.

        Raises:
            SchemaMissing, SchemaOlder, SchemaNewer: as they say.
        """
        with closing(connect(conninfo, {})) as connection:
            self._judge(connection)

    def _make(self, connection: Connection) -> None:
        for statement in self.statements:
            connection.execute(statement)
        connection.execute(f"INSERT INTO {self.meta} VALUES ('schema', int8send(%s))", (self.version,))

    def _judge(self, connection: Connection) -> None:
        with faults():
            found = self._version(connection)
        judge(self.holds, self.version, found)

    def _version(self, connection: Connection) -> int | None:
        there = connection.execute("SELECT to_regclass(%s)", (self.meta,)).fetchone()
        if there is None or there[0] is None:
            return None
        row = connection.execute(f"SELECT value FROM {self.meta} WHERE name = 'schema'").fetchone()
        return int.from_bytes(row[0], "big") if row else None
