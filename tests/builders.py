"""What tests begin with: a fixed cast, builders that read as words, and a story in which one does and sees things.

    story = a_course().for_client(a_client().in_zone("Europe/London")).with_session("2026-03-30T09:00").opened()
    story.at("2026-03-29T08:00Z").do(move_session, story.sessions[0], MoveSession(...))

Everything comes about by the real decisions, one event after another. The clock stands still until `at` sets it.
"""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from domain.client.contact import Contact, Medium, Purpose
from domain.client.decisions import GiveConsent, RegisterClient, give_consent, register_client
from domain.clinic.decisions import Rules, adopt
from domain.course import commands
from domain.course.booking import book_series, book_session
from domain.course.decisions import open_course, plan_check_ins
from domain.course.values import CheckInPlan, Mode, Place, Slot
from domain.event import Change
from domain.ids import course_of
from domain.instant import Instant, parse
from domain.referral.decisions import AcceptReferral, ReceiveReferral, accept_referral, receive_referral
from domain.values import Wall
from tests.domain.memory import MemoryWorld
from tests.domain.story import Story

CLIENT_NAME = "Robin Ashe"
CLIENT_PHONE = "+447700900123"
CLIENT_EMAIL = "robin@example.org"
CLINICIAN = "Dr Okafor"
SUPERVISOR = "Dr Lindqvist"
STRANGER_PHONE = "+447700900999"
LONDON = "Europe/London"

START = parse("2026-02-02T10:00Z")
"""When every story begins, unless it says otherwise."""

SETTINGS: dict[str, Any] = {
    "clinic": dict(name="Harbour Practice", phone="+442079460123", email="desk@example.org", zone=LONDON),
    "quiet_hours": dict(starts="21:00:00", ends="08:00:00", margin_minutes=30),
    "reminders": dict(
        first=dict(days_before=1, grace_minutes=720, latest_minutes_before=120),
        last=dict(enabled=True, minutes_before=120, grace_minutes=45, latest_minutes_before=30),
    ),
    "safety": dict(
        crisis_text="If you are in danger, call 999.", escalation=[dict(name="On call", phone="+447700900200")]
    ),
}
PROTOCOL: dict[str, Any] = dict(
    name="ipt-16",
    version=1,
    title="Interpersonal Therapy, 16 sessions",
    evidence="IPT-UK",
    fewest=8,
    most=16,
    phases=[
        dict(code="initial", name="Initial", first=1, last=4),
        dict(code="middle", name="Middle", first=5, last=12),
        dict(code="ending", name="Ending", first=13, last=16),
    ],
    counts=["on-time", "late-seen"],
)
ROOM = Place(mode=Mode.ROOM, where="Room 2", clinician=CLINICIAN)


@dataclass(frozen=True)
class ClinicBuilder:
    """A clinic's settings file; `with_settings` merges into its sections."""

    content: dict[str, Any] = field(default_factory=lambda: deepcopy(SETTINGS))

    def with_settings(self, **sections: dict[str, Any]) -> "ClinicBuilder":
        merged = {name: {**self.content.get(name, {}), **section} for name, section in sections.items()}
        return ClinicBuilder({**self.content, **merged})

    def without_crisis_text(self) -> "ClinicBuilder":
        return self.with_settings(safety=dict(crisis_text=" "))

    def rules(self) -> list[Rules]:
        sha = str(hash(str(self.content)))
        return [
            Rules(kind="settings", name="clinic", content=self.content, sha256=sha),
            Rules(kind="protocol", name="ipt-16", content=PROTOCOL, sha256="protocol-1"),
        ]


@dataclass(frozen=True)
class ClientBuilder:
    """Robin Ashe, whom one may write to about everything by everything, unless it is said otherwise."""

    name: str = CLIENT_NAME
    zone: str = LONDON
    contact: Contact = field(default_factory=lambda: Contact(phone=CLIENT_PHONE, email=CLIENT_EMAIL))
    consents: tuple[tuple[Medium, Purpose], ...] = tuple((medium, purpose) for medium in Medium for purpose in Purpose)

    def named(self, name: str) -> "ClientBuilder":
        return replace(self, name=name)

    def in_zone(self, zone: str) -> "ClientBuilder":
        return replace(self, zone=zone)

    def with_contact(self, **facts: Any) -> "ClientBuilder":
        known = {name: getattr(self.contact, name) for name in Contact.__struct_fields__}
        return replace(self, contact=Contact(**{**known, **facts}))

    def with_phone(self, phone: str) -> "ClientBuilder":
        return self.with_contact(phone=phone)

    def with_email(self, email: str) -> "ClientBuilder":
        return self.with_contact(email=email)

    def with_safe_hours(self, first: str, last: str) -> "ClientBuilder":
        return self.with_contact(safe_from=time.fromisoformat(first), safe_until=time.fromisoformat(last))

    def consenting_only_to(self, *consents: tuple[Medium, Purpose]) -> "ClientBuilder":
        return replace(self, consents=consents)

    def without_consent(self) -> "ClientBuilder":
        return self.consenting_only_to()

    def registered(self, world: MemoryWorld) -> UUID:
        register = RegisterClient(name=self.name, zone=self.zone, contact=self.contact)
        client = world.run(lambda w: register_client(w, register))[0].stream
        for medium, purpose in self.consents:
            given = GiveConsent(medium=medium, purpose=purpose, how="spoken", wording="May we write to you?")
            _run(world, give_consent, client, given)
        return client


@dataclass(frozen=True)
class CourseBuilder:
    """A course of 16 sessions at the clinic, to be opened in a world."""

    clinic: ClinicBuilder = field(default_factory=ClinicBuilder)
    client: ClientBuilder = field(default_factory=ClientBuilder)
    begins: Instant = START
    bookings: tuple[tuple[Slot, int], ...] = ()
    check_ins: CheckInPlan | None = None

    def at(self, clinic: ClinicBuilder) -> "CourseBuilder":
        return replace(self, clinic=clinic)

    def for_client(self, client: ClientBuilder) -> "CourseBuilder":
        return replace(self, client=client)

    def begun_at(self, text: str) -> "CourseBuilder":
        return replace(self, begins=parse(text))

    def with_session(self, local: str, zone: str = LONDON) -> "CourseBuilder":
        return self.with_series(local, 1, zone)

    def with_series(self, local: str, sessions: int, zone: str = LONDON) -> "CourseBuilder":
        slot = Slot(starts=Wall(local=datetime.fromisoformat(local), zone=zone))
        return replace(self, bookings=(*self.bookings, (slot, sessions)))

    def with_check_ins(self, weekday: int, at: str, *items: str) -> "CourseBuilder":
        plan = CheckInPlan(weekday=weekday, at=time.fromisoformat(at), items=list(items or ("mood", "relationships")))
        return replace(self, check_ins=plan)

    def opened(self, world: MemoryWorld | None = None) -> Story:
        """Open the course, in a world of its own if none is given."""
        world = world or MemoryWorld(self.begins)
        _run(world, adopt, self.clinic.rules())
        client = self.client.registered(world)
        course = _opened(world, client)
        sessions = [session for slot, times in self.bookings for session in _booked(world, course, slot, times)]
        if self.check_ins is not None:
            _run(world, plan_check_ins, course, commands.PlanCheckIns(plan=self.check_ins))
        return Story(world=world, client=client, course=course, sessions=sessions)


def _run(world: MemoryWorld, decision: Callable[..., Sequence[Change]], *args: Any) -> list[Change]:
    return world.run(lambda w: decision(w, *args))


def an_accepted_referral(world: MemoryWorld, client: UUID) -> UUID:
    received = ReceiveReferral(client=client, received_on=date(2026, 1, 5), source="GP")
    referral = _run(world, receive_referral, received)[0].stream
    _run(world, accept_referral, referral, AcceptReferral(accepted_on=date(2026, 1, 12)))
    return referral


def _opened(world: MemoryWorld, client: UUID) -> UUID:
    referral = an_accepted_referral(world, client)
    opening = commands.OpenCourse(
        referral=referral, protocol="ipt-16", protocol_version=1, sessions_agreed=16, clinician=CLINICIAN
    )
    _run(world, open_course, opening)
    return course_of(referral)


def _booked(world: MemoryWorld, course: UUID, slot: Slot, times: int) -> list[UUID]:
    if times == 1:
        _run(world, book_session, course, commands.BookSession(slot=slot, place=ROOM))
    else:
        _run(world, book_series, course, commands.BookSeries(slot=slot, place=ROOM, count=times))
    return [world.new_id(f"session-{n}") for n in range(times)]


def a_clinic() -> ClinicBuilder:
    return ClinicBuilder()


def a_client() -> ClientBuilder:
    return ClientBuilder()


def a_course() -> CourseBuilder:
    return CourseBuilder()


def a_world(at: str = "2026-02-02T10:00Z") -> MemoryWorld:
    """An empty world."""
    return MemoryWorld(parse(at))


def wall(local: str, zone: str = LONDON) -> Wall:
    return Wall(local=datetime.fromisoformat(local), zone=zone)


def a_slot(local: str, zone: str = LONDON, minutes: int = 50) -> Slot:
    return Slot(starts=wall(local, zone), minutes=minutes)
