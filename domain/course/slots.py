"""Whether a session may be booked in a slot: a time that makes sense, lies ahead, and is not taken."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from domain.course import errors
from domain.course.state import Course
from domain.course.values import Slot
from domain.errors import Invalid
from domain.instant import MINUTE, Instant, iso, later
from domain.values import Wall, zone


def bookable(now: Instant, slot: Slot, taken: Iterable[Slot]) -> None:
    """Make sure that a session may be booked in a slot beside those that are taken.

    Raises:
        UnknownZone, Invalid, InThePast, SessionsOverlap.
    """
    local_only(slot.starts)
    if not 10 <= slot.minutes <= 240:  # noqa: PLR2004 - a session, not a typing slip
        raise Invalid(field="slot.minutes", expected="10 to 240 minutes")
    if not 2000 <= slot.starts.local.year <= 2200:  # noqa: PLR2004 - what the tz database speaks of
        raise Invalid(field="slot.starts.local", expected="a date in this century")
    starts, ends = span(slot)
    if starts <= now:
        raise errors.InThePast(starts=iso(starts))
    for other in taken:
        begins, finishes = span(other)
        if starts < finishes and begins < ends:
            raise errors.SessionsOverlap(starts=iso(begins))


def local_only(starts: Wall) -> None:
    """Make sure that a wall time is one: a local time in a zone that there is.

    Raises:
        UnknownZone, Invalid.
    """
    zone(starts.zone)
    if starts.local.tzinfo is not None:
        raise Invalid(field="slot.starts.local", expected="a local time without an offset, such as 2026-03-30T09:00")


def span(slot: Slot) -> tuple[Instant, Instant]:
    """Return when a slot starts and ends."""
    starts = slot.starts.instant()
    return starts, later(starts, slot.minutes * MINUTE)


def fitting(now: Instant, course: Course, slots: Mapping[UUID, Slot]) -> None:
    """Make sure that sessions may come to stand in new slots, beside each other and those that stay.

    Raises:
        InThePast, SessionsOverlap, Invalid.
    """
    taken = [one.slot for one in course.sessions.values() if one.occupies and one.id not in slots]
    for slot in slots.values():
        bookable(now, slot, taken)
        taken.append(slot)
