"""Who has work in hand in a demo: its processes share a lock while they carry out what is due."""

import asyncio
import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_PAUSE = 0.003
"""Seconds between two tries: whoever waits in the operating system could not be cancelled."""


class Hands:
    """Held by any number of processes that are busy, or by one that knows that nobody is.

    The operating system takes it back from a process that dies, so a killed worker holds up nothing; what it
    left in flight is then found out about at its deadline, as ever.
    """

    def __init__(self, directory: Path) -> None:
        self._path = directory / "hands.lock"

    @asynccontextmanager
    async def busy(self) -> AsyncIterator[None]:
        """Have work in hand; waits while somebody makes sure that nobody has."""
        async with self._held(fcntl.LOCK_SH):
            yield

    @asynccontextmanager
    async def idle(self) -> AsyncIterator[None]:
        """Wait until nobody has work in hand, and let nobody begin."""
        async with self._held(fcntl.LOCK_EX):
            yield

    @asynccontextmanager
    async def _held(self, how: int) -> AsyncIterator[None]:
        with self._path.open("a") as file:  # closing it gives the lock back
            while not _taken(file.fileno(), how):  # noqa: ASYNC110 - other processes set no event of ours
                await asyncio.sleep(_PAUSE)
            yield


def _taken(file: int, how: int) -> bool:
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
