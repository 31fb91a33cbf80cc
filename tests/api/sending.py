"""A message on its way, brought there by the domain's own decisions over the clinic's log."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

from domain.event import SYSTEM
from domain.message.decisions import Claimant, claim
from domain.message.outcomes import Attempt, Outcome, conclude
from domain.message.state import Message
from domain.policy.owed import owed
from tests.api.clinic import Caller, ClinicApi, booking
from tests.domain.story import WORKER, written


@dataclass(frozen=True)
class Sending:
    """One message, and its first attempt in flight."""

    api: ClinicApi
    course: str
    message: UUID

    def concluded(self, outcome: Outcome) -> "Sending":
        attempt = Attempt(message=self.message, number=1, owner=WORKER)
        decision = partial(conclude, attempt=attempt, outcome=outcome)
        self.api.executor.run(decision, actor=SYSTEM, command_id=uuid4())
        return self

    def stands(self) -> Message:
        found = self.api.executor.world(uuid4()).message(self.message)
        assert found is not None
        return found


def a_message_on_its_way(api: ClinicApi, staff: Caller) -> Sending:
    """Book a session for a client who agreed to be told by email, and claim the notice of it."""
    client = staff.register()
    agreed = dict(medium="email", purpose="appointments", how="spoken", wording="May we write to you?")
    staff.done(f"/clients/{client}/consents", agreed)
    course = staff.open_course(client)
    staff.done(f"/courses/{course}/sessions", booking("2026-03-02T09:00"))
    world = api.executor.world(uuid4())
    case = world.case(UUID(course))
    due = min(
        owed(case, world.client(UUID(client)), world.clinic().settings).values(), key=lambda one: one.window.ideal
    )
    claimant = Claimant(owner=WORKER, compose=written)
    api.executor.run(
        lambda seen: claim(seen, due.message, UUID(course), claimant).changes, actor=SYSTEM, command_id=uuid4()
    )
    return Sending(api, course, due.message)
