"""Appending: our log, with one and with 32 callers, beside the best that the driver alone reaches.

Ours is `EventLog.append` as the program calls it: the event is sealed, queued, its leaf hashed, the versions checked,
and the caller waits until it is durable. The baseline inserts one row a transaction from 1 to 32 connections, and the
best number of connections counts; one caller of ours stands beside one connection. It is fair: the rows have the same
columns and bytes (one event sealed beforehand), the tables and indexes are the same, SQLite runs in WAL with
`synchronous=FULL` and PostgreSQL with `fsync` and `synchronous_commit` on. It is kind to the baseline, which neither
encrypts nor hashes nor checks a version, and whose positions come from a counter in memory.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from statistics import median
from threading import Thread
from typing import Any
from uuid import uuid4

import psycopg

from benchmarks.bench import Bench, Result, compared
from benchmarks.places import DATABASES, POSTGRES, SQLITE, opened
from domain.event import SYSTEM, Change, Event
from domain.message.events import Dispatching
from store.application import EventLog
from store.persistence import MachineClock
from store.record import COLUMNS, Record, stamped
from store.sqlite.location import events_db
from store.sqlite.rows import bound

CALLERS = (1, 32)
CONNECTIONS = (1, 2, 4, 8, 16, 32)
LENGTH = 50
"""Events of a stream before a caller begins another."""

_TARGETS = {(SQLITE, 32): ">= 2", (POSTGRES, 32): ">= 1.5", (SQLITE, 1): ">= 0.6", (POSTGRES, 1): ">= 0.6"}
_INSERT = f"INSERT INTO events ({', '.join((*COLUMNS, 'leaf'))}) VALUES "
_SQLITE = _INSERT + f"({', '.join('?' * (len(COLUMNS) + 1))})"
_POSTGRES = _INSERT + f"({', '.join(['%b'] * (len(COLUMNS) + 1))})"

Append = Callable[[], object]
"""Appends one event and returns when it is durable."""

Insert = Callable[[Sequence[Any]], object]
Inserting = Callable[[], tuple[Any, Insert]]
"""Connects, and returns the connection and what inserts one row, durably."""


def run(bench: Bench) -> Iterator[Result]:
    """Compare both databases."""
    event = next(entry.event for entry in bench.pattern.entries if isinstance(entry.event, Dispatching))
    for database in DATABASES:
        yield from _compare(bench, database, event)


def _compare(bench: Bench, database: str, event: Event) -> Iterator[Result]:
    seconds = 2.0 if bench.full else 0.6
    url, raw_url = bench.places.fresh(database), bench.places.fresh(database)
    appended: dict[int, list[float]] = {callers: [] for callers in CALLERS}
    others: dict[int, list[float]] = {connections: [] for connections in CONNECTIONS}
    connecting = _sqlite(raw_url) if database == SQLITE else _postgres(raw_url)
    with opened(url) as (log, _):
        sample = _sample(log, event)
        positions = count(1)
        for _round in bench.steps(f"append, {database}", bench.rounds):
            for callers, rates in appended.items():
                rates.append(rate([ours(log, event) for _ in range(callers)], seconds))
            for connections, rates in others.items():
                with _connections(connecting, connections) as inserting:
                    rates.append(rate([_raw(insert, sample, positions) for insert in inserting], seconds))
    best = max(CONNECTIONS, key=lambda connections: median(others[connections]))
    for callers, rates in appended.items():
        yield Result(
            benchmark="append",
            case=f"{database}, {callers} {'caller' if callers == 1 else 'callers'}",
            unit="events/s",
            target=_TARGETS[database, callers],
            facts={"best_connections": best, "raw": {str(one): round(median(all_)) for one, all_ in others.items()}},
            **compared(rates, others[1 if callers == 1 else best]),
        )


def rate(appending: list[Append], seconds: float) -> float:
    """Return events a second while each of them is called by a thread of its own."""
    done = [0] * len(appending)
    started = time.perf_counter()

    def work(number: int, append: Append) -> None:
        while time.perf_counter() < started + seconds:
            append()
            done[number] += 1

    threads = [Thread(target=work, args=one) for one in enumerate(appending)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - started)


def ours(log: EventLog, event: Event) -> Append:
    """Return a caller of ours, who writes streams of `LENGTH` events about one person."""
    subject, stream, version, now = uuid4(), uuid4(), 0, MachineClock().now()

    def append() -> None:
        nonlocal stream, version
        if version == LENGTH:
            stream, version = uuid4(), 0
        change = Change(stream=stream, event=event, subject=subject, course=subject)
        log.append([change], actor=SYSTEM, command_id=uuid4(), now=now, read={stream: version})
        version += 1

    return append


def _sample(log: EventLog, event: Event) -> Record:
    """Return a stored event like those that ours appends."""
    ours(log, event)()
    return log.recorder.select_notifications(log.head(), 1)[0]


def _raw(insert: Insert, sample: Record, positions: Iterator[int]) -> Append:
    stream, version = uuid4(), 0
    row = list(stamped(sample, 0, sample.recorded_at))

    def append() -> None:
        nonlocal stream, version
        stream, version = (uuid4(), 1) if version == LENGTH else (stream, version + 1)
        row[0], row[1], row[2], row[8] = next(positions), stream, version, uuid4()
        insert(row)

    return append


@contextmanager
def _connections(connecting: Inserting, number: int) -> Iterator[list[Insert]]:
    made = [connecting() for _ in range(number)]
    try:
        yield [insert for _, insert in made]
    finally:
        for connection, _ in made:
            connection.close()


def _sqlite(url: str) -> Inserting:
    def connecting() -> tuple[Any, Insert]:
        connection = sqlite3.connect(events_db(url), isolation_level=None, timeout=60, check_same_thread=False)
        connection.execute("PRAGMA synchronous=FULL")
        return connection, lambda row: connection.execute(_SQLITE, bound(row))

    return connecting


def _postgres(url: str) -> Inserting:
    def connecting() -> tuple[Any, Insert]:
        connection = psycopg.connect(url, autocommit=True, prepare_threshold=0)
        return connection, lambda row: connection.execute(_POSTGRES, row)

    return connecting
