"""A member of staff as the events make it."""

from datetime import date
from uuid import UUID

import msgspec

from domain.event import Entry
from domain.fold import Rules
from domain.staff import events
from domain.staff.values import Absence, Role
from domain.supervision.events import StaffSupervised


class Staff(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody is, since when, and when they are away."""

    id: UUID
    version: int
    name: str
    roles: list[Role]
    joined_on: date
    left_on: date | None = None
    absences: dict[UUID, Absence] = msgspec.field(default_factory=dict)

    def away(self, day: date) -> Absence | None:
        """Return the absence that a day lies in, if there is one."""
        return next((one for one in self.absences.values() if one.holds(day)), None)


def _joined(_: None, event: events.Joined, entry: Entry) -> Staff:
    return Staff(id=entry.stream, version=entry.version, name=event.name, roles=event.roles, joined_on=event.joined_on)


def _left(staff: Staff, event: events.Left, entry: Entry) -> Staff:
    return msgspec.structs.replace(staff, version=entry.version, left_on=event.left_on)


def _away(staff: Staff, event: events.AbsenceNoted, entry: Entry) -> Staff:
    absence = Absence(id=event.absence, first_on=event.first_on, last_on=event.last_on, covered_by=event.covered_by)
    return msgspec.structs.replace(staff, version=entry.version, absences={**staff.absences, event.absence: absence})


def _here(staff: Staff, event: events.AbsenceWithdrawn, entry: Entry) -> Staff:
    left = {known: one for known, one in staff.absences.items() if known != event.absence}
    return msgspec.structs.replace(staff, version=entry.version, absences=left)


def _supervised(staff: Staff, event: StaffSupervised, entry: Entry) -> Staff:
    del event
    return msgspec.structs.replace(staff, version=entry.version)


RULES: Rules = {
    events.Joined: _joined,
    events.Left: _left,
    events.AbsenceNoted: _away,
    events.AbsenceWithdrawn: _here,
    StaffSupervised: _supervised,
}
