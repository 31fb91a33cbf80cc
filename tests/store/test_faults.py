"""Processes that are killed and disks that are full: nothing acknowledged is ever lost."""

import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from domain.event import SYSTEM
from domain.instant import Instant
from store.application import EventLog
from store.errors import StoreUnavailable
from store.keys import Keystore
from store.record import leaf
from store.request import AlreadyDone, Request
from store.sqlite.location import events_db
from store.sqlite.log import SqliteLog
from store.writer import Writer
from tests import pg
from tests.store.adapters import on_postgres, on_sqlite, recorder_at
from tests.store.appender import SECRET
from tests.store.things import NOON, Noted, Opened, SteppedClock, a_receipt, a_record, opened

ROOT = Path(__file__).parent.parent.parent


def appender(url: str, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.store.appender", url, *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged(lines: list[str]) -> dict[UUID, int]:
    # The last line may have been cut short by the kill.
    whole = [line.split() for line in lines if line.endswith("\n") and not line.startswith("refused")]
    return {UUID(command): int(position) for command, position in whole}


def a_request() -> Request:
    stream = uuid4()
    return Request(records=[a_record(stream, 1)], read={stream: 0}, receipt=a_receipt(uuid4()))


def assert_sound(url: str, acknowledged: dict[UUID, int]) -> None:
    with closing(Keystore(url, SECRET)) as keys, closing(EventLog(url, keys, SteppedClock())) as log:
        assert_every_receipt_stands(log, acknowledged)
        rows = log.recorder.select_notifications(1, 10**6)
        assert [row.id for row in rows] == list(range(1, len(rows) + 1))
        assert all(row.leaf == leaf(row) for row in rows)
        # Each opens: no key was lost either.
        events = [entry.event for entry in log.since(0, 10**6)]
        assert Counter(map(type, events)) == {Opened: len(rows) // 2, Noted: len(rows) // 2}


def assert_every_receipt_stands(log: EventLog, acknowledged: dict[UUID, int]) -> None:
    for command, position in acknowledged.items():
        receipt = log.receipt(command)
        assert receipt is not None
        assert (receipt.first_position, receipt.last_position) == (position, position + 1)


def test_a_killed_process_loses_nothing_that_it_acknowledged(url: str) -> None:
    known: dict[UUID, int] = {}
    for enough in (1, 30, 100, 7, 60):
        with appender(url) as process:
            assert process.stdout
            lines = list(islice(process.stdout, enough))
            process.kill()
            lines += process.stdout.readlines()
        known |= acknowledged(lines)
        assert_sound(url, known)
    assert len(known) >= 198


@on_sqlite
def test_a_full_disk_refuses_and_loses_nothing_and_room_lets_it_go_on(url: str) -> None:
    with appender(url, "--file-limit", "400000") as process:
        assert process.stdout
        lines = process.stdout.readlines()
    refused = [number for number, line in enumerate(lines) if line.startswith("refused")]
    assert process.returncode == 0
    assert len(refused) == 1
    assert len(lines) == refused[0] + 21
    assert_sound(url, acknowledged(lines))


@on_sqlite
def test_a_full_log_refuses_every_caller_and_resumes_when_its_bound_is_raised(url: str) -> None:
    log = SqliteLog(events_db(url), max_pages=30)
    with closing(Writer(log, SteppedClock())) as writer, closing(recorder_at(url, SteppedClock())) as reading:
        futures = [writer.submit(a_request()) for _ in range(5_000)]
        refusals = [refusal for future in futures if (refusal := future.exception())]
        done = len(futures) - len(refusals)
        assert refusals
        assert all(isinstance(refusal, StoreUnavailable) for refusal in refusals)
        assert all("SQLITE_FULL" in str(refusal) for refusal in refusals)
        assert done == (reading.max_notification_id() or 0)
        log.max_pages = None
        assert writer.append(a_request()).last_position == done + 1


@contextmanager
def no_file_of_the_server_may_pass(size: int) -> Iterator[None]:
    """Bound the files that the server may write, as a full disk would: it inherits the limit as it is started."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        pg.server().restart_at_once()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    yield
    pg.server().restart_at_once()


def fill(log: EventLog, stream: UUID) -> tuple[int, StoreUnavailable]:
    """Append large events until the database refuses; return how many it took, and the refusal."""
    for count in range(1_000):
        large = opened(stream, os.urandom(200_000).hex())
        try:
            log.append([large], actor=SYSTEM, command_id=uuid4(), now=NOON, read={stream: count})
        except StoreUnavailable as refusal:
            return count, refusal
    raise AssertionError("it was never full")


@on_postgres
def test_a_full_disk_of_the_server_refuses_and_loses_nothing_and_room_lets_it_go_on(
    url: str, keystore: Keystore
) -> None:
    stream = uuid4()
    # A segment of its log of writes has 16 MiB: that it must still be able to write.
    with no_file_of_the_server_may_pass(20_000_000), closing(EventLog(url, keystore, SteppedClock())) as log:
        done, refusal = fill(log, stream)
        assert refusal.code == "store-unavailable"
        assert done > 0
        assert log.head() == done
    with closing(EventLog(url, keystore, SteppedClock())) as log:
        assert (
            log.append([opened(stream)], actor=SYSTEM, command_id=uuid4(), now=NOON, read={stream: done}).last_position
            == done + 1
        )
        rows = log.recorder.select_events(stream)
        assert [row.id for row in rows] == list(range(1, done + 2))
        assert all(row.leaf == leaf(row) for row in rows)


def test_a_commit_whose_answer_was_lost_is_answered_as_already_done(url: str) -> None:
    stream, command = uuid4(), uuid4()
    with closing(recorder_at(url, SteppedClock())) as recorder:
        recorder.append([a_record(stream, 1)], {stream: 0}, a_receipt(command))
    with closing(recorder_at(url, SteppedClock())) as recorder:
        again = recorder.append([a_record(stream, 1)], {stream: 0}, a_receipt(command))
        assert isinstance(again, AlreadyDone)
        assert recorder.max_notification_id() == 1


def test_a_clock_that_fails_refuses_the_append_and_the_writer_goes_on(url: str) -> None:
    stream = uuid4()

    class Broken(SteppedClock):
        def now(self) -> Instant:
            if self.at == 0:
                raise OSError
            return self.at

    clock = Broken(Instant(0))
    with closing(recorder_at(url, clock)) as recorder:
        with pytest.raises(StoreUnavailable, match="OSError"):
            recorder.append([a_record(stream, 1)], {stream: 0})
        clock.at = NOON
        assert recorder.append([a_record(stream, 1)], {stream: 0}).last_position == 1
