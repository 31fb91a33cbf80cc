"""What may be done with a to-do."""

from datetime import date
from uuid import UUID

from domain.errors import Conflict, Invalid
from domain.event import Change, Event
from domain.staff.decisions import at_work
from domain.todo import events
from domain.todo.state import Todo
from domain.todo.values import Code, End
from domain.values import Value
from domain.world import World


class RaiseTodo(Value):
    """Note that there is something to do. About a course it is about that course's client."""

    code: Code
    text: str
    course: UUID | None = None
    client: UUID | None = None
    staff: UUID | None = None
    due_on: date | None = None


class AssignTodo(Value):
    """Give it to somebody."""

    staff: UUID
    remark: str = ""


class FinishTodo(Value):
    """Note that it was done, or dropped, with what came of it."""

    done_on: date
    end: End = End.DONE
    outcome: str = ""


class TodoOver(Conflict):
    """It is done already."""

    code = "todo-over"
    message = "This to-do was {end} on {done_on}."


def raise_todo(world: World, command: RaiseTodo) -> list[Change]:
    """Make a to-do; its id is `world.new_id("todo")`.

    Raises:
        Invalid, StaffLeft, NotFound.
    """
    if not command.text.strip():
        raise Invalid(field="text", expected="what there is to do, in a few words")
    if command.staff is not None:
        at_work(world, command.staff)
    client = _client(world, command)
    raised = events.Raised(
        code=command.code,
        course=command.course,
        client=client,
        staff=command.staff,
        due_on=command.due_on,
        text=command.text,
    )
    todo = world.new_id("todo")
    return [Change(stream=todo, event=raised, subject=client or todo, course=command.course)]


def _client(world: World, command: RaiseTodo) -> UUID | None:
    if command.course is not None:
        client = world.case(command.course).course.client
        if command.client not in {None, client}:
            raise Invalid(field="client", expected="the client of the course, or none")
        return client
    return world.client(command.client).id if command.client is not None else None


def _of(todo: Todo, event: Event) -> Change:
    return Change(stream=todo.id, event=event, subject=todo.client or todo.id, course=todo.course)


def _unfinished(world: World, todo: UUID) -> Todo:
    known = world.todo(todo)
    if known.end is not None:
        raise TodoOver(end=known.end.value, done_on=known.done_on)
    return known


def assign_todo(world: World, todo: UUID, command: AssignTodo) -> list[Change]:
    """Give a to-do to somebody.

    Raises:
        TodoOver, StaffLeft, NotFound.
    """
    known = _unfinished(world, todo)
    at_work(world, command.staff)
    if known.staff == command.staff:
        return []
    return [_of(known, events.Assigned(staff=command.staff, remark=command.remark))]


def finish_todo(world: World, todo: UUID, command: FinishTodo) -> list[Change]:
    """Note what became of a to-do.

    Raises:
        TodoOver, Invalid, NotFound.
    """
    known = _unfinished(world, todo)
    if command.end is End.DROPPED and not command.outcome.strip():
        raise Invalid(field="outcome", expected="why it was dropped")
    done = events.Done(end=command.end, done_on=command.done_on, outcome=command.outcome)
    return [_of(known, done)]
