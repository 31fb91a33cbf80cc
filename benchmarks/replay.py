"""Replaying a course: `EventLog.case` and the fold of a case, beside a bare loop over the driver's rows.

The loop (`benchmarks.raw`) selects by the same index only the columns that the fold looks at, decrypts with keys that
are all at hand, decodes with the same library to the same event types and folds by the same rules; both give the same
case. So the difference is the price of whole records, of checking what is read, and of the application around them.
Both are warm: keys opened, pages in memory. The courses stand in a log of 10,000 events.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from uuid import UUID

from benchmarks.bench import Bench, Result, compared, processor, timed
from benchmarks.bulk import fill
from benchmarks.clones import Clones
from benchmarks.places import DATABASES, opened
from benchmarks.raw import COLUMNS, Decoder, Raw, raw
from domain.event import Entry
from domain.policy.case import case
from store.application import EventLog
from store.execute import ADDRESSES

EVENTS = 10_000
COURSES = 40

_SELECT = f"SELECT {COLUMNS} FROM events WHERE course = ? ORDER BY position"

Read = Callable[[UUID], list[Entry]]


def run(bench: Bench) -> Iterator[Result]:
    """Compare both databases."""
    for database in DATABASES:
        url = bench.places.fresh(database)
        fill(url, bench.pattern, bench.clients(EVENTS))
        with opened(url) as (log, keystore), closing(raw(url)) as driver:
            clones = Clones(bench.pattern, lambda number, keys=keystore: keys.index(ADDRESSES, number))  # type: ignore[misc]
            courses = [clones.course(number) for number in range(COURSES)]
            yield _compare(bench, database, courses, log, driver)


def _compare(bench: Bench, database: str, courses: list[UUID], log: EventLog, driver: Raw) -> Result:
    decoder = Decoder(driver.keys())

    def bare(course: UUID) -> list[Entry]:
        return decoder.entries(driver.select(_SELECT, course))

    ours, others = [], []
    replay_all(log.case, courses)
    for _ in bench.steps(f"replay, {database}", bench.rounds * 3):
        ours.append(timed(partial(replay_all, log.case, courses)))
        others.append(timed(partial(replay_all, bare, courses)))
    events = len(log.case(courses[0]))
    each = 1_000 / len(courses)
    return Result(
        benchmark="replay",
        case=f"{database}, a course of {events} events",
        unit="ms",
        target="<= 2",
        facts=processor(ours, others),
        **compared([one.wall * each for one in ours], [one.wall * each for one in others]),
    )


def replay_all(read: Read, courses: list[UUID]) -> None:
    """Replay each course."""
    for course in courses:
        case(read(course))
