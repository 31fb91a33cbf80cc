import asyncio
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from domain.instant import parse
from domain.message.state import Stage
from domain.message.values import Kind
from domain.policy.due import DueCommand
from tests.doubles.mail_double import MailDouble, MailFault
from tests.doubles.twilio_double import TwilioDouble
from tests.doubles.twilio_faults import reset, slow_down
from tests.living import Living
from tests.scheduler.seen import messages, story
from tests.scheduler.worker import worker

pytestmark = pytest.mark.anyio

SESSION = datetime(2026, 3, 10, 9, 0)
REMINDER_DUE = "2026-03-09T09:00:00Z"
SOON_AFTER = "2026-03-09T09:30:00Z"
LATER_THAT_DAY = "2026-03-09T20:00:00Z"
NUMBER = "+447700900123"


async def booked(living: Living) -> UUID:
    """A course with one session, whose notice has gone out; its reminder is still to come."""
    course = living.course(living.client())
    living.book(course, SESSION)
    await living.stepper.settle()
    return course


async def test_a_text_that_was_taken_but_not_answered_is_found_and_counts_as_sent(
    wired: Living, twilio: TwilioDouble
) -> None:
    course = await booked(wired)
    twilio.faults.append(reset(accept=True))
    await wired.until(SOON_AFTER)
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert story(wired, reminder) == ["owed", "dispatching", "ambiguous", "reconciling", "sent"]
    assert reminder.reference == twilio.ledger[0]["sid"]
    assert len(twilio.sent_to(NUMBER)) == 1


async def test_a_text_of_which_there_is_no_trace_is_put_before_a_person_and_never_sent_again(
    wired: Living, twilio: TwilioDouble
) -> None:
    course = await booked(wired)
    twilio.faults.append(reset(accept=False))
    await wired.until(LATER_THAT_DAY)
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert story(wired, reminder)[-2:] == ["reconciling", "needs_person"]
    assert reminder.stage is Stage.NEEDS_PERSON
    assert twilio.sent_to(NUMBER) == []


async def test_a_text_that_the_provider_lists_late_is_found_within_the_time_to_settle(
    wired: Living, twilio: TwilioDouble
) -> None:
    course = await booked(wired)
    twilio.visible_after = timedelta(minutes=3)
    twilio.faults.append(reset(accept=True))
    await wired.until(SOON_AFTER)
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert "evidence_missing" in story(wired, reminder)
    assert reminder.stage is Stage.SENT
    assert len(twilio.sent_to(NUMBER)) == 1


async def test_a_provider_that_cannot_be_asked_is_asked_again_for_a_day(wired: Living, twilio: TwilioDouble) -> None:
    course = await booked(wired)
    twilio.list_fails = True
    twilio.faults.append(reset(accept=True))
    await wired.until(LATER_THAT_DAY)
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert reminder.stage is Stage.RECONCILING
    twilio.list_fails = False
    await wired.until("2026-03-09T21:00:00Z")
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert reminder.stage is Stage.SENT


async def test_a_text_that_was_surely_not_taken_is_tried_again(wired: Living, twilio: TwilioDouble) -> None:
    course = await booked(wired)
    twilio.faults.append(slow_down(retry_after=90))
    await wired.until(SOON_AFTER)
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert story(wired, reminder) == ["owed", "dispatching", "unsent", "dispatching", "sent"]
    (entry,) = twilio.ledger
    assert entry["at"].isoformat() == "2026-03-09T09:01:30+00:00"
    until_two_hours_before = 22 * 3600 - 90
    assert entry["validity_period"] == min(until_two_hours_before, 12 * 3600 - 90, 36_000)


async def test_an_email_whose_fate_is_unknown_is_sent_again_once_with_the_same_bytes(
    wired: Living, mail: MailDouble
) -> None:
    mail.faults.append(MailFault("data", accept=True))
    course = await booked(wired)
    await wired.until("2026-03-02T10:00:00Z")
    (notice,) = messages(wired, course, Kind.NOTICE)
    assert story(wired, notice)[-3:] == ["unsent", "dispatching", "sent"]
    first, second = mail.ledger
    assert first.at < second.at
    assert first.raw == second.raw
    assert first.message["Message-ID"] == second.message["Message-ID"]


async def test_an_email_whose_fate_stays_unknown_is_not_sent_a_third_time(wired: Living, mail: MailDouble) -> None:
    mail.faults.extend([MailFault("data"), MailFault("data")])
    course = await booked(wired)
    await wired.until("2026-03-02T12:00:00Z")
    (notice,) = messages(wired, course, Kind.NOTICE)
    assert notice.stage is Stage.NEEDS_PERSON
    assert notice.attempt == 2
    assert mail.ledger == []


async def test_a_text_that_fails_after_its_time_is_put_before_a_person(wired: Living, twilio: TwilioDouble) -> None:
    course = await booked(wired)
    twilio.faults.extend([slow_down(retry_after=0)] * 50)
    await wired.until("2026-03-10T09:00:00Z")
    (reminder,) = messages(wired, course, Kind.REMINDER)
    assert reminder.reason is not None
    assert reminder.reason.code == "could-not-be-sent-in-time"
    assert twilio.ledger == []


async def test_one_text_at_the_provider_is_evidence_of_one_message_only(wired: Living, twilio: TwilioDouble) -> None:
    courses = [wired.course(wired.client(email=f"{name}@client.example")) for name in ("ana", "ben")]
    for course in courses:
        wired.book(course, SESSION)
    twilio.faults.extend([reset(accept=True), reset(accept=False)])
    await wired.until(LATER_THAT_DAY)
    stages = sorted(one.stage for course in courses for one in messages(wired, course, Kind.REMINDER))
    assert stages == [Stage.NEEDS_PERSON, Stage.SENT]
    assert len(twilio.sent_to(NUMBER)) == 1


async def test_of_two_workers_with_the_same_evidence_one_accounts_for_it(wired: Living, twilio: TwilioDouble) -> None:
    courses = [wired.course(wired.client(email=f"{name}@client.example")) for name in ("ana", "ben")]
    for course in courses:
        wired.book(course, SESSION)
    twilio.faults.extend([reset(accept=True), reset(accept=False)])
    await wired.until("2026-03-09T09:00:30Z")
    wired.clock.move_to(parse("2026-03-09T09:10:00Z"))
    open_ones = wired.program.queue.ready(wired.clock.now(), 10)
    assert [one.command for one in open_ones] == [DueCommand.RECONCILE] * 2
    async with worker(wired, beside=True) as first, worker(wired, beside=True) as second:
        await asyncio.gather(
            *(pump._handlers[one.command](one) for pump, one in zip((first, second), open_ones, strict=True))
        )
    await wired.until(LATER_THAT_DAY)
    stages = sorted(one.stage for course in courses for one in messages(wired, course, Kind.REMINDER))
    assert stages == [Stage.NEEDS_PERSON, Stage.SENT]
