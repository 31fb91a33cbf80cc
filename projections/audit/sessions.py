"""What happens to the sessions of a course, in sentences."""

from domain.course import events
from domain.course.values import Attendance, Party
from domain.erased import is_erased
from domain.event import Entry
from projections.audit import spoken
from projections.audit.course import deviating
from projections.audit.names import Names

ATTENDED: dict[Attendance, str] = {
    Attendance.ON_TIME: "attended on time",
    Attendance.LATE_SEEN: "late, seen",
    Attendance.LATE_NOT_SEEN: "late, not seen",
    Attendance.DID_NOT_ATTEND: "did not attend",
}
"""Attendance as it is recorded, in the clinic's words."""

PARTIES: dict[Party, str] = {Party.CLIENT: "the client", Party.CLINIC: "the clinic"}


def session_booked(event: events.SessionBooked, entry: Entry, names: Names) -> str:
    """Say when, how long, how and with whom."""
    slot = event.slot
    where = "" if is_erased(event.place) else f", {spoken.place(event.place)}"
    return f"A session was booked for {spoken.wall(slot.starts)}, {slot.minutes} minutes{where}."


def session_moved(event: events.SessionMoved, entry: Entry, names: Names) -> str:
    """Say from when to when, and by whom."""
    return (
        f"The session of {spoken.wall(event.before)} was moved to {spoken.wall(event.starts, event.before)} "
        f"by {PARTIES[event.by]}{spoken.giving(event.reason)}."
    )


def session_length_changed(event: events.SessionLengthChanged, entry: Entry, names: Names) -> str:
    """Say how long the session lasts now."""
    return f"{names.session(event.session)} now lasts {event.minutes} minutes in place of {event.before}."


def session_place_changed(event: events.SessionPlaceChanged, entry: Entry, names: Names) -> str:
    """Say how the session is held now."""
    return f"{names.session(event.session)} is now held {spoken.place(event.place)}."


def session_cancelled(event: events.SessionCancelled, entry: Entry, names: Names) -> str:
    """Say by whom it was cancelled."""
    return f"{names.session(event.session)} was cancelled by {PARTIES[event.by]}{spoken.giving(event.reason)}."


def attendance_recorded(event: events.AttendanceRecorded, entry: Entry, names: Names) -> str:
    """Say how the session was attended, and what that corrects."""
    corrects = f", in place of {ATTENDED[event.before]}" if event.before else ""
    return (
        f"{names.session(event.session)} was recorded as {ATTENDED[event.attendance]}{corrects}."
        f"{deviating(event.deviation)}"
    )
