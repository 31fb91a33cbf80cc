"""Sessions that belong together: booked as a series, moved together, spaced anew. Days of closure are skipped."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from domain.clinic.state import Clinic
from domain.course import errors, events
from domain.course.state import Session
from domain.course.values import Party, Slot
from domain.errors import Invalid
from domain.values import Wall

MOST_SKIPPED = 60
"""Steps that a series may skip in a row: more means that the clinic is closed for good."""


def slots_from(clinic: Clinic, first: Slot, count: int, every_days: int) -> list[Slot]:
    """Return slots at the same local time, each so many days after the one before; a closed day is skipped.

    Raises:
        ClinicClosed: the closure does not end.
        Invalid: the series leaves the calendar.
    """
    found: list[Slot] = []
    starts = first.starts.local
    while len(found) < count:
        starts = next_open(clinic, starts, every_days)
        found.append(Slot(starts=Wall(local=starts, zone=first.starts.zone), minutes=first.minutes))
        if len(found) < count:
            starts = later(starts, timedelta(days=every_days))
    return found


def next_open(clinic: Clinic, starts: datetime, every_days: int) -> datetime:
    """Return a local time, or the first one so many days after each other on which the clinic is open.

    Raises:
        ClinicClosed: the closure does not end.
    """
    for step in range(MOST_SKIPPED):
        candidate = later(starts, timedelta(days=step * every_days))
        if clinic.closure_on(candidate.date()) is None:
            return candidate
    raise errors.ClinicClosed(day=starts.date())


def later(local: datetime, delta: timedelta) -> datetime:
    """Return a local time that lies so much later.

    Raises:
        Invalid: it lies outside of the calendar.
    """
    try:
        return local + delta
    except OverflowError:
        raise Invalid(field="slot.starts", expected="a date in this century") from None


def shifted(clinic: Clinic, sessions: Sequence[Session], starts: Wall, every_days: int) -> dict[UUID, Wall]:
    """Return where sessions come to stand when the first of them moves to `starts`, and the rest as far with it.

    One that would fall on a closed day moves on to the next open step, and all later ones with it.
    """
    found: dict[UUID, Wall] = {}
    shift = starts.local - sessions[0].slot.starts.local
    for session in sessions:
        wished = later(session.slot.starts.local, shift)
        local = wished if not found else next_open(clinic, wished, every_days)
        shift += local - wished
        found[session.id] = Wall(local=local, zone=starts.zone if not found else session.slot.starts.zone)
    return found


def spaced(clinic: Clinic, sessions: Sequence[Session], every_days: int) -> dict[UUID, Wall]:
    """Return where sessions come to stand so many days apart, at the time of the first, which stays."""
    slots = slots_from(clinic, sessions[0].slot, len(sessions), every_days)
    return {session.id: slot.starts for session, slot in zip(sessions, slots, strict=True)}


def moves(sessions: Sequence[Session], starts: dict[UUID, Wall], by: Party, reason: str) -> list[events.SessionMoved]:
    """Return the move of each session that comes to stand elsewhere."""
    return [
        events.SessionMoved(
            session=session.id, starts=starts[session.id], before=session.slot.starts, by=by, reason=reason
        )
        for session in sessions
        if session.slot.starts != starts[session.id]
    ]
