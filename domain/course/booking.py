"""What may be done to the sessions of a course: booked, moved, changed, cancelled, and how they were attended."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from domain.course import commands, errors, events
from domain.course.decisions import changed, deviation, running
from domain.course.state import Course, Session
from domain.course.values import Slot
from domain.errors import Invalid
from domain.event import Change, Event
from domain.instant import MINUTE, Instant, iso, later
from domain.values import Wall, zone
from domain.world import World

MOST_IN_A_SERIES = 60


def book_session(world: World, course: UUID, command: commands.BookSession) -> list[Change]:
    """Book one session; its id is `world.new_id("session-0")`."""
    series = commands.BookSeries(slot=command.slot, place=command.place, count=1)
    return book_series(world, course, series)


def book_series(world: World, course: UUID, command: commands.BookSeries) -> list[Change]:
    """Book sessions at the same local time; the n-th's id is `world.new_id("session-<n>")`, from 0.

    Raises:
        InThePast, SessionsOverlap, CourseDischarged, Invalid.
    """
    known = running(world, course)
    if not 1 <= command.count <= MOST_IN_A_SERIES:
        raise Invalid(field="count", expected=f"1 to {MOST_IN_A_SERIES} sessions")
    if not 1 <= command.every_days <= 366:  # noqa: PLR2004 - a year
        raise Invalid(field="every_days", expected="1 to 366 days")
    slots = [_nth(command.slot, n * command.every_days) for n in range(command.count)]
    taken: list[Slot] = [session.slot for session in known.sessions.values() if session.occupies]
    for slot in slots:
        _bookable(world.now, slot, taken)
        taken.append(slot)
    booked: list[Event] = [
        events.SessionBooked(
            session=world.new_id(f"session-{n}"), series=world.new_id("series"), slot=slot, place=command.place
        )
        for n, slot in enumerate(slots)
    ]
    return changed(world, course, booked, "session-booked")


def _nth(slot: Slot, days: int) -> Slot:
    try:
        local = slot.starts.local + timedelta(days=days)
    except OverflowError:
        raise Invalid(field="slot.starts", expected="a date in this century") from None
    return Slot(starts=Wall(local=local, zone=slot.starts.zone), minutes=slot.minutes)


def _bookable(now: Instant, slot: Slot, taken: Iterable[Slot]) -> None:
    zone(slot.starts.zone)
    if slot.starts.local.tzinfo is not None:
        raise Invalid(field="slot.starts.local", expected="a local time without an offset, such as 2026-03-30T09:00")
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


def span(slot: Slot) -> tuple[Instant, Instant]:
    """Return when a slot starts and ends."""
    starts = slot.starts.instant()
    return starts, later(starts, slot.minutes * MINUTE)


def find(course: Course, session: UUID) -> Session:
    """Return a session of a course.

    Raises:
        UnknownSession: the course has no such session.
    """
    if session not in course.sessions:
        raise errors.UnknownSession
    return course.sessions[session]


def _movable(course: Course, session: UUID) -> Session:
    found = find(course, session)
    if not found.is_booked:
        raise errors.SessionOver(state="cancelled" if found.cancelled_by else "over")
    return found


def move_session(world: World, course: UUID, session: UUID, command: commands.MoveSession) -> list[Change]:
    """Put a session to another time; its reminders of the old time are superseded in the same append.

    Raises:
        SessionOver, InThePast, SessionsOverlap, UnknownSession, CourseDischarged.
    """
    known = running(world, course)
    found = _movable(known, session)
    if found.slot.starts == command.starts:
        return []
    others = [one.slot for one in known.sessions.values() if one.occupies and one.id != session]
    _bookable(world.now, Slot(starts=command.starts, minutes=found.slot.minutes), others)
    event = events.SessionMoved(
        session=session, starts=command.starts, before=found.slot.starts, by=command.by, reason=command.reason
    )
    return changed(world, course, [event], "session-moved")


def change_place(world: World, course: UUID, session: UUID, command: commands.ChangePlace) -> list[Change]:
    """Hold a session elsewhere; the client is told."""
    if _movable(running(world, course), session).place == command.place:
        return []
    event = events.SessionPlaceChanged(session=session, place=command.place)
    return changed(world, course, [event], "session-changed")


def cancel_session(world: World, course: UUID, session: UUID, command: commands.CancelSession) -> list[Change]:
    """Call a session off; its reminders are superseded in the same append."""
    _movable(running(world, course), session)
    event = events.SessionCancelled(session=session, by=command.by, reason=command.reason)
    return changed(world, course, [event], "session-cancelled")


def record_attendance(world: World, course: UUID, session: UUID, command: commands.RecordAttendance) -> list[Change]:
    """Note how a session was attended. A fact is never refused: what the protocol did not foresee is a deviation.

    Raises:
        NotYetStarted: it lies ahead, so that it is no fact.
        ReasonNeeded: it deviates, and nobody said why.
    """
    known = world.case(course).course
    found = find(known, session)
    if found.starts_at > world.now:
        raise errors.NotYetStarted(starts=iso(found.starts_at))
    counts = world.clinic().protocols[known.protocol].counts
    odd = _unforeseen(known, found, command, counts)
    event = events.AttendanceRecorded(
        session=session,
        attendance=command.attendance,
        before=found.attendance,
        deviation=deviation(odd, command.reason),
    )
    return changed(world, course, [event], "session-held", at=found.starts_at)


def _unforeseen(course: Course, session: Session, command: commands.RecordAttendance, counts: list[str]) -> str:
    """Return in words what the protocol did not foresee of an attendance, or nothing."""
    if session.attendance is not None:
        return f"the attendance had been recorded as {session.attendance.value}"
    if session.cancelled_by is not None:
        return "the session had been cancelled"
    if session.lapsed:
        return "the course was discharged before"
    number = course.counted(counts) + 1
    if command.attendance in counts and number > course.sessions_agreed:
        return f"this is session {number} of {course.sessions_agreed} agreed"
    return ""
