"""A caller who is alone carries out its request itself, and leaves nothing behind."""

from collections.abc import Collection, Sequence
from contextlib import closing
from threading import Event, Thread, current_thread, get_ident
from uuid import UUID, uuid4

import pytest

from store.database import database
from store.errors import StoreUnavailable
from store.log import Standing
from store.record import Row
from store.recorder import LogRecorder
from store.request import Receipt, Request
from store.writer import Writer
from tests.store.adapters import recorder_at
from tests.store.things import SteppedClock, a_record


def a_request() -> Request:
    stream = uuid4()
    return Request(records=[a_record(stream, 1)], read={stream: 0})


class MemoryLog:
    """The port of the writer over a list; whoever commits may be made to wait, or be ended."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.threads: list[int] = []
        self.locked = False
        self.entered, self.open = Event(), Event()
        self.open.set()
        self.fault: BaseException | None = None

    def begin(self, streams: Collection[UUID], command_ids: Collection[UUID]) -> Standing:
        assert not self.locked
        self.locked = True
        return Standing(position=len(self.rows))

    def commit(self, rows: Sequence[Row], receipts: Sequence[Receipt]) -> None:
        self.entered.set()
        assert self.open.wait(10)
        if self.fault:
            raise self.fault
        self.threads.append(get_ident())
        self.rows += rows
        self.locked = False

    def abandon(self) -> None:
        self.locked = False

    def close(self) -> None:
        self.abandon()


def test_a_lone_caller_appends_on_its_own_thread(recorder: LogRecorder) -> None:
    threads = []
    recorder.listen(lambda _: threads.append(current_thread()))
    stream = uuid4()
    for version in range(3):
        recorder.append([a_record(stream, version + 1)], {stream: version})
    assert threads == [current_thread()] * 3


def test_a_caller_who_queued_is_not_overtaken() -> None:
    log = MemoryLog()
    with closing(Writer(log, SteppedClock())) as writer:
        log.open.clear()
        first = Thread(target=writer.append, args=(a_request(),))
        first.start()
        assert log.entered.wait(10)
        queued = writer.submit(a_request())
        later = Thread(target=writer.append, args=(a_request(),))
        later.start()
        log.open.set()
        first.join()
        later.join()
        assert queued.result().first_position == 2
    assert len(log.rows) == 3


def test_a_caller_who_is_ended_in_its_append_leaves_no_lock() -> None:
    log = MemoryLog()
    with closing(Writer(log, SteppedClock())) as writer:
        log.fault = KeyboardInterrupt()
        with pytest.raises(KeyboardInterrupt):
            writer.append(a_request())
        log.fault = None
        assert writer.append(a_request()).first_position == 1


def test_a_lone_caller_of_a_closed_log_is_refused(url: str) -> None:
    recorder = recorder_at(url, SteppedClock())
    recorder.close()
    stream = uuid4()
    with pytest.raises(StoreUnavailable):
        recorder.append([a_record(stream, 1)], {stream: 0})
    with closing(database(url).recorder(SteppedClock())) as again:
        assert again.max_notification_id() is None
