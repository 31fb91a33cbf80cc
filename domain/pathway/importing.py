"""Bringing in clients, and courses that are under way elsewhere: held as facts, and nothing is sent until released."""

from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from domain.client import events as clients
from domain.client.contact import Contact, Medium, Purpose
from domain.client.decisions import HOW, RegisterClient, register_client
from domain.clinic.protocol import Protocol
from domain.course import events as courses
from domain.course.decisions import NOON
from domain.course.errors import SessionsOutOfBounds, SessionsOverlap
from domain.course.slots import span
from domain.course.values import Attendance, Place, Slot
from domain.errors import Invalid
from domain.event import Change, Event
from domain.ids import course_of
from domain.instant import Instant, iso
from domain.pathway.events import Imported
from domain.pathway.moving import adopted
from domain.referral import events as referrals
from domain.values import Value, Wall, local_time, resolve
from domain.world import World


class Consent(Value):
    """A consent that the client had given."""

    medium: Medium
    purpose: Purpose
    how: str = "written"
    wording: str = ""


class SessionHeld(Value):
    """A session that took place, or did not: when it was to start, on the client's clock, and how it was attended."""

    starts: datetime
    attendance: Attendance


class CourseUnderWay(Value):
    """A course that began elsewhere. Days and times are by the client's calendar and clock.

    `phase` is the one that it is in, by the protocol's code; without one the first. `booked` are sessions to come.
    """

    protocol: str
    protocol_version: int
    sessions_agreed: int
    clinician: str
    referred_on: date
    opened_on: date
    place: Place
    referred_by: str = ""
    accepted_on: date | None = None
    phase: str = ""
    minutes: int = 50
    held: list[SessionHeld] = []
    booked: list[datetime] = []


class ImportClient(Value):
    """One client of another system, known there by `reference`, with the course that is under way if there is one."""

    source: str
    reference: str
    name: str
    zone: str
    language: str = "en"
    contact: Contact = Contact()
    consents: list[Consent] = []
    course: CourseUnderWay | None = None


def import_client(world: World, command: ImportClient) -> list[Change]:
    """Bring a client in, whose id is `world.new_id("client")`; the course's is `course_of(world.new_id("referral"))`.

    Raises:
        Invalid, UnknownZone, UnknownProtocol, SessionsOutOfBounds, SessionsOverlap: nothing is brought in.
    """
    for field in ("source", "reference"):
        if not getattr(command, field).strip():
            raise Invalid(field=field, expected="what the client is known by elsewhere")
    register = RegisterClient(name=command.name, zone=command.zone, language=command.language, contact=command.contact)
    changes = register_client(world, register)
    client = changes[0].stream
    changes += [Change(stream=client, event=_consent(one), subject=client) for one in command.consents]
    return changes if command.course is None else [*changes, *_under_way(world, client, command, command.course)]


def _consent(consent: Consent) -> clients.ConsentGiven:
    if consent.how not in HOW:
        raise Invalid(field="consents.how", expected=f"one of {', '.join(HOW)}")
    return clients.ConsentGiven(
        medium=consent.medium, purpose=consent.purpose, how=consent.how, wording=consent.wording
    )


def _under_way(world: World, client: UUID, command: ImportClient, course: CourseUnderWay) -> list[Change]:
    protocol = _protocol(world, course)
    opened_at = _day(world, command.zone, "opened_on", course.opened_on)
    phase = course.phase or protocol.phases[0].code
    opened = courses.Opened(
        client=client,
        referral=world.new_id("referral"),
        protocol=protocol.name,
        protocol_version=protocol.version,
        sessions_agreed=course.sessions_agreed,
        phase=phase,
        clinician=course.clinician,
    )
    happened: list[tuple[Event, Instant | None]] = [(opened, opened_at), *_sessions(world, command.zone, course)]
    imported = Imported(sessions_held=len(course.held), source=command.source, reference=command.reference)
    new = course_of(opened.referral)
    return [
        *_referral(world, client, command.zone, course),
        *(_of(new, client, event, at) for event, at in [*happened, (imported, None)]),
    ]


def _of(course: UUID, client: UUID, event: Event, at: Instant | None) -> Change:
    return Change(stream=course, event=event, subject=client, course=course, occurred_at=at)


def _protocol(world: World, course: CourseUnderWay) -> Protocol:
    found = adopted(world.clinic(), course.protocol, course.protocol_version)
    if not found.fewest <= course.sessions_agreed <= found.most:
        raise SessionsOutOfBounds(fewest=found.fewest, most=found.most, agreed=course.sessions_agreed)
    if course.phase and found.phase(course.phase) is None:
        known = ", ".join(phase.code for phase in found.phases)
        raise Invalid(field="phase", expected=f"one of {known}, or none for the first")
    return found


def _day(world: World, zone: str, field: str, day: date) -> Instant:
    """Return the noon of a day; of today, now."""
    today = local_time(world.now, zone).date()
    if day > today:
        raise Invalid(field=field, expected="a day that has come")
    return world.now if day == today else resolve(datetime.combine(day, NOON), zone)


def _referral(world: World, client: UUID, zone: str, course: CourseUnderWay) -> list[Change]:
    referral, accepted_on = world.new_id("referral"), course.accepted_on or course.opened_on
    if not course.referred_on <= accepted_on <= course.opened_on:
        raise Invalid(field="accepted_on", expected="a day from the referral to the opening of the course")
    received = referrals.Received(client=client, received_on=course.referred_on, source=course.referred_by, reason="")
    accepted = referrals.Accepted(accepted_on=accepted_on, reason="")
    dated = ((received, "referred_on", course.referred_on), (accepted, "accepted_on", accepted_on))
    return [
        Change(stream=referral, event=event, subject=client, occurred_at=_day(world, zone, field, day))
        for event, field, day in dated
    ]


def _sessions(world: World, zone: str, course: CourseUnderWay) -> list[tuple[Event, Instant | None]]:
    """Return the sessions held, at their own times, and those booked, now; each booking is one of its own series."""
    starts = [*(one.starts for one in course.held), *course.booked]
    slots = [_slot(one, zone, course) for one in starts]
    _apart(slots)
    past = len(course.held)
    happened: list[tuple[Event, Instant | None]] = []
    for n, slot in enumerate(slots):
        at = slot.starts.instant()
        if (at <= world.now) != (n < past):
            expected = "a session in the past" if n < past else "a session to come"
            raise Invalid(field="held" if n < past else "booked", expected=expected)
        session, series = world.new_id(f"session-{n}"), world.new_id(f"series-{n}")
        booked = courses.SessionBooked(session=session, series=series, slot=slot, place=course.place)
        happened.append((booked, at if n < past else None))
        if n < past:
            happened.append((courses.AttendanceRecorded(session=session, attendance=course.held[n].attendance), at))
    return happened


def _slot(local: datetime, zone: str, course: CourseUnderWay) -> Slot:
    if local.tzinfo is not None:
        raise Invalid(field="sessions", expected="local times without an offset, such as 2026-03-30T09:00")
    return Slot(starts=Wall(local=local, zone=zone), minutes=course.minutes)


def _apart(slots: list[Slot]) -> None:
    taken = sorted(span(slot) for slot in slots)
    for (_, ends), (starts, _) in pairwise(taken):
        if starts < ends:
            raise SessionsOverlap(starts=iso(starts))
