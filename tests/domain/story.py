"""A course in a world, with words for what one does in it and sees of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from domain.check_in.decisions import ask
from domain.client.contact import Medium
from domain.clinic.settings import Settings
from domain.clinic.state import Clinic
from domain.event import Change
from domain.ids import INTERLUDE, inbound_id
from domain.inbound.decisions import Arrival, read, receive
from domain.instant import Instant, parse
from domain.message.decisions import Claim, Claimant, Letter, claim
from domain.message.outcomes import Accepted, Attempt, Outcome, Status, conclude, report_status
from domain.message.state import Message
from domain.message.values import Kind, Obligation
from domain.policy.case import Case
from domain.policy.due import DueCommand, due
from domain.policy.owed import owed
from domain.policy.weekly import NextCheckIn, next_check_in
from tests.domain.memory import MemoryWorld

Client = Any


def written(obligation: Obligation, client: Client, _: Clinic, __: Instant) -> Letter:
    """Put an obligation into words of the test: its wording's name."""
    to = client.address(obligation.medium) if client is not None else obligation.details.to
    return Letter(channel=obligation.medium.value, to=to, subject="", text=obligation.wording)


WORKER = uuid5(INTERLUDE, "a worker")
OTHER_WORKER = uuid5(INTERLUDE, "another worker")


@dataclass
class Story:
    """One client's course; `do` runs a decision on it, `at` moves the clock."""

    world: MemoryWorld
    client: UUID
    course: UUID
    sessions: list[UUID]
    _references: Any = field(default_factory=lambda: count(1))

    def at(self, text: str | Instant) -> "Story":
        self.world.now = parse(text) if isinstance(text, str) else text
        return self

    def run(self, decision: Callable[..., Sequence[Change]], *args: Any) -> list[Change]:
        return self.world.run(lambda world: decision(world, *args))

    def do(self, decision: Callable[..., Sequence[Change]], *args: Any) -> list[Change]:
        """Run a decision on the course."""
        return self.run(decision, self.course, *args)

    def do_to_client(self, decision: Callable[..., Sequence[Change]], *args: Any) -> list[Change]:
        return self.run(decision, self.client, *args)

    @property
    def case(self) -> Case:
        return self.world.case(self.course)

    @property
    def settings(self) -> Settings:
        return self.world.clinic().settings

    def owed(self, kind: Kind | None = None) -> list[Obligation]:
        """What the policy derives now, in order of time."""
        found = owed(self.case, self.world.client(self.client), self.settings).values()
        wanted = [one for one in found if kind is None or one.kind is kind]
        return sorted(wanted, key=lambda one: (one.window.not_before, one.kind))

    def due(self, command: DueCommand) -> list[UUID]:
        found = due(self.case, self.world.client(self.client), self.settings)
        return [one.id for one in found if one.command is command and one.at <= self.world.now]

    def claim(self, message: UUID, owner: UUID = WORKER, course: UUID | None = None, *, lone: bool = False) -> Claim:
        """Look at a message that fell due, and append what came of it."""
        claimant = Claimant(owner=owner, compose=written)
        made: list[Claim] = []

        def decision(world: MemoryWorld) -> list[Change]:
            made.append(claim(world, message, None if lone else course or self.course, claimant))
            return made[-1].changes

        self.world.run(decision)
        return made[-1]

    def conclude(self, message: UUID, outcome: Outcome, owner: UUID = WORKER) -> list[Change]:
        attempt = Attempt(message=message, number=self.message(message).attempt, owner=owner)
        return self.run(conclude, attempt, outcome)

    def send(self, message: UUID, *, lone: bool = False) -> Claim:
        """Claim a message, and have the provider take it."""
        claimed = self.claim(message, lone=lone)
        assert claimed.letter is not None, self.message(message).reason
        self.conclude(message, Accepted(reference=f"ref-{claimed.attempt}"))
        return claimed

    def told(self, message: UUID, status: str, attempt: int | None = None) -> list[Change]:
        """Have the provider call back with a status."""
        number = attempt or self.message(message).attempt
        return self.run(report_status, Status(message=message, attempt=number, reference="ref-1", status=status))

    def message(self, message: UUID) -> Message:
        found = self.world.message(message)
        assert found is not None
        return found

    def coming(self) -> NextCheckIn:
        found = next_check_in(self.case, self.world.client(self.client), self.settings)
        assert found is not None
        return found

    def ask(self) -> UUID:
        """Begin the check-in that comes next, at its time, and return its id."""
        coming = self.coming()
        self.at(max(self.world.now, coming.window.not_before)).do(ask, coming.check_in)
        return coming.check_in

    def question(self, check_in: UUID) -> UUID:
        known = self.world.check_in(check_in)
        assert known is not None
        assert known.question is not None
        return known.question

    def arrives(self, text: str, sender: str | None = None, **facts: Any) -> UUID:
        """Have a message come in, unread as yet; return its id."""
        reference = facts.pop("reference", None) or f"in-{next(self._references)}"
        phone = sender or self.world.client(self.client).address(Medium.SMS)
        arrival = Arrival(provider="twilio", reference=reference, sender=phone, text=text, **facts)
        self.run(receive, arrival)
        return inbound_id("twilio", reference)

    def read(self, inbound: UUID) -> str:
        """Read a message that came in, and return its fate."""
        self.run(read, inbound)
        found = self.world.inbound(inbound)
        assert found is not None
        return found.fate

    def replies(self, text: str, sender: str | None = None, **facts: Any) -> str:
        """Have a message come in and be read, and return its fate."""
        return self.read(self.arrives(text, sender, **facts))
