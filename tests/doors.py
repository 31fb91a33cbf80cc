"""Probes that a test gives to the scheduler: a door that holds a worker at a boundary while something else happens."""

import asyncio
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from domain.instant import Instant, moment

PATIENCE = 30.0
"""Seconds after which a test gives up, so that it fails instead of hanging."""


class Door:
    """Holds the first who passes a boundary, once it is closed, until it is opened again.

    Only for boundaries that are passed in a worker's thread: on the event loop it would hold everybody.
    """

    def __init__(self, boundary: str) -> None:
        self._boundary = boundary
        self._closed = threading.Event()
        self._reached = threading.Event()
        self._opened = threading.Event()

    def __call__(self, boundary: str) -> None:
        if boundary == self._boundary and self._closed.is_set() and not self._reached.is_set():
            self._reached.set()
            assert self._opened.wait(PATIENCE), "nobody opened the door"

    def close(self) -> None:
        self._closed.set()

    def open(self) -> None:
        self._opened.set()

    async def reached(self) -> None:
        """Wait until somebody stands at the door."""
        assert await asyncio.to_thread(self._reached.wait, PATIENCE), f"nobody came to {self._boundary}"


async def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fails when it does not come about."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - what is waited for tells nobody when it comes
            await asyncio.sleep(0.01)


def demo_time(directory: Path) -> Callable[[], datetime]:
    """Return the clock of a demo, as it keeps it in its directory: it also answers while the demo is dead."""

    def now() -> datetime:
        return moment(Instant(int((directory / "clock").read_text())))

    return now
