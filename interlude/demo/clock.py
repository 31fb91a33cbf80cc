"""The demo's clock: it stands still until it is stepped, and survives the process."""

import os
from pathlib import Path
from threading import Lock

from domain.instant import Instant


class DemoClock:
    """A clock in a file, which several processes may share. `start` counts where the file does not exist yet."""

    def __init__(self, path: Path, start: Instant) -> None:
        self._path = path
        self._turn = Lock()
        if not path.exists():
            self._keep(start)

    def now(self) -> Instant:
        """Return the demo's present instant, also if another process has moved it."""
        # Reading costs 10 us. A time stamp of the file would cost as much, and can stay the same over two moves.
        return Instant(int(self._path.read_bytes()))

    def move_to(self, at: Instant) -> None:
        """Let the time be `at`; it never goes back. Durable before anything is decided by it."""
        with self._turn:
            if at > self.now():
                self._keep(at)

    def _keep(self, now: Instant) -> None:
        beside = self._path.with_suffix(".new")
        with beside.open("w") as file:
            file.write(str(now))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
