"""Making the tables: `interlude migrate` alone does it, so that no start of a service changes a schema."""

from store.database import database


def migrate_log(url: str) -> None:
    """Make the tables of the log at a database address; where they are already, nothing changes.

    Raises:
        UnknownStore, MalformedAddress: the address is of no kind that this program knows.
        SchemaNewer: a newer program made them.
    """
    database(url).make_log()


def migrate_keys(url: str) -> None:
    """Make the tables of the keys at a key store address; raises as `migrate_log` does."""
    database(url).make_keys()


def migrate(url: str) -> None:
    """Make the tables of log and keys at one address."""
    migrate_log(url)
    migrate_keys(url)
