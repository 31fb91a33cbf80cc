"""The views beside the log, in whichever database it is."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, insert, inspect, select

from domain.course.events import Opened
from domain.event import SYSTEM, Change
from projections import people, tables
from projections.engine import engine_at
from projections.follower import Follower
from store.application import EventLog
from store.keys import Keystore
from store.migrate import migrate
from tests import pg
from tests.store.adapters import ADDRESSES
from tests.store.things import NOON, SteppedClock


@pytest.fixture(params=sorted(ADDRESSES))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    address = ADDRESSES[request.param](tmp_path)
    migrate(address)
    return address


@contextmanager
def an_engine(url: str) -> Iterator[Engine]:
    engine = engine_at(url)
    yield engine
    engine.dispose()


@contextmanager
def a_log(url: str) -> Iterator[EventLog]:
    with closing(Keystore(url, bytes(32))) as keys, closing(EventLog(url, keys, SteppedClock())) as log:
        yield log


def open_a_course(log: EventLog) -> UUID:
    course, client = uuid4(), uuid4()
    event = Opened(
        client=client,
        referral=uuid4(),
        protocol="ipt-16",
        protocol_version=1,
        sessions_agreed=16,
        phase="assessment",
        clinician="Dr Brown",
    )
    log.append(
        [Change(stream=course, event=event, subject=client, course=course)],
        actor=SYSTEM,
        command_id=uuid4(),
        now=NOON,
        read={course: 0},
    )
    return course


def known_courses(engine: Engine) -> list[UUID]:
    with engine.connect() as connection:
        return sorted(connection.execute(select(tables.courses.c.course)).scalars())


def test_the_views_follow_the_log_in_the_database_beside_it(url: str) -> None:
    with a_log(url) as log, an_engine(url) as engine:
        follower = Follower(log, engine, [people.courses])
        follower.prepare()
        opened = sorted(open_a_course(log) for _ in range(5))
        assert follower.catch_up() == 5
        assert known_courses(engine) == opened


def test_views_that_were_there_are_found_again(url: str) -> None:
    with a_log(url) as log:
        for count in (1, 2):
            open_a_course(log)
            with an_engine(url) as engine:
                follower = Follower(log, engine, [people.courses])
                follower.prepare()
                assert follower.catch_up() == count
                assert len(known_courses(engine)) == count


def on_postgres() -> str:
    address = ADDRESSES["postgresql"](Path(os.devnull))
    migrate(address)
    return address


def test_in_postgres_they_stand_in_a_schema_of_their_own() -> None:
    with an_engine(on_postgres()) as engine:
        tables.views.create_all(engine)
        assert set(inspect(engine).get_table_names(schema="views")) == set(tables.views.tables)
        assert set(inspect(engine).get_table_names(schema="public")) == {"events", "receipts", "meta"}


def test_of_many_processes_that_start_at_once_all_find_the_schema() -> None:
    url = on_postgres()

    def start(_: int) -> str:
        with an_engine(url) as engine, engine.connect() as connection:
            return str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())

    with ThreadPoolExecutor(10) as threads:
        assert set(threads.map(start, range(10))) == {"views"}


def test_a_restart_of_the_server_is_not_noticed_by_whoever_reads_next() -> None:
    with an_engine(on_postgres()) as engine:
        tables.views.create_all(engine)
        with engine.begin() as connection:
            connection.execute(insert(tables.courses).values(course=UUID(int=1), client=UUID(int=2)))
            # The views need not survive at once (synchronous_commit); this one waits for what comes before it.
            connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
        pg.server().restart_at_once()
        assert known_courses(engine) == [UUID(int=1)]
