"""The pump: does what is due, some at a time, until nothing is."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from uuid import UUID

import structlog

from domain.check_in.decisions import ask, close
from domain.event import Change
from domain.inbound.decisions import read
from domain.instant import Clock, Instant
from domain.policy.due import Due, DueCommand
from domain.world import Decision, World
from projections.queries import DueQueue
from projections.runner import Runner
from scheduler.dispatch import Dispatcher
from scheduler.reconcile import Reconciler
from scheduler.work import Work

logger = structlog.get_logger()

AT_ONCE = 16
"""Commands in hand at a time: as many attempts stay open if the process dies."""

BATCH = 64
VIEWS_TIMEOUT = 30.0

Handler = Callable[[Due], Awaitable[int]]


class Pump:
    """Carries out what fell due. One run at a time; each command by its own handler.

    `came_round_at` is when it last looked for what is due, by the monotonic clock; `busy` is held during a run.
    """

    def __init__(
        self,
        queue: DueQueue,
        runner: Runner,
        work: Work,
        senders: tuple[Dispatcher, Reconciler],
        clock: Clock,
        *,
        two_way: bool,
        busy: Callable[[], AbstractAsyncContextManager[object]] = nullcontext,
    ) -> None:
        dispatcher, reconciler = senders
        self._busy = busy
        self._queue = queue
        self._runner = runner
        self._work = work
        self._clock = clock
        self._turn = asyncio.Lock()
        self._draining = False
        self.came_round_at = time.monotonic()
        self._handlers: Mapping[DueCommand, Handler] = {
            DueCommand.SEND: dispatcher.send,
            DueCommand.RECONCILE: reconciler.reconcile,
            DueCommand.ASK: lambda due: self._carry_out(
                due, lambda world: ask(world, _course(due), due.id, two_way=two_way)
            ),
            DueCommand.CLOSE: lambda due: self._carry_out(due, lambda world: close(world, _course(due), due.id)),
            DueCommand.READ: lambda due: self._carry_out(due, self._reading(due)),
        }

    async def run(self) -> int:
        """Do everything that is due now, also what becomes due by it; returns how many commands were carried out.

        What raises is left for the next run, and the rest goes on.
        """
        async with self._turn, self._busy():
            handled: set[tuple[UUID, int]] = set()
            while not self._draining:
                due = await self._ready(handled)
                self.came_round_at = time.monotonic()
                if not due:
                    break
                handled |= {(one.id, one.attempt) for one in due}
                positions = await self._all(due)
                await self._seen(max(positions))
            return len(handled)

    async def drain(self) -> None:
        """Take on nothing more, and wait until what is in hand is done."""
        self._draining = True
        async with self._turn:
            pass

    async def earliest(self) -> Instant | None:
        """Return when the next command falls due; what is overdue, as it could not be carried out, holds up nothing."""
        return await self._work.in_thread(lambda: self._queue.earliest(self._clock.now()))

    async def is_due(self) -> bool:
        """Tell whether anything is due now, by the views."""
        return bool(await self._ready(set()))

    async def _ready(self, handled: set[tuple[UUID, int]]) -> list[Due]:
        return await self._work.in_thread(lambda: self._queue.ready(self._clock.now(), BATCH, handled))

    async def _all(self, due: list[Due]) -> list[int]:
        hands = asyncio.Semaphore(AT_ONCE)

        async def one(command: Due) -> int:
            async with hands:
                return 0 if self._draining else await self._guarded(command)

        return await asyncio.gather(*(one(command) for command in due))

    async def _guarded(self, due: Due) -> int:
        try:
            return await self._handlers[due.command](due)
        except Exception as fault:  # noqa: BLE001 - one command that cannot be carried out must not stop the others
            logger.error("command-failed", command=due.command.value, id=str(due.id), fault=type(fault).__name__)
            return 0

    async def _carry_out(self, due: Due, decision: Decision) -> int:
        return (await self._work.run(decision, due)).last_position

    def _reading(self, due: Due) -> Decision:
        def decision(world: World) -> list[Change]:
            self._work.probe("before-reading")
            return read(world, due.id)

        return decision

    async def _seen(self, position: int) -> None:
        """Wait until the views show what was done, so that nothing is taken for due twice."""
        if position:
            await self._work.in_thread(lambda: self._runner.wait_for(position, VIEWS_TIMEOUT))


def _course(due: Due) -> UUID:
    assert due.course is not None
    return due.course
