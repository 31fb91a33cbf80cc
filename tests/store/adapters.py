"""The databases that the conformance suite runs on: each gives a fresh, migrated address."""

from collections.abc import Callable
from pathlib import Path

from domain.instant import Clock
from store.recorder import LogRecorder
from store.sqlite.location import events_db
from store.sqlite.recorder import SqliteRecorder


def sqlite_address(directory: Path) -> str:
    return f"sqlite:///{directory / 'var'}"


ADDRESSES: dict[str, Callable[[Path], str]] = {"sqlite": sqlite_address}


def recorder_at(url: str, clock: Clock) -> LogRecorder:
    """Open the recorder of an address, as the factory does."""
    return SqliteRecorder(events_db(url), clock)
