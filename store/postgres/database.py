"""The database of a larger clinic: what can be opened and made there."""

from domain.instant import Clock
from store.postgres.copying import PostgresKeysCopy, PostgresLogCopy
from store.postgres.keys import PostgresKeys
from store.postgres.location import conninfo
from store.postgres.recorder import PostgresRecorder
from store.postgres.tables import KEYS, LOG


class PostgresDatabase:
    """Implements `Database` for `postgresql://USER@HOST:PORT/DATABASE`.

    Raises:
        MalformedAddress: the address cannot be read.
    """

    def __init__(self, url: str) -> None:
        self._conninfo = conninfo(url)

    def recorder(self, clock: Clock) -> PostgresRecorder:
        """Open the log."""
        return PostgresRecorder(self._conninfo, clock)

    def keys(self) -> PostgresKeys:
        """Open the keys."""
        return PostgresKeys(self._conninfo)

    def log_copy(self) -> PostgresLogCopy:
        """Open the log for a backup, or to be restored."""
        return PostgresLogCopy(self._conninfo)

    def keys_copy(self) -> PostgresKeysCopy:
        """Open the keys for a backup, or to be restored."""
        return PostgresKeysCopy(self._conninfo)

    def make_log(self) -> None:
        """Make the tables of the log."""
        LOG.create(self._conninfo)

    def make_keys(self) -> None:
        """Make the tables of the keys."""
        KEYS.create(self._conninfo)
