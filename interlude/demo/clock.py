"""The demo's clock: it stands still until it is stepped, and survives the process."""

import os
from pathlib import Path
from threading import Lock

from domain.instant import Instant


class DemoClock:
    """A clock in a file. `start` counts where the file does not exist yet."""

    def __init__(self, path: Path, start: Instant) -> None:
        self._path = path
        self._turn = Lock()
        self._now = Instant(int(path.read_text())) if path.exists() else start
        if not path.exists():
            self._keep()

    def now(self) -> Instant:
        """Return the demo's present instant."""
        return self._now

    def move_to(self, at: Instant) -> None:
        """Let the time be `at`; it never goes back. Durable before anything is decided by it."""
        with self._turn:
            if at > self._now:
                self._now = at
                self._keep()

    def _keep(self) -> None:
        beside = self._path.with_suffix(".new")
        with beside.open("w") as file:
            file.write(str(self._now))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)
