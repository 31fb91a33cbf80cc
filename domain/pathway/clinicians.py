"""Who gives the therapy: one course, or a caseload, goes over to another clinician."""

from datetime import date
from uuid import UUID

import msgspec

from domain.course.decisions import changed
from domain.course.errors import ReasonNeeded
from domain.course.events import SessionPlaceChanged
from domain.course.state import Course
from domain.errors import Invalid
from domain.event import Change, Event
from domain.pathway.events import ClinicianChanged
from domain.staff.decisions import at_work
from domain.values import Value
from domain.world import World

MOST_AT_ONCE = 100


class ChangeClinician(Value):
    """Give a course to another clinician, from a day on."""

    staff: UUID
    from_on: date
    reason: str


class ReassignCaseload(Value):
    """Give several courses to one clinician, from a day on."""

    courses: list[UUID]
    from_on: date
    reason: str


def change_clinician(world: World, course: UUID, command: ChangeClinician) -> list[Change]:
    """Give a course to another clinician; of sessions ahead with the one before, the client is told.

    Raises:
        ReasonNeeded, StaffLeft, NotFound.
    """
    if not command.reason.strip():
        raise ReasonNeeded(deviation="the clinician changes")
    known = world.case(course).course
    person = at_work(world, command.staff)
    if known.pathway.staff == person.id:
        return []
    event = ClinicianChanged(
        staff=person.id,
        from_on=command.from_on,
        clinician=person.name,
        before=known.clinician,
        reason=command.reason,
    )
    return changed(world, course, [event, *_sessions(world, known, person.name)], "clinician-changed")


def _sessions(world: World, course: Course, name: str) -> list[Event]:
    ahead = (one for one in course.in_order() if one.is_booked and one.starts_at > world.now)
    return [
        SessionPlaceChanged(session=one.id, place=msgspec.structs.replace(one.place, clinician=name))
        for one in ahead
        if one.place.clinician == course.clinician
    ]


def reassign_caseload(world: World, staff: UUID, command: ReassignCaseload) -> list[Change]:
    """Give each of these courses to a clinician, all of them or none."""
    if not 1 <= len(set(command.courses)) <= MOST_AT_ONCE:
        raise Invalid(field="courses", expected=f"1 to {MOST_AT_ONCE} courses")
    one = ChangeClinician(staff=staff, from_on=command.from_on, reason=command.reason)
    return [change for course in dict.fromkeys(command.courses) for change in change_clinician(world, course, one)]
