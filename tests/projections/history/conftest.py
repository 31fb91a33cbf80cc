"""Four weeks of one course, lived through by the real program, with everything that a history has to tell."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest

from domain.client.contact import Contact, Medium, Purpose
from domain.client.decisions import ChangeContact, WithdrawConsent, change_contact, withdraw_consent
from domain.course import booking, commands, decisions
from domain.course.values import Attendance, Mode, Party, Place, PlanPart
from domain.message.values import Kind
from domain.values import Wall
from projections.history.case_file import case_file
from projections.history.contents import CaseFile, MessageFact
from projections.history.message_contents import MessageHistory
from projections.history.why import why
from store.execute import ADDRESSES
from tests.living import Living

NUMBER = "+447700900123"
ANOTHER = "+447700900124"
LONDON = "Europe/London"


@dataclass
class Lived:
    """A course that has been lived through; `snapshots` are case files as they were read on the way."""

    living: Living
    client: UUID
    course: UUID
    sessions: list[UUID]
    snapshots: dict[int, CaseFile] = field(default_factory=dict)

    def line_id(self, address: str) -> UUID:
        return self.living.record.keystore.index(ADDRESSES, address)

    def file(self, upto: int | None = None) -> CaseFile:
        return case_file(self.living.record.log, self.course, self.line_id, upto)

    def why(self, message: UUID, upto: int | None = None) -> MessageHistory:
        return why(self.living.record.log, message, self.line_id, upto)

    def message(self, kind: Kind, subject: str) -> MessageFact:
        """Return the one message of a kind whose name holds these words."""
        (found,) = (one for one in self.file().messages if one.kind == kind and subject in one.subject)
        return found

    def glance(self) -> None:
        """Read the case file as it is now, and keep it."""
        now = self.file()
        self.snapshots[now.header.position] = now

    async def until(self, instant: str) -> None:
        await self.living.until(instant)
        self.glance()


def begun(directory: Path) -> Lived:
    living = Living(directory, "2026-03-02T09:00:00Z")
    client = living.client()
    course = living.course(client)
    sessions = living.book(course, datetime(2026, 3, 9, 9, 0), count=5)
    living.ask_weekly(course, 2, time(18, 30))
    return Lived(living, client, course, sessions)


async def changed(lived: Lived) -> None:
    """The first weeks: answers that can be read and one that cannot, a move, a cancellation, another room."""
    living, course, (first, second, third, *_) = lived.living, lived.course, lived.sessions
    await lived.until("2026-03-04T19:00:00Z")
    for text in ("7", "it depends on the day"):
        living.write(NUMBER, text)
        await living.stepper.settle()
        lived.glance()
    starts = Wall(local=datetime(2026, 3, 10, 11, 0), zone=LONDON)
    move = commands.MoveSession(starts=starts, by=Party.CLIENT, reason="work trip")
    living.run(lambda world: booking.move_session(world, course, first, move))
    cancel = commands.CancelSession(by=Party.CLINIC, reason="illness")
    living.run(lambda world: booking.cancel_session(world, course, second, cancel))
    place = commands.ChangePlace(place=Place(mode=Mode.VIDEO, where="https://video.example/secret", clinician="Dr B"))
    living.run(lambda world: booking.change_place(world, course, third, place))
    await lived.until("2026-03-12T12:00:00Z")


async def rested(lived: Lived) -> None:
    """The middle: an attendance noted late, the plan and the settings changed, a pause, a STOP, another number."""
    living, course, client = lived.living, lived.course, lived.client
    late = commands.RecordAttendance(attendance=Attendance.LATE_SEEN)
    living.run(lambda world: booking.record_attendance(world, course, lived.sessions[0], late))
    plan = commands.ChangePlan(
        part=PlanPart.SESSION_NUMBER,
        change="one session less",
        reason="a move to another town",
        decided_by="Dr Brown",
        client_agreed=True,
        effective_on=date(2026, 3, 12),
        sessions_agreed=13,
    )
    living.run(lambda world: decisions.change_plan(world, course, plan))
    living.run(lambda world: decisions.pause(world, course, commands.Pause(reason="holiday")))
    lived.glance()
    living.adopt_settings(reminders={"last": {"enabled": True, "minutes_before": 120}})
    await lived.until("2026-03-24T12:00:00Z")
    living.run(lambda world: decisions.resume(world, course, commands.Resume()))
    living.write(NUMBER, "STOP")
    await lived.until("2026-03-29T12:00:00Z")
    contact = ChangeContact(contact=Contact(phone=ANOTHER, email="ana@client.example"))
    living.run(lambda world: change_contact(world, client, contact))
    withdrawn = WithdrawConsent(medium=Medium.EMAIL, purpose=Purpose.APPOINTMENTS, how="spoken")
    living.run(lambda world: withdraw_consent(world, client, withdrawn))
    lived.glance()


@pytest.fixture(scope="package")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """Read by every test, changed by none."""
    made = begun(tmp_path_factory.mktemp("lived"))
    asyncio.run(changed(made))
    asyncio.run(rested(made))
    yield made
    made.living.close()
