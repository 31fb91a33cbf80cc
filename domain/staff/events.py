"""What happens to a member of staff. What is sealed here is sealed with the key of that person."""

from datetime import date
from uuid import UUID

from domain.event import Event, recorded
from domain.staff.values import Role


@recorded("staff.joined.v1", readable={"roles", "joined_on"})
class Joined(Event):
    """Somebody works at the clinic from now on."""

    roles: list[Role]
    joined_on: date
    name: str


@recorded("staff.left.v1", readable={"left_on"})
class Left(Event):
    """Somebody works here no more."""

    left_on: date
    reason: str


@recorded("staff.absence_noted.v1", readable={"absence", "first_on", "last_on", "covered_by"})
class AbsenceNoted(Event):
    """Somebody is away from a day to a day, both included; `covered_by` answers for the caseload meanwhile."""

    absence: UUID
    first_on: date
    last_on: date
    covered_by: UUID | None
    reason: str


@recorded("staff.absence_withdrawn.v1", readable={"absence"})
class AbsenceWithdrawn(Event):
    """The absence does not take place, or was noted wrongly."""

    absence: UUID
    reason: str
