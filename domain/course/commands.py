"""What can be asked of a course."""

from datetime import date
from uuid import UUID

from domain.course.values import Attendance, CheckInPlan, Outcome, Party, Place, PlanPart, Wish
from domain.values import Value, Wall


class OpenCourse(Value):
    """Begin a course from an accepted referral, under a version of a protocol."""

    referral: UUID
    protocol: str
    protocol_version: int
    sessions_agreed: int
    clinician: str


class ChangePhase(Value):
    """Enter another phase. The reason is needed where the protocol has the phase elsewhere."""

    phase: str
    reason: str = ""


class BookSession(Value):
    """Book one session."""

    slot: Wish
    place: Place


class BookSeries(Value):
    """Book `count` sessions: the first in `slot`, each next one `every_days` days later at the same local time.

    Without `every_days` they are as far apart as was agreed. Days on which the clinic is closed are skipped.
    """

    slot: Wish
    place: Place
    count: int
    every_days: int | None = None


class MoveSession(Value):
    """Put a session to another time; with `following` all later ones that are booked as far with it."""

    starts: Wall
    by: Party = Party.CLINIC
    reason: str = ""
    following: bool = False


class ChangePlace(Value):
    """Hold a session elsewhere, otherwise, or with somebody else."""

    place: Place


class CancelSession(Value):
    """Call a session off."""

    by: Party
    reason: str = ""


class RecordAttendance(Value):
    """Note how a session was attended, or correct what was noted. The reason is needed where it deviates."""

    attendance: Attendance
    reason: str = ""


class PlanCheckIns(Value):
    """Note when the client chose to be asked between sessions."""

    plan: CheckInPlan


class StopCheckIns(Value):
    """Ask no more between sessions."""

    reason: str = ""


class ChangePlan(Value):
    """Change the plan; a new number, length or frequency of sessions goes in its own field.

    With `apply_to_booked` the sessions that are booked from `effective_on` on are changed with it: their length,
    their distance, or how many there are.
    """

    part: PlanPart
    change: str
    reason: str
    decided_by: str
    client_agreed: bool
    effective_on: date
    sessions_agreed: int | None = None
    minutes: int | None = None
    every_days: int | None = None
    apply_to_booked: bool = False


class Pause(Value):
    """Let the course rest."""

    reason: str


class Resume(Value):
    """Let the course go on."""

    reason: str = ""


class Discharge(Value):
    """End the course."""

    outcome: Outcome
    discharged_on: date
    reason: str = ""
