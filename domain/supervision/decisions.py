"""What may be noted of supervision."""

from datetime import date
from uuid import UUID

from domain.course.noting import Noting, record, told, worded
from domain.errors import Invalid
from domain.event import Change
from domain.supervision.events import CourseSupervised, StaffSupervised, Supervision
from domain.values import Value
from domain.world import World


class SuperviseCourse(Noting, kw_only=True):
    """Note that a course was talked over: with a member of staff, or with somebody from outside by name."""

    talk: Supervision
    supervisor: UUID | None = None
    with_whom: str = ""


class SuperviseStaff(Value):
    """Note supervision of a member of staff that was about no course in particular."""

    on: date
    talk: Supervision
    supervisor: UUID | None = None
    with_whom: str = ""


def supervise_course(world: World, course: UUID, command: SuperviseCourse) -> list[Change]:
    """Note supervision of a course, in every state of it."""
    _said(command.talk)
    known = world.case(course).supervision.talks
    whom = _whom(world, command.supervisor, command.with_whom)
    fields = told(world, course, command, "supervision", known, foreseen=True)
    event = CourseSupervised(supervisor=command.supervisor, with_whom=whom, content=command.talk, **fields)
    return record(world, course, event)


def supervise_staff(world: World, staff: UUID, command: SuperviseStaff) -> list[Change]:
    """Note supervision of a member of staff."""
    _said(command.talk)
    world.staff(staff)
    event = StaffSupervised(
        supervisor=command.supervisor,
        on=command.on,
        with_whom=_whom(world, command.supervisor, command.with_whom),
        about=command.talk.about,
        advice=command.talk.advice,
        action=command.talk.action,
    )
    return [Change(stream=staff, event=event, subject=staff)]


def _said(talk: Supervision) -> None:
    worded(**{"talk.about": talk.about, "talk.advice": talk.advice})


def _whom(world: World, supervisor: UUID | None, name: str) -> str:
    if supervisor is not None:
        return world.staff(supervisor).name
    if not name.strip():
        raise Invalid(field="with_whom", expected="a supervisor by id, or by name")
    return name.strip()
