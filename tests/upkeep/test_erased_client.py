"""What is left of an erased client in a clinic that goes on working: no row, nothing due, histories that read."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.values import Outcome
from domain.erasure.decisions import EraseClient
from domain.erasure.errors import ClientErased
from domain.event import SYSTEM
from domain.message.outcomes import Status, report_status
from interlude.compose import key_file
from projections import tables
from projections.catalogue import Catalogue
from projections.engine import views_engine
from projections.follower import Follower
from projections.history import case_file
from store.application import EventLog
from store.erase import Eraser
from store.errors import KeyMissing
from store.execute import ADDRESSES
from store.keyfile import read_key_file
from store.keys import Keystore
from tests.living import Living

NUMBER, OTHER_NUMBER = "+447700900123", "+447700900124"
TABLES = (tables.due, tables.caseload, tables.addresses, tables.sends, tables.needs_person, tables.quarantine)
COMMAND = EraseClient(ground="the client asked for it", approved_by=["Dr Amari", "Dr Okafor"])


@pytest.fixture
def living(tmp_path: Path) -> Iterator[Living]:
    made = Living(tmp_path, "2026-03-02T09:00:00Z")
    yield made
    made.close()


async def treated(living: Living, number: str, email: str) -> tuple[UUID, UUID]:
    """A client with a course: reminded, asked, having answered and written."""
    client = living.client(number=number, email=email)
    course = living.course(client)
    living.book(course, datetime(2026, 3, 9, 9, 0) if number == NUMBER else datetime(2026, 3, 9, 11, 0), count=3)
    living.ask_weekly(course, 2, time(18, 30))
    await living.until("2026-03-04T19:00:00Z" if number == NUMBER else "2026-03-11T19:00:00Z")
    for text in ("7", "4", "HELP", "can I come later on Monday?"):
        living.write(number, text)
        await living.stepper.settle()
    return client, course


async def erased(living: Living, client: UUID, course: UUID) -> None:
    ending = Discharge(outcome=Outcome.COMPLETED, discharged_on=datetime(2026, 3, 12).date(), reason="done")
    living.run(lambda world: discharge(world, course, ending))
    await living.stepper.settle()
    Eraser(living.record.executor, living.record.keystore).erase(client, COMMAND, actor=SYSTEM, command_id=uuid4())
    await living.stepper.settle()


def rows(engine: Any) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr) for table in TABLES
        }


def built_again(living: Living, directory: Path) -> dict[str, list[Any]]:
    directory.mkdir()
    engine = views_engine(directory)
    follower = Follower(living.record.log, engine, Catalogue(living.record.log, living.record.keystore).views)
    follower.prepare()
    follower.catch_up()
    found = rows(engine)
    engine.dispose()
    return found


def test_no_row_of_an_erased_client_is_left_and_the_others_stay(living: Living, tmp_path: Path) -> None:
    client, course = asyncio.run(treated(living, NUMBER, "ana@client.example"))
    before = rows(living.program.engine)
    assert all(before[name] for name in ("due", "caseload", "addresses", "sends", "needs_person"))
    asyncio.run(erased(living, client, course))
    assert rows(living.program.engine) == {table.name: [] for table in TABLES}
    assert built_again(living, tmp_path / "again") == {table.name: [] for table in TABLES}

    other, _ = asyncio.run(treated(living, OTHER_NUMBER, "bo@client.example"))
    after = rows(living.program.engine)
    assert {row[1] for row in after["caseload"]} == {other}
    assert all(after[name] for name in ("due", "caseload", "addresses", "sends", "needs_person"))
    assert built_again(living, tmp_path / "once more") == after


def test_the_history_of_an_erased_client_reads_at_every_moment(living: Living) -> None:
    client, course = asyncio.run(treated(living, NUMBER, "ana@client.example"))
    opened_at = living.record.log.case(course)[0].position
    asyncio.run(erased(living, client, course))

    def line_id(address: str) -> UUID:
        return living.record.keystore.index(ADDRESSES, address)

    text = ""
    for position in range(opened_at, living.record.log.head() + 1):
        text = case_file.to_text(case_file.case_file(living.record.log, course, line_id, position))
        assert "[erased]" in text
        assert "Ana Finch" not in text
        assert NUMBER not in text
    assert "The client's record was erased, approved by Dr Amari and Dr Okafor" in " ".join(text.split())


def test_commands_on_an_erased_client_are_refused_and_late_news_changes_nothing(living: Living) -> None:
    client, course = asyncio.run(treated(living, NUMBER, "ana@client.example"))
    sent = next(entry for entry in living.record.log.case(course) if entry.event.topic == "message.sent.v1")
    asyncio.run(erased(living, client, course))
    with pytest.raises(ClientErased):
        living.course(client)
    told = Status(message=sent.stream, attempt=1, reference="", status="failed", code="30005", words="unknown")
    _, done = living.run(lambda world: report_status(world, told))
    assert done.changes == []


def test_another_process_that_follows_the_log_lets_go_of_the_key(living: Living, tmp_path: Path) -> None:
    client, course = asyncio.run(treated(living, NUMBER, "ana@client.example"))
    keystore = Keystore(living.env.database_url, read_key_file(key_file(living.env)))
    log = EventLog(living.env.database_url, keystore, living.clock)
    (tmp_path / "worker").mkdir()
    engine = views_engine(tmp_path / "worker")
    follower = Follower(log, engine, Catalogue(log, keystore).views)
    follower.prepare()
    follower.catch_up()
    key_id = log.recorder.select_events(client)[0].key_id
    assert key_id is not None
    keystore.open(key_id)
    asyncio.run(erased(living, client, course))
    keystore.open(key_id)  # held in its memory still
    follower.catch_up()
    with pytest.raises(KeyMissing):
        keystore.open(key_id)
    engine.dispose()
    log.close()
    keystore.close()
