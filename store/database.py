"""Which database an address means: the one place that knows both."""

from typing import Protocol

from domain.instant import Clock
from store.backup.port import KeysCopy, LogCopy
from store.key_table import KeyTable
from store.postgres.database import PostgresDatabase
from store.postgres.location import is_postgres
from store.recorder import LogRecorder
from store.sqlite.database import SqliteDatabase


class Database(Protocol):
    """What an address of a database gives.

    `recorder`, `keys` and the copies raise SchemaMissing, SchemaOlder or SchemaNewer when the tables are not the ones
    that this program knows; all raise StoreUnavailable when the database cannot.
    """

    def recorder(self, clock: Clock) -> LogRecorder:
        """Open the log, whose rows are stamped by this clock."""
        ...

    def keys(self) -> KeyTable:
        """Open the keys of subjects."""
        ...

    def log_copy(self) -> LogCopy:
        """Open the log for a backup, or to be restored."""
        ...

    def keys_copy(self) -> KeysCopy:
        """Open the keys for a backup, or to be restored."""
        ...

    def make_log(self) -> None:
        """Make the tables of the log; where they are already, nothing changes."""
        ...

    def make_keys(self) -> None:
        """Make the tables of the keys; where they are already, nothing changes."""
        ...


def database(url: str) -> Database:
    """Return the database at an address; nothing is opened yet.

    Raises:
        UnknownStore, MalformedAddress: the address is of no kind that this program knows, or cannot be read.
    """
    return PostgresDatabase(url) if is_postgres(url) else SqliteDatabase(url)
