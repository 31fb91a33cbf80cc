"""The lists of the clinic's day, followed from the log, and what an erasure takes out of them."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from domain.client.decisions import RegisterClient, register_client
from domain.erasure.decisions import EraseClient
from domain.event import SYSTEM, Change
from domain.referral.commands import PutOnWaitingList, ReceiveReferral
from domain.referral.decisions import put_on_waiting_list, receive_referral
from domain.todo.decisions import FinishTodo, RaiseTodo, finish_todo, raise_todo
from domain.todo.values import Code
from store.application import EventLog
from store.erase import Eraser
from store.execute import Executor
from store.keys import Keystore
from store.migrate import migrate
from tests.api.day_lists import FollowedDay
from tests.builders import LONDON, START
from tests.store.things import SteppedClock

DAY = date(2026, 2, 2)


class Desk:
    """A front desk over a real log."""

    def __init__(self, directory: Path, log: EventLog, keystore: Keystore, clock: SteppedClock) -> None:
        self.lists = FollowedDay(directory, log, keystore)
        self._executor = Executor(log, keystore, clock)
        self._eraser = Eraser(self._executor, keystore)

    def do(self, decision: Callable[..., Sequence[Change]]) -> UUID:
        """Carry out a decision; returns the stream of the first thing that it changed."""
        return self._executor.run(decision, actor=SYSTEM, command_id=uuid4()).changes[0].stream

    def client(self, name: str) -> UUID:
        return self.do(partial(register_client, command=RegisterClient(name=name, zone=LONDON)))

    def referral(self, client: UUID) -> UUID:
        return self.do(partial(receive_referral, command=ReceiveReferral(client=client, received_on=DAY, source="GP")))

    def todo(self, client: UUID) -> UUID:
        wish = RaiseTodo(code=Code.CALL_CLIENT, text="ask for the new number", client=client)
        return self.do(partial(raise_todo, command=wish))

    def erase(self, client: UUID) -> None:
        ground = EraseClient(ground="the client asked", approved_by=["Dr Brown", "front desk"])
        self._eraser.erase(client, ground, actor=SYSTEM, command_id=uuid4())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    url = f"sqlite:///{tmp_path / 'log'}"
    migrate(url)
    clock = SteppedClock(START)
    with closing(Keystore(url, os.urandom(32))) as keystore, closing(EventLog(url, keystore, clock)) as log:
        made = Desk(tmp_path, log, keystore, clock)
        yield made
        made.lists.close()


def test_a_referral_is_listed_with_its_stage_and_the_name_that_is_sealed(desk: Desk) -> None:
    referral = desk.referral(desk.client("Kim Marsh"))
    desk.do(partial(put_on_waiting_list, referral=referral, command=PutOnWaitingList(since=date(2026, 2, 9))))
    (row,) = desk.lists.referrals(None, 10)
    assert (row.referral, row.name, row.stage, row.since) == (referral, "Kim Marsh", "waiting", date(2026, 2, 9))


def test_an_erasure_takes_the_client_out_of_every_list(desk: Desk) -> None:
    gone, stays = desk.client("Kim Marsh"), desk.client("Lee Park")
    for client in (gone, stays):
        desk.referral(client)
        desk.todo(client)
    desk.erase(gone)
    assert [row.client for row in desk.lists.referrals(None, 10)] == [stays]
    assert [row.client for row in desk.lists.todos(None, 10)] == [stays]


def test_what_is_done_leaves_the_list_of_what_is_to_do(desk: Desk) -> None:
    todo = desk.todo(desk.client("Kim Marsh"))
    assert [row.text for row in desk.lists.todos(None, 10)] == ["ask for the new number"]
    desk.do(partial(finish_todo, todo=todo, command=FinishTodo(done_on=DAY)))
    assert desk.lists.todos(None, 10) == []
    assert [row.end for row in desk.lists.todos(None, 10, everything=True)] == ["done"]
