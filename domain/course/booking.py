"""What may be done to the sessions of a course: booked, moved, changed, cancelled, and how they were attended."""

from uuid import UUID

from domain.course import commands, errors, events
from domain.course.closures import open_on
from domain.course.decisions import changed, deviation, running
from domain.course.rhythm import frequency, rhythm
from domain.course.series import moves, shifted, slots_from
from domain.course.slots import bookable, fitting, local_only
from domain.course.state import Course, Session
from domain.course.values import Slot, Wish
from domain.errors import Invalid
from domain.event import Change, Event
from domain.instant import iso
from domain.world import World

MOST_IN_A_SERIES = 60


def book_session(world: World, course: UUID, command: commands.BookSession) -> list[Change]:
    """Book one session; its id is `world.new_id("session-0")`."""
    open_on(world.clinic(), command.slot.starts.local.date())
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
    clinic = world.clinic()
    every = rhythm(known, clinic) if command.every_days is None else frequency(command.every_days)
    slots = slots_from(clinic, _slot(command.slot, known), command.count, every)
    taken: list[Slot] = [session.slot for session in known.sessions.values() if session.occupies]
    for slot in slots:
        bookable(world.now, slot, taken)
        taken.append(slot)
    booked: list[Event] = [
        events.SessionBooked(
            session=world.new_id(f"session-{n}"), series=world.new_id("series"), slot=slot, place=command.place
        )
        for n, slot in enumerate(slots)
    ]
    return changed(world, course, booked, "session-booked")


def _slot(wish: Wish, course: Course) -> Slot:
    return Slot(starts=wish.starts, minutes=course.minutes if wish.minutes is None else wish.minutes)


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
    local_only(command.starts)
    clinic = world.clinic()
    open_on(clinic, command.starts.local.date())
    together = [found, *(_following(known, found) if command.following else ())]
    starts = shifted(clinic, together, command.starts, rhythm(known, clinic))
    fitting(world.now, known, {one.id: Slot(starts=starts[one.id], minutes=one.slot.minutes) for one in together})
    moved: list[Event] = [*moves(together, starts, command.by, command.reason)]
    return changed(world, course, moved, "session-moved")


def _following(course: Course, session: Session) -> list[Session]:
    return [one for one in course.in_order() if one.is_booked and one.starts_at > session.starts_at]


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
