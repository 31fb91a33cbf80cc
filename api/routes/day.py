"""The clinic's day: staff, absences and cover, caseloads, closures, to-dos."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec

from api.answers.lists import Page, page
from api.commands import Command, Decide, Ids, Made
from api.policy import STAFF, TODO, V1
from api.reads import Look, Read
from api.services import Services
from domain.clinic import closing
from domain.clinic.closures import Closure
from domain.ids import CLINIC, derived_id
from domain.pathway import clinicians
from domain.staff import decisions as staff
from domain.staff.state import Staff
from domain.supervision import decisions as supervision
from domain.todo import decisions as todo
from domain.todo.state import Todo
from domain.values import Value
from domain.world import World
from projections.day_rows import AbsenceRow, StaffRow, TodoRow


class TodosAsked(Page, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose to-dos, and whether those that are done are listed too."""

    staff: UUID | None = None
    everything: bool = False


class StaffAsked(Page, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether those who left are listed too."""

    everyone: bool = False


class AbsencesAsked(Page, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """On which day, if on one."""

    on: date | None = None


class Todos(msgspec.Struct, frozen=True, kw_only=True):
    """A page of to-dos; without a `next` it is the last."""

    items: Sequence[TodoRow]
    next: UUID | None


class StaffList(msgspec.Struct, frozen=True, kw_only=True):
    """A page of staff; without a `next` it is the last."""

    items: Sequence[StaffRow]
    next: UUID | None


class Absences(msgspec.Struct, frozen=True, kw_only=True):
    """A page of absences; without a `next` it is the last."""

    items: Sequence[AbsenceRow]
    next: UUID | None


class Closures(msgspec.Struct, frozen=True, kw_only=True):
    """Every closure that stands, by its first day; `version` is that of the clinic's stream."""

    version: int
    items: list[Closure]


def _staff_version(world: World, member: UUID) -> int:
    return world.staff(member).version


def _todo_version(world: World, known: UUID) -> int:
    return world.todo(known).version


def _same(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(next(iter(ids.values())))


def _joined(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(derived_id(command, "staff"))


def _raised(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(derived_id(command, "todo"))


def _clinic(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(CLINIC)


def _of_staff(path: str, summary: str, takes: type[Value], decide: Decide) -> Command:
    return Command(
        path=f"{STAFF}/{path}", summary=summary, takes=takes, decide=decide, makes=_same, version=_staff_version
    )


def _of_todo(path: str, summary: str, takes: type[Value], decide: Decide) -> Command:
    return Command(
        path=f"{TODO}/{path}", summary=summary, takes=takes, decide=decide, makes=_same, version=_todo_version
    )


COMMANDS: Sequence[Command] = (
    Command(
        path=f"{V1}/staff",
        summary="Make a member of staff known",
        takes=staff.Join,
        decide=staff.join,
        makes=_joined,
        at="staff",
    ),
    _of_staff("leaving", "Note that somebody left", staff.Leave, staff.leave),
    _of_staff("absences", "Note an absence and who covers", staff.NoteAbsence, staff.note_absence),
    _of_staff("absence-withdrawals", "Take an absence back", staff.WithdrawAbsence, staff.withdraw_absence),
    _of_staff("supervision", "Note supervision", supervision.SuperviseStaff, supervision.supervise_staff),
    _of_staff("caseload", "Give courses to a clinician", clinicians.ReassignCaseload, clinicians.reassign_caseload),
    Command(
        path=f"{V1}/closures",
        summary="Note days on which the clinic is closed",
        takes=closing.NoteClosure,
        decide=closing.note_closure,
        makes=_clinic,
    ),
    Command(
        path=f"{V1}/closure-withdrawals",
        summary="Open the clinic on those days after all",
        takes=closing.WithdrawClosure,
        decide=closing.withdraw_closure,
        makes=_clinic,
    ),
    Command(
        path=f"{V1}/todos",
        summary="Note something to do",
        takes=todo.RaiseTodo,
        decide=todo.raise_todo,
        makes=_raised,
        at="todos",
    ),
    _of_todo("assignment", "Give a to-do to somebody", todo.AssignTodo, todo.assign_todo),
    _of_todo("end", "Note that it was done, or dropped", todo.FinishTodo, todo.finish_todo),
)


def _todos(services: Services, look: Look) -> Todos:
    asked: TodosAsked = look.query
    found, more = page(
        lambda after, limit: services.day.todos(after, limit, staff=asked.staff, everything=asked.everything), asked
    )
    return Todos(items=found, next=found[-1].todo if more else None)


def _staff_list(services: Services, look: Look) -> StaffList:
    asked: StaffAsked = look.query
    found, more = page(lambda after, limit: services.day.staff(after, limit, everyone=asked.everyone), asked)
    return StaffList(items=found, next=found[-1].staff if more else None)


def _absences(services: Services, look: Look) -> Absences:
    asked: AbsencesAsked = look.query
    found, more = page(lambda after, limit: services.day.absences(after, limit, on=asked.on), asked)
    return Absences(items=found, next=found[-1].absence if more else None)


def _one_of_staff(services: Services, look: Look) -> Staff:
    return services.executor.world(uuid4()).staff(look.ids["staff"])


def _one_todo(services: Services, look: Look) -> Todo:
    return services.executor.world(uuid4()).todo(look.ids["todo"])


def _closures(services: Services, look: Look) -> Closures:
    clinic = services.executor.world(uuid4()).clinic()
    in_order = sorted(clinic.closures.values(), key=lambda one: (one.first_on, one.id))
    return Closures(version=clinic.version, items=in_order)


READS: Sequence[Read] = (
    Read(path=f"{V1}/staff", summary="List the staff", look=_staff_list, answers=StaffList, asks=StaffAsked),
    Read(path=STAFF, summary="Read a member of staff", look=_one_of_staff, answers=Staff, versioned=True),
    Read(path=f"{V1}/absences", summary="List who is away", look=_absences, answers=Absences, asks=AbsencesAsked),
    Read(path=f"{V1}/closures", summary="List the closures", look=_closures, answers=Closures, versioned=True),
    Read(path=f"{V1}/todos", summary="List what there is to do", look=_todos, answers=Todos, asks=TodosAsked),
    Read(path=TODO, summary="Read a to-do", look=_one_todo, answers=Todo, versioned=True),
)
