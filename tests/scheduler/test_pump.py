from datetime import datetime, time

import pytest

from domain.client.state import Client
from domain.clinic.state import Clinic
from domain.instant import Instant, iso, parse
from domain.message.values import Obligation
from interlude.demo.stepper import Stepper
from notifiers.port import Content
from scheduler.dispatch import Composer
from scheduler.pump import BATCH
from tests.living import Living
from tests.scheduler.worker import letters, worker

pytestmark = pytest.mark.anyio

UNLUCKY = "unlucky@client.example"


class MisprintFor:
    """A composer with a bug that shows for one client."""

    def __init__(self, address: str, sound: Composer) -> None:
        self._address = address
        self._sound = sound

    def content(self, obligation: Obligation, client: Client | None, clinic: Clinic, now: Instant) -> Content:
        if client is not None and client.contact.email == self._address:
            raise KeyError("a bug")
        return self._sound.content(obligation, client, clinic, now)


def two_courses(living: Living) -> None:
    """One of the unlucky client, one of another; both have just been booked a session."""
    for email, number in ((UNLUCKY, "+447700900001"), ("lucky@client.example", "+447700900002")):
        living.book(living.course(living.client(number=number, email=email)), datetime(2026, 3, 10, 9, 0))


async def test_what_becomes_due_by_what_is_done_is_done_in_the_same_run(living: Living) -> None:
    course = living.course(living.client())
    living.ask_weekly(course, 2, time(18, 30))
    await living.stepper.settle()
    living.clock.move_to(parse("2026-03-04T18:30:00Z"))
    assert await living.program.pump.run() == 2
    (question,) = living.texts()
    assert "mood" in question.content.text


async def test_a_command_that_cannot_be_carried_out_does_not_stop_the_others(living: Living) -> None:
    two_courses(living)
    async with worker(living, composer=MisprintFor(UNLUCKY, letters(living))) as pump:
        await Stepper(living.clock, pump, living.program.runner, living.record.log).settle()
        assert [mail.address for mail in living.mails()] == ["lucky@client.example"]


async def test_a_command_that_failed_is_tried_again_at_the_next_run(living: Living) -> None:
    two_courses(living)
    async with worker(living, composer=MisprintFor(UNLUCKY, letters(living))) as pump:
        await Stepper(living.clock, pump, living.program.runner, living.record.log).settle()
    await living.stepper.settle()
    assert {mail.address for mail in living.mails()} == {"lucky@client.example", UNLUCKY}


async def test_the_demo_s_time_goes_on_past_a_command_that_cannot_be_carried_out(living: Living) -> None:
    two_courses(living)
    async with worker(living, composer=MisprintFor(UNLUCKY, letters(living))) as pump:
        stepper = Stepper(living.clock, pump, living.program.runner, living.record.log)
        assert iso(await stepper.run_to(parse("2026-03-10T09:00:00Z"))) == "2026-03-10T09:00:00Z"
    assert [text.address for text in living.texts()] == ["+447700900002"]


async def test_more_than_one_batch_is_done_in_one_run(living: Living) -> None:
    for n in range(BATCH + 1):
        living.write(f"+4477009{n:05}", "hello")
    living.program.runner.wait_for(living.record.log.head(), 10)
    assert await living.program.pump.run() == BATCH + 1
