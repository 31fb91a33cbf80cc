"""What happens in a course."""

from datetime import date
from uuid import UUID

from domain.course.values import (
    Attendance,
    CheckInAnswer,
    CheckInPlan,
    Deviation,
    Outcome,
    Party,
    Place,
    PlanPart,
    Slot,
)
from domain.event import Event, recorded
from domain.values import Wall


@recorded(
    "course.opened.v1",
    readable={"client", "referral", "protocol", "protocol_version", "sessions_agreed", "phase"},
)
class Opened(Event):
    """A course began under a version of a protocol, with a number of sessions agreed with the client."""

    client: UUID
    referral: UUID
    protocol: str
    protocol_version: int
    sessions_agreed: int
    phase: str
    clinician: str


@recorded("course.phase_changed.v1", readable={"phase", "before"})
class PhaseChanged(Event):
    """The course entered another phase; a deviation says where the protocol had it."""

    phase: str
    before: str
    deviation: Deviation | None = None


@recorded("course.session_booked.v1", readable={"session", "series", "slot"})
class SessionBooked(Event):
    """A session was booked; those booked together share their `series`."""

    session: UUID
    series: UUID
    slot: Slot
    place: Place


@recorded("course.session_moved.v1", readable={"session", "starts", "before", "by"})
class SessionMoved(Event):
    """A session was put to another time."""

    session: UUID
    starts: Wall
    before: Wall
    by: Party
    reason: str


@recorded("course.session_place_changed.v1", readable={"session"})
class SessionPlaceChanged(Event):
    """A session is held elsewhere, otherwise, or by somebody else."""

    session: UUID
    place: Place


@recorded("course.session_cancelled.v1", readable={"session", "by"})
class SessionCancelled(Event):
    """A session will not take place: cancelled by the client or by the clinic."""

    session: UUID
    by: Party
    reason: str


@recorded("course.attendance_recorded.v1", readable={"session", "attendance", "before"})
class AttendanceRecorded(Event):
    """How a session was attended; `before` is what had been recorded until then, where this corrects it."""

    session: UUID
    attendance: Attendance
    before: Attendance | None = None
    deviation: Deviation | None = None


@recorded("course.check_ins_planned.v1", readable={"plan"})
class CheckInsPlanned(Event):
    """The client chose when to be asked between sessions."""

    plan: CheckInPlan


@recorded("course.check_ins_stopped.v1")
class CheckInsStopped(Event):
    """The client is no longer asked between sessions."""

    reason: str


@recorded("course.check_in_recorded.v1", readable={"check_in", "week"})
class CheckInRecorded(Event):
    """The client answered a check-in: every answer with the words it was read from."""

    check_in: UUID
    week: str
    answers: list[CheckInAnswer]


@recorded("course.no_response.v1", readable={"check_in", "week", "asked"})
class NoResponse(Event):
    """A check-in closed with something unanswered: that is known, and it is no score. `asked` items had gone out."""

    check_in: UUID
    week: str
    asked: list[str]
    answers: list[CheckInAnswer]


@recorded("course.plan_changed.v1", readable={"part", "client_agreed", "effective_on"})
class PlanChanged(Event):
    """The plan was changed: what, why, who decided, whether the client agreed, and from when."""

    part: PlanPart
    client_agreed: bool
    effective_on: date
    change: str
    reason: str
    decided_by: str
    sessions_agreed: int | None = None
    minutes: int | None = None


@recorded("course.session_length_changed.v1", readable={"session", "minutes", "before"})
class SessionLengthChanged(Event):
    """A booked session lasts longer or shorter than it was booked for, since the plan was changed."""

    session: UUID
    minutes: int
    before: int


@recorded("course.frequency_agreed.v1", readable={"every_days", "before"})
class FrequencyAgreed(Event):
    """Sessions are held every so many days from now on; `before` it was every so many."""

    every_days: int
    before: int


@recorded("course.paused.v1")
class Paused(Event):
    """The course rests: nothing is sent until it is resumed, and nothing is saved up."""

    reason: str


@recorded("course.resumed.v1")
class Resumed(Event):
    """The course goes on."""

    reason: str


@recorded("course.discharged.v1", readable={"outcome", "discharged_on", "lapsed"})
class Discharged(Event):
    """The course is over; sessions that were still booked (`lapsed`) do not take place."""

    outcome: Outcome
    discharged_on: date
    lapsed: list[UUID]
    reason: str
