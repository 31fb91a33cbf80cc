"""A server that dies under load and comes back: nothing acknowledged is lost, and nothing is done twice."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from uuid import UUID, uuid4

from domain.event import SYSTEM
from store.application import EventLog
from store.errors import StaleRead, StoreUnavailable
from store.keys import Keystore
from store.persistence import MachineClock
from store.record import leaf
from store.request import AlreadyDone, Answer
from tests import pg
from tests.store.adapters import on_postgres
from tests.store.appender import SECRET
from tests.store.things import NOON, SteppedClock, a_receipt, noted, opened

ROUNDS = 3 * int(os.environ.get("INTERLUDE_TEST_SCALE", "1"))
CALLERS = 8
EACH_ROUND = 40
"""Acknowledged appends before the next restart."""


@dataclass
class Caller:
    """Appends to a stream of its own, one command after the other, asking again until there is an answer."""

    log: EventLog
    stop: Event
    stream: UUID = field(default_factory=uuid4)
    done: dict[UUID, Answer] = field(default_factory=dict)
    refusals: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        while not self.stop.is_set():
            command = uuid4()
            self.done[command] = self._answered(command)

    def _answered(self, command: UUID) -> Answer:
        while True:
            try:
                return self._append(command)
            except StaleRead:
                self.refusals["a conflict with nobody"] += 1
                raise
            except StoreUnavailable as refusal:
                self.refusals[refusal.code] += 1
                self.stop.wait(0.02)

    def _append(self, command: UUID) -> Answer:
        return self.log.append(
            [opened(self.stream), noted(self.stream, self.stream)],
            actor=SYSTEM,
            command_id=command,
            now=NOON,
            read={self.stream: 2 * len(self.done)},
            receipt=a_receipt(command),
        )


@contextmanager
def at_work(log: EventLog) -> Iterator[list[Caller]]:
    stop = Event()
    callers = [Caller(log, stop) for _ in range(CALLERS)]
    threads = [Thread(target=caller.run) for caller in callers]
    for thread in threads:
        thread.start()
    yield callers
    stop.set()
    for thread in threads:
        thread.join()


def acknowledged(callers: list[Caller]) -> int:
    return sum(len(caller.done) for caller in callers)


def wait_for(callers: list[Caller], count: int) -> None:
    pause = Event()
    while acknowledged(callers) < count:
        assert not any(caller.refusals["a conflict with nobody"] for caller in callers)
        pause.wait(0.005)


@on_postgres
def test_a_server_that_is_restarted_under_load_loses_and_doubles_nothing(url: str) -> None:
    with closing(Keystore(url, SECRET)) as keys, closing(EventLog(url, keys, MachineClock())) as log:
        with at_work(log) as callers:
            for _ in range(ROUNDS):
                wait_for(callers, acknowledged(callers) + EACH_ROUND)
                pg.server().restart_at_once()
            wait_for(callers, acknowledged(callers) + EACH_ROUND)
        assert sum((caller.refusals for caller in callers), Counter())["a conflict with nobody"] == 0
        assert_kept_once(log, callers)


def assert_kept_once(log: EventLog, callers: list[Caller]) -> None:
    rows = log.recorder.select_notifications(1, 10**6)
    assert [row.id for row in rows] == list(range(1, 2 * acknowledged(callers) + 1))
    assert all(row.leaf == leaf(row) for row in rows)
    for caller in callers:
        assert [entry.version for entry in log.entries(caller.stream)] == list(range(1, 2 * len(caller.done) + 1))
        for command, answer in caller.done.items():
            first, second = rows[answer.first_position - 1 : answer.last_position]
            assert first.command_id == second.command_id == command


@on_postgres
def test_a_connection_that_was_lost_between_appends_is_replaced_without_a_word(
    url: str, log: EventLog, clock: SteppedClock
) -> None:
    for expected in (1, 2):
        stream, command = uuid4(), uuid4()
        answer = log.append(
            [opened(stream)],
            actor=SYSTEM,
            command_id=command,
            now=NOON,
            read={stream: 0},
            receipt=a_receipt(command),
        )
        assert answer.first_position == expected
        pg.server().restart_at_once()
    assert log.head() == 2


@on_postgres
def test_a_commit_whose_answer_was_lost_is_known_by_its_receipt(url: str, log: EventLog) -> None:
    stream, command = uuid4(), uuid4()
    request = {"actor": SYSTEM, "command_id": command, "now": NOON, "read": {stream: 0}, "receipt": a_receipt(command)}
    log.append([opened(stream)], **request)  # type: ignore[arg-type]
    pg.server().restart_at_once()
    again = log.append([opened(stream)], **request)  # type: ignore[arg-type]
    assert isinstance(again, AlreadyDone)
    assert log.head() == 1
