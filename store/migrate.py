"""Making the tables: `interlude migrate` alone does it, so that no start of a service changes a schema."""

from store.sqlite.location import events_db, keys_db
from store.sqlite.tables import KEYS, LOG


def migrate_log(url: str) -> None:
    """Make the tables of the log at a database address; where they are already, nothing changes.

    Raises:
        UnknownStore: the address is of no kind that this program knows.
        SchemaNewer: a newer program made them.
    """
    LOG.create(events_db(url))


def migrate_keys(url: str) -> None:
    """Make the tables of the keys at a key store address; raises as `migrate_log` does."""
    KEYS.create(keys_db(url))


def migrate(url: str) -> None:
    """Make the tables of log and keys at one address."""
    migrate_log(url)
    migrate_keys(url)
