import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Table, select, update

from domain.assessment.commands import NoteDifficulty
from domain.assessment.decisions import note_difficulty
from domain.course import booking, commands, decisions
from domain.course.values import Outcome, Party
from domain.event import Entry
from domain.values import Wall
from projections import tables
from projections.catalogue import Catalogue
from projections.engine import views_engine
from projections.follower import Deposed, Follower
from projections.view import Derivation, Fold, Row
from tests.living import Living

NUMBER = "+447700900123"
STORED = (tables.due, tables.caseload, tables.addresses, tables.sends, tables.needs_person, tables.courses)


@pytest.fixture
def living(tmp_path: Path) -> Iterator[Living]:
    made = Living(tmp_path, "2026-03-02T09:00:00Z")
    yield made
    made.close()


async def eventful(living: Living) -> None:
    """Three weeks with everything in them: a series, a move, a cancellation, check-ins answered and not, a STOP."""
    course = living.course(living.client())
    first, second, *_ = living.book(course, datetime(2026, 3, 9, 9, 0), count=5)
    living.ask_weekly(course, 2, time(18, 30))
    await living.until("2026-03-04T19:00:00Z")
    living.write(NUMBER, "7")
    await living.stepper.settle()
    living.write(NUMBER, "it depends on the day")
    await living.stepper.settle()
    move = commands.MoveSession(starts=Wall(local=datetime(2026, 3, 10, 11, 0), zone="Europe/London"), by=Party.CLIENT)
    living.run(lambda world: booking.move_session(world, course, first, move))
    cancel = commands.CancelSession(by=Party.CLINIC, reason="illness")
    living.run(lambda world: booking.cancel_session(world, course, second, cancel))
    await living.until("2026-03-12T12:00:00Z")
    living.run(lambda world: decisions.pause(world, course, commands.Pause(reason="holiday")))
    await living.until("2026-03-24T12:00:00Z")
    living.run(lambda world: decisions.resume(world, course, commands.Resume()))
    living.write(NUMBER, "can I come later on Monday?")
    living.write(NUMBER, "STOP")
    await living.until("2026-03-30T12:00:00Z")


def content(living: Living, table: Table) -> list[tuple[Any, ...]]:
    with living.program.engine.connect() as connection:
        return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)


def rebuilt(living: Living, directory: Path) -> dict[str, list[tuple[Any, ...]]]:
    engine = views_engine(directory)
    catalogue = Catalogue(living.record.log, living.record.keystore)
    follower = Follower(living.record.log, engine, catalogue.views)
    follower.prepare()
    follower.catch_up()
    with engine.connect() as connection:
        found = {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr) for table in STORED
        }
    engine.dispose()
    return found


def test_views_built_again_are_those_that_were_kept_up_to_date(living: Living, tmp_path: Path) -> None:
    asyncio.run(eventful(living))
    again = tmp_path / "again"
    again.mkdir()
    live = {table.name: content(living, table) for table in STORED}
    assert rebuilt(living, again) == live
    assert live["due"], "an empty view would prove nothing"
    assert live["needs_person"]


def test_a_discharged_course_has_nothing_due(living: Living) -> None:
    asyncio.run(eventful(living))
    (course,) = {row[0] for row in content(living, tables.courses)}
    discharge = commands.Discharge(outcome=Outcome.COMPLETED, discharged_on=datetime(2026, 3, 30).date())
    living.run(lambda world: decisions.discharge(world, course, discharge))
    asyncio.run(living.stepper.settle())
    assert content(living, tables.due) == []


def test_a_new_zone_moves_what_is_due_of_the_same_messages(living: Living) -> None:
    from domain.client.decisions import ChangeZone, change_zone  # noqa: PLC0415 - only this test moves house

    client = living.client()
    course = living.course(client)
    living.ask_weekly(course, 2, time(18, 30))
    asyncio.run(living.stepper.settle())
    before = {row[0]: row[2] for row in content(living, tables.due)}
    living.run(lambda world: change_zone(world, client, ChangeZone(zone="America/New_York")))
    asyncio.run(living.stepper.settle())
    after = {row[0]: row[2] for row in content(living, tables.due)}
    assert before.keys() == after.keys()
    assert [after[id_] - before[id_] for id_ in before] == [5 * 3600 * 1_000_000]


def test_a_deposed_follower_changes_nothing(living: Living, tmp_path: Path) -> None:
    asyncio.run(eventful(living))
    engine = views_engine(tmp_path)
    with engine.begin() as connection:
        connection.execute(update(tables.followed).values(position=3))
    follower = Follower(living.record.log, engine, Catalogue(living.record.log, living.record.keystore).views)
    before = content(living, tables.due)

    def take_in_what_another_took_in() -> None:
        follower._take_in(2, 12)

    with pytest.raises(Deposed):
        take_in_what_another_took_in()
    assert content(living, tables.due) == before
    engine.dispose()


def test_an_event_that_a_view_cannot_take_in_is_put_aside_and_the_rest_goes_on(living: Living, tmp_path: Path) -> None:
    asyncio.run(eventful(living))
    catalogue = Catalogue(living.record.log, living.record.keystore)

    def fails(row: object, entry: object) -> None:
        raise KeyError("a bug")

    broken = [
        Fold(name=view.name, table=view.table, topics=view.topics, key=view.key, evolve=fails)
        if isinstance(view, Fold) and view.name == "needs-person"
        else view
        for view in catalogue.views
    ]
    beside = tmp_path / "beside"
    beside.mkdir()
    engine = views_engine(beside)
    follower = Follower(living.record.log, engine, broken)
    follower.prepare()
    assert follower.catch_up() == living.record.log.head()
    with engine.connect() as connection:
        aside = connection.execute(select(tables.quarantine)).mappings().all()
        due = sorted((tuple(row) for row in connection.execute(select(tables.due))), key=repr)
    assert {(row["view"], row["fault"]) for row in aside} == {("needs-person", "KeyError")}
    assert due == content(living, tables.due)
    engine.dispose()


def test_a_fold_looks_at_nothing_personal(living: Living) -> None:
    asyncio.run(eventful(living))
    log = living.record.log
    folds = [view for view in Catalogue(log, living.record.keystore).views if isinstance(view, Fold)]
    for view in folds:
        opened = [entry for entry in log.since(0, 10_000) if entry.event.topic in view.topics]
        readable = log.readable(0, log.head(), 10_000, view.topics)
        assert folded(view, readable) == folded(view, opened), view.name


def folded(view: Fold, entries: list[Entry]) -> dict[Any, Any]:
    rows: dict[Any, Any] = {}
    for entry in entries:
        key = view.key(entry)
        rows[key] = view.evolve(rows.get(key), entry)
    return rows


def test_a_subject_that_cannot_be_derived_is_put_aside_and_the_others_of_its_chunk_are_not(
    living: Living, tmp_path: Path
) -> None:
    asyncio.run(eventful(living))
    other = living.course(living.client(number="+447700900456", email="bo@client.example"))
    catalogue = Catalogue(living.record.log, living.record.keystore)
    caseload = next(view for view in catalogue.views if isinstance(view, Derivation) and view.name == "caseload")

    def fails_of_one(subjects: Sequence[UUID], position: int) -> Sequence[Row]:
        if other in subjects:
            raise KeyError("a bug")
        return caseload.derive(subjects, position)

    broken = replace(caseload, derive=fails_of_one)
    beside = tmp_path / "beside"
    beside.mkdir()
    engine = views_engine(beside)
    courses = next(view for view in catalogue.views if view.name == "courses")
    follower = Follower(living.record.log, engine, [courses, broken])
    follower.prepare()
    follower.catch_up()
    with engine.connect() as connection:
        aside = connection.execute(select(tables.quarantine.c.view, tables.quarantine.c.subject)).all()
        known = connection.execute(select(tables.caseload.c.course)).scalars().all()
    assert aside == [("caseload", other)]
    assert len(known) == 1
    engine.dispose()


def test_the_caseload_shows_the_version_of_a_course_after_any_event_of_it(living: Living) -> None:
    asyncio.run(eventful(living))
    ((course, *_, version),) = content(living, tables.caseload)
    difficulty = NoteDifficulty(text="Quarrels at work", author="Dr Brown")
    living.run(lambda world: note_difficulty(world, course, difficulty))
    asyncio.run(living.stepper.settle())
    ((_, *_, after),) = content(living, tables.caseload)
    assert after == version + 1
