"""Building each stored view again from the whole log, beside reading its events raw and inserting the same rows.

Ours is the program's follower with one view (and the index of courses, where the view asks it whose course it is), from
empty tables: it reads the log in batches, folds or derives, and commits rows and position. The baseline
(`benchmarks.raw`) selects the events of the view's topics in batches as large, decrypts and decodes every one, and
inserts into the same table, in one transaction, the rows that ours came to: it works nothing out. A derivation is
held against the topics that its rows come from: of what falls due about a course, the messages are a part.

The views stand where the program keeps them: in a file beside the log, or in the log's PostgreSQL. Views without an
event in these histories are left out.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from typing import Any

import psycopg
from psycopg.types.json import Json
from sqlalchemy import Engine, delete

from benchmarks.bench import Bench, Result, Taken, compared, processor, timed
from benchmarks.bulk import fill
from benchmarks.places import DATABASES, opened
from benchmarks.raw import COLUMNS, Decoder, Raw, raw
from domain.event import REGISTRY
from projections import people
from projections.catalogue import Catalogue
from projections.engine import SCHEMA, engine_at, views_engine
from projections.follower import Follower
from projections.view import Derivation, View
from store.application import EventLog
from store.postgres.location import is_postgres

BATCH = 1_000

_FROM_MESSAGES = {"due-courses"}
_POSITION = COLUMNS.split(", ").index("position")


def run(bench: Bench) -> Iterator[Result]:
    """Compare every view on both databases."""
    events = 100_000 if bench.full else 10_000
    for database in DATABASES:
        url = bench.places.fresh(database)
        clients = -(-events // len(bench.pattern.entries))
        total = fill(url, bench.pattern, clients, bench.filling(f"rebuild, {database}, filling", events))
        with opened(url) as (log, keystore), closing(raw(url)) as driver:
            decoder = Decoder(driver.keys())
            for view in Catalogue(log, keystore).views:
                if bare := _Bare(driver, decoder, view):
                    engines = partial(_fresh, bench, url)
                    yield _compare(bench, f"{database}, {view.name}", log, view, bare, engines, total)


class _Bare:
    """The baseline of one view."""

    def __init__(self, driver: Raw, decoder: Decoder, view: View) -> None:
        topics = set(view.topics)
        if view.name in _FROM_MESSAGES:
            topics |= {topic for topic in REGISTRY if topic.startswith("message.")}
        self._topics = sorted(topics)
        self._driver = driver
        self._decoder = decoder
        marks = ", ".join("?" * len(self._topics))
        where = f"position > ? AND topic IN ({marks}) ORDER BY position LIMIT {BATCH}"
        self._select = f"SELECT {COLUMNS} FROM events WHERE {where}"

    def __bool__(self) -> bool:
        return bool(self._driver.select(self._select, 0, *self._topics))

    def read(self) -> int:
        """Read and decode all events of the topics; returns how many there are."""
        position, total = 0, 0
        while rows := self._driver.select(self._select, position, *self._topics):
            self._decoder.entries(rows)
            position, total = rows[-1][_POSITION], total + len(rows)
        return total


def _compare(
    bench: Bench, case: str, log: EventLog, view: View, bare: _Bare, engines: Callable[[], Engine], total: int
) -> Result:
    ours: list[Taken] = []
    others: list[Taken] = []
    facts: dict[str, object] = {"events": total}
    for _ in bench.steps(f"rebuild, {case}", bench.rounds):
        engine = engines()
        follower = _follower(log, engine, view)
        follower.prepare()
        ours.append(timed(follower.catch_up))
        rows = _taken_out(engine, view)
        others.append(timed(partial(_read_and_put, bare, engine, view, rows)))
        facts |= {"rows": len(rows)}
        engine.dispose()
    return Result(
        benchmark="rebuild",
        case=case,
        unit="1/s",
        target=">= 0.4",
        facts=facts | {"events_of_topics": bare.read()} | processor(others, ours),
        **compared([1 / one.wall for one in ours], [1 / one.wall for one in others]),
    )


def _read_and_put(bare: _Bare, engine: Engine, view: View, rows: Sequence[tuple[Any, ...]]) -> None:
    bare.read()
    _put_back(engine, view, rows)


_numbers = count(1)


def _fresh(bench: Bench, url: str) -> Engine:
    """Return an engine for views that are not there yet."""
    if is_postgres(url):
        with psycopg.connect(url) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        return engine_at(url)
    directory = bench.places.directory / f"views_{next(_numbers)}"
    directory.mkdir()
    return views_engine(directory)


def _follower(log: EventLog, engine: Engine, view: View) -> Follower:
    asking = isinstance(view, Derivation) and view.owner == "course"
    return Follower(log, engine, [people.courses, view] if asking else [view])


def _taken_out(engine: Engine, view: View) -> list[tuple[Any, ...]]:
    """Return the rows of a view as the database has them, and remove them."""
    names = ", ".join(column.name for column in view.table.columns)
    with engine.begin() as connection:
        found = connection.exec_driver_sql(f"SELECT {names} FROM {view.table.name}")
        rows = [tuple(Json(value) if isinstance(value, dict) else value for value in row) for row in found]
        connection.execute(delete(view.table))
    return rows


def _put_back(engine: Engine, view: View, rows: Sequence[tuple[Any, ...]]) -> None:
    names = ", ".join(column.name for column in view.table.columns)
    mark = "%s" if engine.dialect.name == "postgresql" else "?"
    marks = ", ".join([mark] * len(view.table.columns))
    if rows:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"INSERT INTO {view.table.name} ({names}) VALUES ({marks})", list(rows))
