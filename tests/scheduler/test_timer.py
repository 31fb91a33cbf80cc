import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from structlog.testing import capture_logs

from domain.instant import SECOND, later, parse
from domain.message.values import Kind
from projections import tables
from projections.engine import views_engine
from scheduler.timer import INTERVAL, Timer
from tests.doors import Door, eventually
from tests.doubles.twilio_double import TwilioDouble
from tests.doubles.twilio_faults import hang
from tests.living import Living
from tests.scheduler.seen import messages, story
from tests.scheduler.worker import worker

pytestmark = pytest.mark.anyio

FIRST, NEXT = datetime(2026, 3, 10, 9, 0), datetime(2026, 3, 11, 9, 0)
SHORT = 0.1
"""Seconds of an interval, where a test waits for one."""


def timer_of(living: Living, interval: float = INTERVAL) -> Timer:
    """A timer of the program's pump that is woken as in the program."""
    timer = Timer(living.program.pump, living.clock, interval)
    living.program.runner.on_settled(timer.poke)
    return timer


async def test_what_is_appended_is_acted_on_at_once(living: Living) -> None:
    course = living.course(living.client())
    timer = timer_of(living)
    timer.start()
    await eventually(lambda: living.program.runner.lag() == 0)
    living.book(course, FIRST)
    await eventually(lambda: len(living.mails()) == 1)
    await timer.stop()


async def test_what_comes_due_while_the_pump_runs_waits_for_no_interval(living: Living, door: Door) -> None:
    course = living.course(living.client())
    timer = timer_of(living)
    door.close()
    living.book(course, FIRST)
    timer.start()
    await door.reached()
    living.book(course, NEXT)
    await eventually(lambda: living.program.runner.lag() == 0)
    door.open()
    await eventually(lambda: len(living.mails()) == 2)
    await timer.stop()


async def test_the_next_due_instant_is_waited_for_and_no_longer(living: Living) -> None:
    course = living.course(living.client())
    living.book(course, FIRST)
    just_before = parse("2026-03-09T08:59:59.700Z")
    await living.stepper.run_to(just_before)
    timer, began = timer_of(living), time.monotonic()

    def sent_as_time_goes_on() -> bool:
        living.clock.move_to(later(just_before, int((time.monotonic() - began) * SECOND)))
        return len(living.texts()) == 1

    timer.start()
    await eventually(sent_as_time_goes_on)
    await timer.stop()


async def test_a_wall_clock_that_is_set_back_does_not_stop_the_pump(living: Living) -> None:
    timer = timer_of(living, SHORT)
    pump = living.program.pump
    timer.start()
    came = pump.came_round_at
    await eventually(lambda: pump.came_round_at > came)
    with time_machine.travel(datetime.now(UTC) - timedelta(hours=1), tick=True), capture_logs() as logs:
        back = pump.came_round_at
        await eventually(lambda: pump.came_round_at > back + 3 * SHORT)
    assert {"event": "pump-overdue", "log_level": "warning"} in logs
    await timer.stop()


async def test_a_pump_that_cannot_read_what_is_due_comes_round_again(living: Living, tmp_path: Path) -> None:
    engine = views_engine(tmp_path)
    tables.views.drop_all(engine)
    async with worker(living) as pump:
        timer = Timer(pump, living.clock, SHORT)
        came = pump.came_round_at
        with capture_logs() as logs:
            timer.start()
            await eventually(lambda: any(line["event"] == "pump-failed" for line in logs))
        assert pump.came_round_at == came
        tables.views.create_all(engine)
        await eventually(lambda: pump.came_round_at > came)
        await timer.stop()
    engine.dispose()


async def test_to_stop_lets_a_send_finish_and_its_outcome_be_recorded(wired: Living, twilio: TwilioDouble) -> None:
    course = wired.course(wired.client())
    wired.book(course, FIRST)
    await wired.stepper.settle()
    wired.clock.move_to(parse("2026-03-09T09:00:00Z"))
    twilio.faults.append(hang(accept=True))
    timer = timer_of(wired)
    timer.start()
    await eventually(lambda: len(twilio.ledger) == 1)
    stopping = asyncio.create_task(timer.stop())
    await asyncio.sleep(0)
    twilio.release()
    await stopping
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert story(wired, reminder) == ["owed", "dispatching", "sent"]


async def test_to_stop_does_not_cut_off_what_the_watchdog_has_begun(wired: Living, twilio: TwilioDouble) -> None:
    course = wired.course(wired.client())
    wired.book(course, FIRST)
    await wired.stepper.settle()
    timer = Timer(wired.program.pump, wired.clock, SHORT)
    with time_machine.travel(datetime.now(UTC), tick=True) as wall:
        timer.start()
        came = wired.program.pump.came_round_at
        await eventually(lambda: wired.program.pump.came_round_at > came)
        # Nobody pokes it and its job sleeps for an hour: only the watchdog is left.
        wall.shift(timedelta(hours=-1))
        twilio.faults.append(hang(accept=True))
        wired.clock.move_to(parse("2026-03-09T09:00:00Z"))
        await eventually(lambda: len(twilio.ledger) == 1)
        stopping = asyncio.create_task(timer.stop())
        await asyncio.sleep(0)
        twilio.release()
        await stopping
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert story(wired, reminder) == ["owed", "dispatching", "sent"]
