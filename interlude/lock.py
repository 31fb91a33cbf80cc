"""One `serve` a directory: a lock that the operating system takes back when the process ends, however it ends."""

import fcntl
import os
from pathlib import Path

from domain.errors import Conflict


class AlreadyServed(Conflict):
    """Another process serves this clinic."""

    code = "already-served"
    message = "The clinic in {directory} is served by process {process} already."


class ServeLock:
    """Held from its making to the end of the process, or until it is released."""

    def __init__(self, directory: Path) -> None:
        self._file = (directory / "serve.lock").open("a+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            process = self._file.read().strip() or "unknown"
            self._file.close()
            raise AlreadyServed(directory=directory, process=process) from None
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Give it back."""
        self._file.close()
