"""What happens to a to-do."""

from datetime import date
from uuid import UUID

from domain.event import Event, recorded
from domain.todo.values import Code, End


@recorded("todo.raised.v1", readable={"code", "course", "client", "staff", "due_on"})
class Raised(Event):
    """There is something to do, about a client or not, for somebody or for whoever takes it."""

    code: Code
    course: UUID | None
    client: UUID | None
    staff: UUID | None
    due_on: date | None
    text: str


@recorded("todo.assigned.v1", readable={"staff"})
class Assigned(Event):
    """It is somebody's to do from now on."""

    staff: UUID
    remark: str


@recorded("todo.done.v1", readable={"end", "done_on"})
class Done(Event):
    """It was done, or dropped."""

    end: End
    done_on: date
    outcome: str
