"""A living clinic in process: a real record in a directory, the real program, simulated phones, and a stepped clock."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from uuid import UUID, uuid4

from domain.client.contact import Contact, Medium, Purpose
from domain.client.decisions import GiveConsent, RegisterClient, give_consent, register_client
from domain.course import booking, commands, decisions
from domain.course.values import CheckInPlan, Mode, Place, Slot
from domain.event import Actor, Change
from domain.ids import course_of, derived_id, inbound_id
from domain.inbound.decisions import Arrival, receive
from domain.instant import Instant, parse
from domain.referral.decisions import AcceptReferral, ReceiveReferral, accept_referral, receive_referral
from domain.values import Wall
from domain.world import World
from interlude import rules
from interlude.compose import Program, open_record
from interlude.demo.clock import DemoClock
from interlude.demo.prepare import adopt_rules, configure, prepare
from interlude.demo.stepper import Stepper
from interlude.environment import Environment
from notifiers.simulated.provider import SimulatedMessage, SimulatedProvider
from store.execute import Done

STAFF = Actor("staff", UUID(int=7))
ROOM = Place(mode=Mode.ROOM, where="Room 2", clinician="Dr Brown")


class Living:
    """A clinic whose time a test steps. `probing` is called at each boundary of the scheduler.

    `surroundings` name real providers, as fields of the environment, where the simulated ones will not do.
    """

    def __init__(
        self, directory: Path, start: str, probing: Callable[[str], None] | None = None, **surroundings: str
    ) -> None:
        self.env = Environment(database_url=f"sqlite:///{directory}", **surroundings)
        prepare(self.env)
        self.clock = DemoClock(directory / "clock", parse(start))
        self.record = open_record(self.env, self.clock)
        configure(self.record)
        self.simulated = SimulatedProvider(directory / "simulated.db")
        self.program = Program(
            self.env, self.record, self.clock, simulated=self.simulated, two_way=True, probing=probing
        )
        self.program.runner.start()
        self.stepper = Stepper(self.clock, self.program.pump, self.program.runner, self.record.log)

    def run(self, decision: Callable[[World], list[Change]]) -> tuple[UUID, Done]:
        """Carry out a decision as staff; returns the command's id and what it came to."""
        command_id = uuid4()
        return command_id, self.record.executor.run(decision, actor=STAFF, command_id=command_id)

    def client(
        self, *, number: str = "+447700900123", zone: str = "Europe/London", email: str = "ana@client.example"
    ) -> UUID:
        """Register a client who consented to everything."""
        contact = Contact(phone=number, email=email)
        registered = RegisterClient(name="Ana Finch", zone=zone, contact=contact)
        command_id, _ = self.run(lambda world: register_client(world, registered))
        client = derived_id(command_id, "client")
        for medium, purpose in (
            (Medium.SMS, Purpose.APPOINTMENTS),
            (Medium.EMAIL, Purpose.APPOINTMENTS),
            (Medium.SMS, Purpose.CHECK_INS),
        ):
            given = GiveConsent(medium=medium, purpose=purpose, how="spoken", wording="You may text me.")
            self.run(lambda world, given=given: give_consent(world, client, given))  # type: ignore[misc]
        return client

    def course(self, client: UUID, sessions: int = 14) -> UUID:
        """Open a course for a client, from an accepted referral."""
        today = date(2026, 1, 1)
        received = ReceiveReferral(client=client, received_on=today, source="GP")
        command_id, _ = self.run(lambda world: receive_referral(world, received))
        referral = derived_id(command_id, "referral")
        self.run(lambda world: accept_referral(world, referral, AcceptReferral(accepted_on=today)))
        opened = commands.OpenCourse(
            referral=referral, protocol="ipt-16", protocol_version=1, sessions_agreed=sessions, clinician="Dr Brown"
        )
        self.run(lambda world: decisions.open_course(world, opened))
        return course_of(referral)

    def book(self, course: UUID, local: datetime, *, zone: str = "Europe/London", count: int = 1) -> list[UUID]:
        """Book a weekly series; returns the sessions' ids."""
        series = commands.BookSeries(slot=Slot(starts=Wall(local=local, zone=zone)), place=ROOM, count=count)
        command_id, _ = self.run(lambda world: booking.book_series(world, course, series))
        return [derived_id(command_id, f"session-{n}") for n in range(count)]

    def ask_weekly(self, course: UUID, weekday: int, at: time) -> None:
        """Plan check-ins."""
        plan = commands.PlanCheckIns(plan=CheckInPlan(weekday=weekday, at=at, items=["mood", "relationships"]))
        self.run(lambda world: decisions.plan_check_ins(world, course, plan))

    def write(self, number: str, text: str) -> UUID:
        """Have a client send a text; returns the inbound message's id."""
        arrival = Arrival(provider="simulated", reference=str(uuid4()), sender=number, text=text)
        self.run(lambda world: receive(world, arrival))
        return inbound_id(arrival.provider, arrival.reference)

    def adopt_settings(self, **sections: dict[str, object]) -> None:
        """Adopt the demo's settings with some sections changed."""
        content = rules.read_toml(Path(rules.__file__).parent / "demo" / "clinic.toml")
        for name, changed in sections.items():
            content[name] = {**content[name], **changed}
        adopt_rules(self.record, [rules.rules("settings", "clinic", content)])

    async def until(self, instant: str) -> Instant:
        """Step until an instant, doing everything that falls due by then."""
        return await self.stepper.run_to(parse(instant))

    def texts(self) -> list[SimulatedMessage]:
        """Return every text that reached a phone."""
        return [message for message in self.simulated.messages() if message.medium == "sms"]

    def mails(self) -> list[SimulatedMessage]:
        """Return every email that reached a mailbox."""
        return [message for message in self.simulated.messages() if message.medium == "email"]

    def close(self) -> None:
        """Stop and close everything."""
        self.program.runner.stop()
        self.program.engine.dispose()
        self.simulated.close()
        self.record.close()
