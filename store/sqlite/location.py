"""Where a `sqlite:///DIRECTORY` address keeps its files."""

from pathlib import Path

from store.errors import UnknownStore

SCHEME = "sqlite:///"


def directory(url: str) -> Path:
    """Return the directory of an address; an absolute one has four slashes.

    Raises:
        UnknownStore: the address is not of this kind.
    """
    if not url.startswith(SCHEME) or url == SCHEME:
        raise UnknownStore(scheme=url.partition(":")[0])
    return Path(url.removeprefix(SCHEME))


def events_db(url: str) -> Path:
    """Return the file of the log."""
    return directory(url) / "events.db"


def keys_db(url: str) -> Path:
    """Return the file of the keys."""
    return directory(url) / "keys.db"
