"""Steps the demo's time to what is due next, and does it."""

import asyncio
import time

from domain.instant import Instant
from interlude.demo.clock import DemoClock
from interlude.demo.hands import Hands
from projections.runner import Runner
from scheduler.pump import Pump
from store.application import EventLog

VIEWS_TIMEOUT = 60.0
PATIENCE = 30.0
"""Seconds for which workers may leave undone what is due before the time goes on all the same."""
_PAUSE = 0.005


class Stepper:
    """Moves a demo clock and waits until nothing is due or in hand. One step at a time.

    `hands` are those of every process of the demo; None where there is but this one, whose pump nobody else wakes.
    With `works` this process carries out what is due; without, it waits until workers have.
    """

    def __init__(
        self,
        clock: DemoClock,
        pump: Pump,
        runner: Runner,
        log: EventLog,
        hands: Hands | None = None,
        *,
        works: bool = True,
    ) -> None:
        self._clock = clock
        self._pump = pump
        self._runner = runner
        self._log = log
        self._hands = hands
        self._works = works
        self._turn = asyncio.Lock()

    async def settle(self) -> int:
        """Do what is due at the present instant, and what becomes due by it; returns how many commands that were.

        Those that workers of other processes carried out are not counted.
        """
        done = 0
        while True:
            head = await self._seen()
            done += await (self._pump.run() if self._works else self._left_to_workers())
            if await self._is_settled(head):
                return done

    async def step(self, until: Instant | None = None) -> Instant:
        """Go to the next due instant, but not beyond `until`, and do what is due; returns the time that it is then.

        With nothing due before `until`, the time becomes `until`.
        """
        async with self._turn:
            await self.settle()
            coming = await self._pump.earliest()
            if coming is None or (until is not None and coming > until):
                if until is not None:
                    self._clock.move_to(until)
                return self._clock.now()
            self._clock.move_to(coming)
            await self.settle()
            return self._clock.now()

    async def run_to(self, until: Instant) -> Instant:
        """Step until it is `until` and everything due by then is done."""
        while self._clock.now() < until:
            await self.step(until)
        async with self._turn:
            await self.settle()
        return self._clock.now()

    async def _seen(self) -> int:
        """Wait until the views show what the log holds; returns up to where that is."""
        head = await asyncio.to_thread(self._log.head)
        deadline = time.monotonic() + VIEWS_TIMEOUT
        while self._runner.settled < head and time.monotonic() < deadline:
            self._runner.wake()  # others may have appended it
            await asyncio.to_thread(self._runner.wait_for, head, _PAUSE)
        return head

    async def _left_to_workers(self) -> int:
        """Wait until nothing is due; what workers cannot carry out holds up nothing for long."""
        deadline = time.monotonic() + PATIENCE
        while await self._pump.is_due() and time.monotonic() < deadline:  # noqa: ASYNC110 - others do it, and set no event
            await asyncio.sleep(_PAUSE)
        return 0

    async def _is_settled(self, head: int) -> bool:
        """Tell whether nobody has anything in hand, and nothing was appended after a position."""
        if self._hands is None:
            return await asyncio.to_thread(self._log.head) == head
        async with self._hands.idle():
            return await asyncio.to_thread(self._log.head) == head
