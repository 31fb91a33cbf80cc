"""What is committed between the decision to send a message and its claim always wins."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from domain.client.contact import Contact, Medium, Purpose
from domain.client.decisions import ChangeContact, WithdrawConsent, change_contact, withdraw_consent
from domain.course import booking, commands, decisions
from domain.course.values import Outcome, Party
from domain.instant import parse
from domain.message.values import Kind
from domain.values import Wall
from tests.doors import Door
from tests.living import Living
from tests.scheduler.seen import messages, story

pytestmark = pytest.mark.anyio

NUMBER = "+447700900123"
REMINDER_DUE = "2026-03-09T09:00:00Z"


@dataclass
class AtTheDoor:
    """A course with one session, of which the reminder has been decided on, and is about to be claimed."""

    living: Living
    client: UUID
    course: UUID
    session: UUID
    door: Door
    sending: "asyncio.Task[object]"

    async def after(self, command: Callable[[], object]) -> str:
        """Commit something while the door is held, then open it; returns what became of the reminder, in topics."""
        await asyncio.to_thread(command)
        self.door.open()
        await self.sending
        (reminder,) = messages(self.living, self.course, Kind.REMINDER)
        return " ".join(story(self.living, reminder))

    def run(self, decide: Callable[..., object], *args: object) -> Callable[[], object]:
        return lambda: self.living.run(lambda world: decide(world, *args))  # type: ignore[arg-type, return-value]

    @property
    def reminders(self) -> list[str]:
        """The reminders that reached the client's phone."""
        return [text.content.text for text in self.living.texts() if "your appointment is on" in text.content.text]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def held(anyio_backend: str, tmp_path: Path) -> AsyncIterator[AtTheDoor]:
    door = Door("decided")
    living = Living(tmp_path, "2026-03-02T09:00:00Z", door)
    client = living.client()
    course = living.course(client)
    (session,) = living.book(course, datetime(2026, 3, 10, 9, 0))
    await living.stepper.settle()
    living.clock.move_to(parse(REMINDER_DUE))
    door.close()
    sending = asyncio.create_task(living.stepper.settle())
    await door.reached()
    yield AtTheDoor(living, client, course, session, door, sending)
    living.close()


async def test_a_reminder_that_nothing_comes_between_is_sent(held: AtTheDoor) -> None:
    assert await held.after(lambda: None) == "owed dispatching sent"
    assert len(held.reminders) == 1


async def test_a_stop_wins(held: AtTheDoor) -> None:
    assert await held.after(lambda: held.living.write(NUMBER, "STOP")) == "owed skipped"
    assert held.reminders == []
    (confirmation,) = held.living.texts()
    assert "no more texts" in confirmation.content.text


async def test_a_move_wins(held: AtTheDoor) -> None:
    later = Wall(local=datetime(2026, 3, 12, 9, 0), zone="Europe/London")
    move = held.run(booking.move_session, held.course, held.session, commands.MoveSession(starts=later))
    assert await held.after(move) == "owed superseded"
    assert held.reminders == []
    await held.living.until("2026-03-12T09:00:00Z")
    assert [text.at for text in held.living.texts()] == [parse("2026-03-11T09:00:00Z")]


async def test_a_cancellation_wins(held: AtTheDoor) -> None:
    cancel = commands.CancelSession(by=Party.CLIENT, reason="away")
    assert await held.after(held.run(booking.cancel_session, held.course, held.session, cancel)) == "owed superseded"
    assert held.reminders == []


async def test_a_withdrawn_consent_wins(held: AtTheDoor) -> None:
    withdrawal = WithdrawConsent(medium=Medium.SMS, purpose=Purpose.APPOINTMENTS, how="spoken")
    assert await held.after(held.run(withdraw_consent, held.client, withdrawal)) == "owed skipped"
    assert held.reminders == []


async def test_a_new_number_wins(held: AtTheDoor) -> None:
    elsewhere = ChangeContact(contact=Contact(phone="+447700900999", email="ana@client.example"))
    assert await held.after(held.run(change_contact, held.client, elsewhere)) == "owed dispatching sent"
    assert [text.address for text in held.living.texts()] == ["+447700900999"]


async def test_a_pause_wins(held: AtTheDoor) -> None:
    assert await held.after(held.run(decisions.pause, held.course, commands.Pause(reason="away"))) == "owed skipped"
    assert held.reminders == []


async def test_a_discharge_wins(held: AtTheDoor) -> None:
    end = commands.Discharge(outcome=Outcome.DROPPED_OUT, discharged_on=date(2026, 3, 9))
    assert await held.after(held.run(decisions.discharge, held.course, end)) == "owed superseded"
    assert held.reminders == []


async def test_new_quiet_hours_win(held: AtTheDoor) -> None:
    await asyncio.to_thread(held.living.adopt_settings, quiet_hours={"ends": "10:30:00"})
    held.door.open()
    await held.sending
    assert messages(held.living, held.course, Kind.REMINDER) == []
    assert held.reminders == []
    await held.living.until("2026-03-09T12:00:00Z")
    assert [text.at for text in held.living.texts()] == [parse("2026-03-09T10:30:00Z")]


async def test_reminders_that_the_clinic_switches_off_are_not_sent(held: AtTheDoor) -> None:
    await asyncio.to_thread(held.living.adopt_settings, reminders={"first": {"enabled": False}})
    held.door.open()
    await held.sending
    await held.living.until("2026-03-10T09:00:00Z")
    assert held.living.texts() == []
