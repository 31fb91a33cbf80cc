"""Steps the demo's time to what is due next, and does it."""

import asyncio

from domain.instant import Instant
from interlude.demo.clock import DemoClock
from projections.runner import Runner
from scheduler.pump import Pump
from store.application import EventLog

VIEWS_TIMEOUT = 60.0


class Stepper:
    """Moves a demo clock and waits until nothing is due or in hand. One step at a time."""

    def __init__(self, clock: DemoClock, pump: Pump, runner: Runner, log: EventLog) -> None:
        self._clock = clock
        self._pump = pump
        self._runner = runner
        self._log = log
        self._turn = asyncio.Lock()

    async def settle(self) -> int:
        """Do what is due at the present instant, and what becomes due by it; returns how many commands that were."""
        done = 0
        while True:
            head = await asyncio.to_thread(self._log.head)
            await asyncio.to_thread(self._runner.wait_for, head, VIEWS_TIMEOUT)
            done += await self._pump.run()
            if await asyncio.to_thread(self._log.head) == head:
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
