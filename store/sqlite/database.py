"""The directory of an embedded clinic: what can be opened and made there."""

from domain.instant import Clock
from store.sqlite.copying import SqliteKeysCopy, SqliteLogCopy
from store.sqlite.keys import SqliteKeys
from store.sqlite.location import events_db, keys_db
from store.sqlite.recorder import SqliteRecorder
from store.sqlite.tables import KEYS, LOG


class SqliteDatabase:
    """Implements `Database` for `sqlite:///DIRECTORY`.

    Raises:
        UnknownStore: the address is not of this kind.
    """

    def __init__(self, url: str) -> None:
        self._events = events_db(url)
        self._keys = keys_db(url)

    def recorder(self, clock: Clock) -> SqliteRecorder:
        """Open the log."""
        return SqliteRecorder(self._events, clock)

    def keys(self) -> SqliteKeys:
        """Open the keys."""
        return SqliteKeys(self._keys)

    def log_copy(self) -> SqliteLogCopy:
        """Open the log for a backup, or to be restored."""
        return SqliteLogCopy(self._events)

    def keys_copy(self) -> SqliteKeysCopy:
        """Open the keys for a backup, or to be restored."""
        return SqliteKeysCopy(self._keys)

    def make_log(self) -> None:
        """Make the tables of the log."""
        LOG.create(self._events)

    def make_keys(self) -> None:
        """Make the tables of the keys."""
        KEYS.create(self._keys)
