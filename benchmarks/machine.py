"""What was measured on: the machine, its disk, and the versions of what took part."""

import os
import platform
import sqlite3
import time
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from benchmarks.places import Places

_PAGE = bytes(4_096)
_SYNCS = 200


def machine(places: Places) -> dict[str, object]:
    """Return the facts of this machine."""
    return {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "postgresql": places.setting("server_version"),
        "postgresql_fsync": places.setting("fsync"),
        "eventsourcing": version("eventsourcing"),
        "psycopg": version("psycopg"),
        "msgspec": version("msgspec"),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "load": [round(one, 2) for one in os.getloadavg()],
        "fsync_ms": _fsync(places.directory / "synced"),
    }


def _fsync(path: Path) -> dict[str, float]:
    """Return how many milliseconds it takes to make a page durable that is appended to a file."""
    taken = []
    with path.open("wb", buffering=0) as file:
        for _ in range(_SYNCS):
            started = time.perf_counter()
            file.write(_PAGE)
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - started) * 1_000)
    path.unlink()
    return {"median": round(median(taken), 3), "p95": round(quantiles(taken, n=20)[-1], 3)}
