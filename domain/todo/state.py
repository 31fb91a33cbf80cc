"""The to-do as its events make it."""

from datetime import date
from uuid import UUID

import msgspec

from domain.event import Entry
from domain.fold import Rules
from domain.todo import events
from domain.todo.values import Code, End


class Todo(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done about what, by whom, until when."""

    id: UUID
    version: int
    code: Code
    course: UUID | None
    client: UUID | None
    staff: UUID | None
    due_on: date | None
    text: str
    end: End | None = None
    done_on: date | None = None
    outcome: str = ""


def _raised(_: None, event: events.Raised, entry: Entry) -> Todo:
    return Todo(
        id=entry.stream,
        version=entry.version,
        code=event.code,
        course=event.course,
        client=event.client,
        staff=event.staff,
        due_on=event.due_on,
        text=event.text,
    )


def _assigned(todo: Todo, event: events.Assigned, entry: Entry) -> Todo:
    return msgspec.structs.replace(todo, version=entry.version, staff=event.staff)


def _done(todo: Todo, event: events.Done, entry: Entry) -> Todo:
    return msgspec.structs.replace(
        todo, version=entry.version, end=event.end, done_on=event.done_on, outcome=event.outcome
    )


RULES: Rules = {events.Raised: _raised, events.Assigned: _assigned, events.Done: _done}
