"""What a course comes to, told a second time: a small pure model to hold the real decisions against.

Times are those of one clock without summer time, so that they can be compared as they stand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

CLOSURES = (
    (date(2026, 4, 3), date(2026, 4, 6)),
    (date(2026, 4, 14), date(2026, 4, 15)),
    (date(2026, 4, 22), date(2026, 4, 22)),
    (date(2026, 5, 4), date(2026, 5, 5)),
)
"""The stretches of days on which the clinic of the model is closed, the first and the last of each."""

COUNTS = {"on-time", "late-seen"}
FEWEST, MOST = 8, 16
PHASES = ("initial", "middle", "ending")
WEEKLY = 7

Placed = tuple[datetime, int]
"""Where a session is to stand: when it starts, and for how many minutes."""


@dataclass
class Booking:
    """One session."""

    starts: datetime
    minutes: int
    attendance: str | None = None
    cancelled: bool = False
    lapsed: bool = False

    @property
    def is_booked(self) -> bool:
        return self.attendance is None and not self.cancelled and not self.lapsed

    @property
    def occupies(self) -> bool:
        return not self.cancelled and not self.lapsed


@dataclass
class Model:
    """One course; `refusals` name by code why something may be refused, and nothing where it has to be accepted."""

    now: datetime
    agreed: int
    bookings: dict[UUID, Booking] = field(default_factory=dict)
    areas: list[UUID] = field(default_factory=list)
    focus: list[UUID] = field(default_factory=list)
    entries: list[UUID] = field(default_factory=list)
    replaced: set[UUID] = field(default_factory=set)
    phase: str = PHASES[0]
    minutes: int = 50
    every: int = WEEKLY
    paused: bool = False
    discharged_on: date | None = None
    facts: int = 0

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def standing(self) -> str:
        return "discharged" if self.discharged_on else "paused" if self.paused else "running"

    def counted(self) -> int:
        return sum(one.attendance in COUNTS for one in self.bookings.values())

    def booked(self) -> list[UUID]:
        """The sessions that are still to take place, in their order."""
        found = [session for session, one in self.bookings.items() if one.is_booked]
        return sorted(found, key=lambda session: self.bookings[session].starts)

    def ahead(self) -> list[UUID]:
        return [session for session in self.booked() if self.bookings[session].starts > self.now]

    def running(self) -> set[str]:
        return {"course-discharged"} if self.discharged_on else set()

    def unfit(self, placed: Mapping[UUID, Placed]) -> set[str]:
        """Why sessions may not come to stand there beside each other and those that stay."""
        taken = [(one.starts, one.minutes) for key, one in self.bookings.items() if one.occupies and key not in placed]
        found: set[str] = set()
        for slot in placed.values():
            found |= {"in-the-past"} if slot[0] <= self.now else set()
            found |= {"sessions-overlap"} if overlaps(slot, taken) else set()
            taken.append(slot)
        return found

    def slots(self, first: datetime, count: int, every: int) -> list[datetime]:
        """So many starts at the same time of day, closed days skipped."""
        found: list[datetime] = []
        starts = first
        for _ in range(count):
            starts = next_open(starts, every)
            found.append(starts)
            starts += timedelta(days=every)
        return found

    def shifted(self, sessions: list[UUID], to: datetime) -> dict[UUID, Placed]:
        """Where sessions come to stand when the first moves to a time, and the others as far with it."""
        found: dict[UUID, Placed] = {}
        shift = to - self.bookings[sessions[0]].starts
        for session in sessions:
            one = self.bookings[session]
            wished = one.starts + shift
            starts = next_open(wished, self.every) if found else wished
            shift += starts - wished
            found[session] = (starts, one.minutes)
        return found

    def place(self, placed: Mapping[UUID, Placed]) -> None:
        """Put sessions where they now stand, new ones with them."""
        for session, (starts, minutes) in placed.items():
            one = self.bookings.setdefault(session, Booking(starts, minutes))
            one.starts, one.minutes = starts, minutes

    def lapse(self) -> None:
        for session in self.booked():
            self.bookings[session].lapsed = True


def overlaps(slot: Placed, taken: Iterable[Placed]) -> bool:
    begins, ends = slot[0], slot[0] + timedelta(minutes=slot[1])
    return any(begins < start + timedelta(minutes=length) and start < ends for start, length in taken)


def closed(day: date) -> bool:
    return any(first <= day <= last for first, last in CLOSURES)


def next_open(starts: datetime, every: int) -> datetime:
    while closed(starts.date()):
        starts += timedelta(days=every)
    return starts
