"""What size costs: appending and replaying in a log of 1,000,000 events, beside the same in one of 10,000.

Both are ours. The logs are filled beforehand with the same histories of more or fewer clients; then 32 callers append,
and the same courses, which stand all over the log, are replayed warm. Only a full run does this: it fills some
gigabytes.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from uuid import UUID

from benchmarks import append, replay
from benchmarks.bench import Bench, Result, compared, timed
from benchmarks.bulk import fill
from benchmarks.clones import Clones
from benchmarks.places import DATABASES, opened
from domain.message.events import Dispatching
from store.application import EventLog
from store.execute import ADDRESSES
from store.keys import Keystore

FEW, MANY = 10_000, 1_000_000
COURSES = 40
CALLERS = 32
SECONDS = 1.0


def run(bench: Bench) -> Iterator[Result]:
    """Compare both databases with themselves."""
    for database in DATABASES if bench.full else ():
        with ExitStack() as stack:
            logs = {events: _filled(bench, database, events, stack) for events in (FEW, MANY)}
            yield from _compare(bench, database, logs)


def _filled(bench: Bench, database: str, events: int, stack: ExitStack) -> tuple[EventLog, Keystore]:
    url = bench.places.fresh(database)
    fill(url, bench.pattern, bench.clients(events), bench.filling(f"scale, {database}, {events:,} events", events))
    return stack.enter_context(opened(url))


def _compare(bench: Bench, database: str, logs: dict[int, tuple[EventLog, Keystore]]) -> Iterator[Result]:
    event = next(entry.event for entry in bench.pattern.entries if isinstance(entry.event, Dispatching))
    courses = {events: _spread(bench, events, keystore) for events, (_, keystore) in logs.items()}
    appending: dict[int, list[float]] = {events: [] for events in logs}
    replaying: dict[int, list[float]] = {events: [] for events in logs}
    for events, (log, _) in logs.items():
        replay.replay_all(log.case, courses[events])
    for _ in bench.steps(f"scale, {database}", bench.rounds):
        for events, (log, _) in logs.items():
            taken = timed(partial(replay.replay_all, log.case, courses[events]))
            replaying[events].append(taken.wall * 1_000 / COURSES)
            rate = append.rate([append.ours(log, event) for _ in range(CALLERS)], SECONDS)
            appending[events].append(1_000_000 / rate)
    for what, costs, unit in (("append", appending, "us/event"), ("replay", replaying, "ms/course")):
        yield Result(
            benchmark="scale",
            case=f"{database}, {what} at {MANY:,} events beside {FEW:,}",
            unit=unit,
            target="<= 1.3",
            **compared(costs[MANY], costs[FEW]),
        )


def _spread(bench: Bench, events: int, keystore: Keystore) -> list[UUID]:
    """Return courses from everywhere in a log."""
    clients = bench.clients(events)
    clones = Clones(bench.pattern, lambda number: keystore.index(ADDRESSES, number))
    return [clones.course(number * clients // COURSES) for number in range(COURSES)]
