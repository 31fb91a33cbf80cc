import asyncio
from collections import Counter
from datetime import datetime

import pytest

from domain.instant import parse
from domain.message.values import Kind
from tests.doors import eventually
from tests.doubles.twilio_double import TwilioDouble
from tests.doubles.twilio_faults import hang
from tests.living import Living
from tests.scheduler.seen import messages, story
from tests.scheduler.worker import worker

pytestmark = pytest.mark.anyio

NUMBER = "+447700900123"


async def test_two_workers_on_one_log_send_each_message_once(living: Living) -> None:
    for n in range(12):
        course = living.course(living.client(number=f"+4477009001{n:02}", email=f"client-{n}@client.example"))
        living.book(course, datetime(2026, 3, 10, 9, 0), count=2)
    await living.stepper.settle()
    living.clock.move_to(parse("2026-03-09T09:00:00Z"))
    async with worker(living, beside=True) as one, worker(living, beside=True) as other:
        seen = await asyncio.gather(one.run(), other.run(), living.program.pump.run())
    assert sum(seen) > 12, "the workers never met"
    assert Counter(text.address for text in living.texts()) == {f"+4477009001{n:02}": 1 for n in range(12)}
    assert max(Counter(sent.message_id for sent in living.simulated.messages()).values()) == 1


async def test_an_outcome_counts_for_nothing_once_another_worker_has_taken_the_attempt_over(
    wired: Living, twilio: TwilioDouble
) -> None:
    course = wired.course(wired.client())
    wired.book(course, datetime(2026, 3, 10, 9, 0))
    await wired.stepper.settle()
    wired.clock.move_to(parse("2026-03-09T09:00:00Z"))
    twilio.faults.append(hang(accept=True))
    async with worker(wired) as slow, worker(wired, beside=True) as other:
        sending = asyncio.create_task(slow.run())
        await eventually(lambda: len(twilio.ledger) == 1)
        wired.clock.move_to(parse("2026-03-09T09:02:00Z"))
        await eventually(lambda: wired.program.runner.lag() == 0)
        await other.run()
        twilio.release()
        await sending
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert story(wired, reminder) == ["owed", "dispatching", "reconciling", "sent"]
    assert len(twilio.sent_to(NUMBER)) == 1


async def test_an_attempt_that_comes_too_late_to_its_deadline_is_not_begun(living: Living) -> None:
    course = living.course(living.client())
    living.book(course, datetime(2026, 3, 10, 9, 0))
    await living.stepper.settle()
    living.clock.move_to(parse("2026-03-09T09:00:00Z"))

    def sleeps_through(boundary: str) -> None:
        if boundary == "claimed":
            living.clock.move_to(parse("2026-03-09T09:01:00Z"))

    async with worker(living, probing=sleeps_through) as slow:
        await slow.run()
    (reminder,) = messages(living, course, Kind.REMINDER)
    assert story(living, reminder) == ["owed", "dispatching", "unsent"]
    assert living.texts() == []
    await living.until("2026-03-09T09:30:00Z")
    assert len(living.texts()) == 1
