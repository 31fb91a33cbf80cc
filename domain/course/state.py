"""The course as its events make it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from domain.course.values import Attendance, CheckInPlan, Outcome, Party, Place, Slot
from domain.instant import Instant
from domain.pathway.values import Pathway


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One session: its slot now, how often it was changed, and what became of it.

    `sequence` is the iTIP SEQUENCE (RFC 5546): raised by each change that the client must know.
    """

    id: UUID
    series: UUID
    slot: Slot
    place: Place
    booked_at: Instant
    sequence: int = 0
    changed_at: Instant = Instant(0)
    cancelled_by: Party | None = None
    attendance: Attendance | None = None
    lapsed: bool = False

    @property
    def starts_at(self) -> Instant:
        """The instant at which the session starts."""
        return self.slot.starts.instant()

    @property
    def is_booked(self) -> bool:
        """Whether the session is still to take place, as far as is known."""
        return self.cancelled_by is None and self.attendance is None and not self.lapsed

    @property
    def occupies(self) -> bool:
        """Whether the session takes up its time: it was neither cancelled nor lapsed."""
        return self.cancelled_by is None and not self.lapsed


class Pause(msgspec.Struct, frozen=True):
    """A stretch in which the course rested; it is open while `until` is None."""

    since: Instant
    until: Instant | None = None

    def holds(self, at: Instant) -> bool:
        """Tell whether an instant lies inside the pause."""
        return self.since <= at and (self.until is None or at < self.until)


class PlannedCheckIns(msgspec.Struct, frozen=True):
    """The check-ins that are planned, from when on."""

    plan: CheckInPlan
    since: Instant


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """Where a course stands."""

    id: UUID
    version: int
    client: UUID
    referral: UUID
    protocol: tuple[str, int]
    sessions_agreed: int
    clinician: str
    phase: str
    opened_at: Instant
    sessions: dict[UUID, Session] = msgspec.field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    check_ins: PlannedCheckIns | None = None
    outcome: Outcome | None = None
    discharged_on: date | None = None
    minutes: int = 50
    phases: tuple[tuple[str, Instant], ...] = ()
    every_days: int | None = None
    pathway: Pathway = Pathway()

    @property
    def is_discharged(self) -> bool:
        """Whether the course is over."""
        return self.outcome is not None

    @property
    def is_paused(self) -> bool:
        """Whether the course rests now."""
        return bool(self.pauses) and self.pauses[-1].until is None

    def rests_at(self, at: Instant) -> bool:
        """Tell whether an instant lies inside a pause."""
        return any(pause.holds(at) for pause in self.pauses)

    def phase_at(self, at: Instant) -> str:
        """Return the phase that the course was in at an instant; before it began, its first."""
        entered = [phase for phase, since in self.phases if since <= at]
        return entered[-1] if entered else self.phases[0][0] if self.phases else self.phase

    def in_order(self) -> list[Session]:
        """Return the sessions by the time at which they start."""
        return sorted(self.sessions.values(), key=lambda session: (session.starts_at, session.id))

    def counted(self, counts: Iterable[str]) -> int:
        """Return how many sessions count towards the agreed number, by the attendances that the protocol counts."""
        held = set(counts)
        return sum(1 for session in self.sessions.values() if session.attendance in held)
