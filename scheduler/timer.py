"""The timer: wakes the pump at the next due instant, at every interval, and by a watchdog if all else stalls.

APScheduler is a wake-up timer here and never the truth: what is due stands in the log. Its job can be
lost to an exception in its own wake-up or to a wall clock that is set back, hence the watchdog on the
monotonic clock.
"""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from domain.instant import SECOND, Clock
from scheduler.pump import Pump

logger = structlog.get_logger()

INTERVAL = 15.0
"""Seconds between runs where nothing else wakes the pump."""

OVERDUE = 3
"""Intervals without a run after which the watchdog runs the pump itself, and health says so."""

_JOB = "pump"


class Timer:
    """Runs the pump when it has something to do, and at least every `interval` seconds. Belongs to one event loop."""

    def __init__(self, pump: Pump, clock: Clock, interval: float = INTERVAL) -> None:
        self._pump = pump
        self._clock = clock
        self._interval = interval
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watchdog: asyncio.Task[None] | None = None
        self._poked = False
        self._runs = False

    def start(self) -> None:
        """Begin, on the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._scheduler.add_job(
            self._run,
            "interval",
            id=_JOB,
            seconds=self._interval,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )
        self._scheduler.start()
        self._watchdog = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Drain the pump first: to end the watchdog or the scheduler would cancel a send that is under way."""
        await self._pump.drain()
        if self._watchdog is not None:
            self._watchdog.cancel()
            with suppress(asyncio.CancelledError):
                await self._watchdog
        self._loop = None
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def poke(self, position: int) -> None:
        """Have the pump look for what has come due; may be called from any thread."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(self._wake)

    def overdue(self) -> bool:
        """Tell whether the pump has not come round for too long."""
        return time.monotonic() - self._pump.came_round_at > OVERDUE * self._interval

    def _wake(self) -> None:
        self._poked = True
        if not self._runs:
            self._move_to(datetime.now(UTC))

    async def _run(self) -> None:
        """Run the pump, again if it was woken meanwhile: APScheduler skips an instant that comes during a run."""
        self._runs = True
        try:
            await self._run_while_poked()
        except Exception as fault:  # noqa: BLE001 - an unreadable database passes; the pump must come round again
            logger.error("pump-failed", fault=type(fault).__name__)
        finally:
            self._runs = False

    async def _run_while_poked(self) -> None:
        going_on = True
        while going_on:
            self._poked = False
            await self._pump.run()
            await self._rearm()
            going_on = self._poked

    async def _rearm(self) -> None:
        """Move the job forward to the next due instant; what has fallen due meanwhile counts as a poke."""
        earliest = await self._pump.earliest()
        if earliest is None:
            return
        seconds = (earliest - self._clock.now()) / SECOND
        if seconds <= 0:
            self._poked = True
        elif seconds < self._interval:
            self._move_to(datetime.now(UTC) + timedelta(seconds=seconds))

    def _move_to(self, at: datetime) -> None:
        job = self._scheduler.get_job(_JOB) if self._loop is not None else None
        if job is not None and (job.next_run_time is None or at < job.next_run_time):
            job.modify(next_run_time=at)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._interval / INTERVAL)
            if self.overdue():
                logger.warning("pump-overdue")
                await self._run()
