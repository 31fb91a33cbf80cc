"""The demo's desk: its clock and its clients' phones are handled here, and what is to be seen is looked up."""

import asyncio
from functools import partial
from typing import Any
from uuid import UUID

from api.pages.sights import Home, Phone, State, ThreadLine
from domain.client.contact import number
from domain.errors import Invalid
from domain.instant import Instant, iso
from interlude.compose import Program
from interlude.demo.clock import DemoClock
from interlude.demo.coming import ComingUp
from interlude.demo.faces import Faces
from interlude.demo.front import Front
from interlude.demo.mailroom import Mailroom
from interlude.demo.phones import Phones
from interlude.demo.stepper import Stepper
from notifiers.simulated.provider import SimulatedMessage, SimulatedProvider
from projections.history import as_of as instants
from projections.history import case_file, why
from projections.history.plain import as_dict
from projections.history.progress import progress_of
from projections.lists import Lists
from store.execute import ADDRESSES

LATEST = 8
LONGEST_TEXT = 1600
"""Characters that a text has at most, as at Twilio."""
_COUNTED = 1_000


class Desk:
    """Everything that the demo's pages ask for; see `api.pages.desk`."""

    def __init__(self, program: Program, stepper: Stepper, clock: DemoClock) -> None:
        assert program.simulated is not None
        self._program = program
        self._record = program.record
        self._stepper = stepper
        self._clock = clock
        self._simulated: SimulatedProvider = program.simulated
        self._phones = Phones(self._record.executor, self._simulated, clock)
        self._lists = Lists(program.engine, program.runner, self._record.log)

    @property
    def clinic_name(self) -> str:
        """The clinic's name."""
        return self._record.clinic().settings.clinic.name

    @property
    def clinic_zone(self) -> str:
        """The zone of the clinic's clock."""
        return self._record.clinic().settings.clinic.zone

    @property
    def providers(self) -> list[str]:
        """The providers on this machine that are used in the place of simulated phones or mailboxes."""
        env = self._program.env
        sms = [f"Texts go to {env.twilio_api_url}"] if env.twilio_account_sid else []
        return [*sms, *(["Emails go to a mail server"] if env.smtp_url else [])]

    async def step(self, until: Instant | None = None) -> None:
        """Go to what is due next, but not beyond `until`, and do it."""
        await self._stepper.step(until)

    async def run_to(self, until: Instant) -> None:
        """Step until an instant."""
        await self._stepper.run_to(until)

    async def settle(self) -> None:
        """Do what is due now."""
        await self._stepper.settle()

    async def reply(self, number: str, text: str) -> UUID:
        """Text the clinic from a number, and do what comes of it; returns the inbound message.

        Raises:
            Invalid: it is no telephone number, or there is no text.
        """
        sender = _checked(number, text)
        inbound = await asyncio.to_thread(partial(self._phones.text, sender, text))
        await self._stepper.settle()
        return inbound

    def now(self) -> Instant:
        """Return the demo's time."""
        return self._clock.now()

    def state(self) -> State:
        """Return where the demo stands."""
        now = self._clock.now()
        waiting = self._lists.needs_person(None, _COUNTED)
        return State(now=now, due=self._program.queue.earliest(now), needs_person=len(waiting))

    def home(self) -> Home:
        """Return the front page."""
        faces = self._faces()
        record = self._record
        front = Front(self._lists, record.executor, faces)
        coming = ComingUp(self._program.queue, record.executor, record.keystore, faces, self._clock.now())
        return Home(
            coming=coming.next(),
            start=coming.start(),
            caseload=front.caseload(),
            referrals=front.referrals(),
            follow_ups=front.follow_ups(self._clock.now()),
            waiting=front.waiting(),
            latest=self._mailroom(faces).threads()[:LATEST],
        )

    def threads(self) -> list[ThreadLine]:
        """Return every phone and mailbox; who heard or wrote last comes first."""
        return self._mailroom(self._faces()).threads()

    def phone(self, medium: str, line: UUID) -> Phone:
        """Return one phone or mailbox, or raise NotFound."""
        return self._mailroom(self._faces()).phone(medium, line)

    def ledger(self, to: str | None) -> list[dict[str, Any]]:
        """Return what the simulated provider was handed, as plain data: all of it, or to one number or address."""
        return [_plain(message) for message in self._simulated.messages(to)]

    def line_of(self, address: str) -> UUID:
        """Return the id of a number or address."""
        return self._record.keystore.index(ADDRESSES, address)

    def course(self, course: UUID, *, as_of: str | None, at: int | None) -> dict[str, Any]:
        """Return a course's case file as plain data, as known at an instant (RFC 3339) or position, else now."""
        position = instants.position_of(self._record.log, as_of=as_of, at=at)
        return case_file.to_dict(case_file.case_file(self._record.log, course, self.line_of, position))

    def progress(self, course: UUID, position: int) -> dict[str, Any]:
        """Return how a course has gone, as known at a position, as plain data; NotFound as above."""
        return as_dict(progress_of(self._record.log, course, position))

    def phases(self, protocol: str, version: int) -> dict[str, str]:
        """Return what a protocol calls its phases, by code."""
        return {phase.code: phase.name for phase in self._record.clinic().protocols[protocol, version].phases}

    def message(self, message: UUID) -> dict[str, Any]:
        """Return a message's history as plain data, or raise NotFound."""
        return why.to_dict(why.why(self._record.log, message, self.line_of))

    def _faces(self) -> Faces:
        return Faces(self._record.log, self._program.engine)

    def _mailroom(self, faces: Faces) -> Mailroom:
        return Mailroom(self._simulated, self._record.executor, self._record.keystore, faces)


def _checked(sender: str, text: str) -> str:
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise Invalid(field="text", expected=f"1 to {LONGEST_TEXT} characters")
    return number(sender, "number")


def _plain(message: SimulatedMessage) -> dict[str, Any]:
    return {
        "id": message.id,
        "medium": message.medium,
        "to": message.address,
        "at": iso(message.at),
        "subject": message.content.subject,
        "text": message.content.text,
        "attachments": [file.filename for file in message.content.attachments],
        "message": str(message.message_id) if message.message_id else None,
        "attempt": message.attempt,
    }
