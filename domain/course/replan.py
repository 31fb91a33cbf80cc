"""What a change of the plan does to the sessions that are booked: their length, their distance, how many there are."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.clinic.state import Clinic
from domain.course import events
from domain.course.commands import ChangePlan
from domain.course.rhythm import rhythm
from domain.course.series import later, moves, slots_from, spaced
from domain.course.slots import fitting
from domain.course.state import Course, Session
from domain.course.values import Party, PlanPart, Slot
from domain.event import Event
from domain.values import Wall
from domain.world import World


def replanned(world: World, course: Course, command: ChangePlan) -> list[Event]:
    """Return what happens to the sessions that are booked from the day on which the change holds.

    Raises:
        SessionsOverlap, InThePast, ClinicClosed: the sessions would not fit as they are to be changed.
    """
    ahead = _ahead(world, course, command.effective_on)
    clinic = world.clinic()
    if command.part is PlanPart.SESSION_LENGTH and command.minutes is not None:
        return _lengthened(world, course, ahead, command.minutes)
    if command.part is PlanPart.FREQUENCY and command.every_days is not None and ahead:
        starts = spaced(clinic, ahead, command.every_days)
        stay = {one.id: Slot(starts=starts[one.id], minutes=one.slot.minutes) for one in ahead}
        fitting(world.now, course, stay)
        return [*moves(ahead, starts, Party.CLINIC, command.reason)]
    if command.part is PlanPart.SESSION_NUMBER and command.sessions_agreed is not None:
        return _as_many(world, clinic, course, ahead, command)
    return []


def _ahead(world: World, course: Course, since: date) -> list[Session]:
    return [
        one
        for one in course.in_order()
        if one.is_booked and one.starts_at > world.now and one.slot.starts.local.date() >= since
    ]


def _lengthened(world: World, course: Course, ahead: Sequence[Session], minutes: int) -> list[Event]:
    other = [one for one in ahead if one.slot.minutes != minutes]
    fitting(world.now, course, {one.id: Slot(starts=one.slot.starts, minutes=minutes) for one in other})
    return [events.SessionLengthChanged(session=one.id, minutes=minutes, before=one.slot.minutes) for one in other]


def _as_many(
    world: World, clinic: Clinic, course: Course, ahead: Sequence[Session], command: ChangePlan
) -> list[Event]:
    """Cancel the last sessions that are too many, or book what is lacking after the last one, as that is held."""
    counts = clinic.protocols[course.protocol].counts
    booked = [one for one in course.in_order() if one.is_booked]
    lacking = (command.sessions_agreed or 0) - course.counted(counts) - len(booked)
    if lacking < 0:
        cut = ahead[lacking:]
        return [events.SessionCancelled(session=one.id, by=Party.CLINIC, reason=command.reason) for one in cut]
    return _continued(world, clinic, course, booked, lacking) if booked else []


def _continued(world: World, clinic: Clinic, course: Course, booked: Sequence[Session], count: int) -> list[Event]:
    last, every = booked[-1], rhythm(course, clinic)
    local = later(last.slot.starts.local, timedelta(days=every))
    first = Slot(starts=Wall(local=local, zone=last.slot.starts.zone), minutes=last.slot.minutes)
    slots = {world.new_id(f"session-{n}"): slot for n, slot in enumerate(slots_from(clinic, first, count, every))}
    fitting(world.now, course, slots)
    return [
        events.SessionBooked(session=session, series=world.new_id("series"), slot=slot, place=last.place)
        for session, slot in slots.items()
    ]
