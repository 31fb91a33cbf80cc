"""Failpoints: the process ends itself at a boundary, as `kill -9` would, so that tests can prove what survives."""

import os
import signal
from collections.abc import Callable


def probe(failpoint: str) -> Callable[[str], None]:
    """Return a probe that kills this process the n-th time that it passes the boundary `NAME` or `NAME:N`.

    An empty failpoint gives a probe that does nothing.
    """
    name, _, count = failpoint.partition(":")
    left = [int(count or 1)]

    def passing(boundary: str) -> None:
        if boundary != name:
            return
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return passing if name else lambda _: None
