"""What happens to staff and to-dos, and in supervision, in sentences.."""

from collections.abc import Callable
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.staff import events as staff
from domain.staff.values import Role
from domain.supervision import events as supervision
from domain.todo import events as todo
from domain.todo.values import Code, End
from projections.audit import spoken
from projections.audit.facts import closing, when
from projections.audit.names import Names
from projections.audit.pathway import span

ROLES = {
    Role.CLINICIAN: "clinician",
    Role.SUPERVISOR: "supervisor",
    Role.FRONT_DESK: "front desk",
    Role.ADMINISTRATOR: "administrator",
    Role.AUDITOR: "auditor",
}
CODES = {
    Code.CALL_CLIENT: "call the client",
    Code.WRITE_LETTER: "write a letter",
    Code.BOOK_SESSION: "book a session",
    Code.ARRANGE_COVER: "arrange cover",
    Code.REVIEW_PLAN: "review the plan",
    Code.FOLLOW_UP: "follow up",
    Code.OTHER: "see to something else",
}


def joined(event: staff.Joined, entry: Entry, names: Names) -> str:
    """Say who works here in which roles."""
    roles = spoken.listed(ROLES[role] for role in event.roles)
    return f"{event.name} joined the staff on {spoken.day(event.joined_on)} as {roles}."


def left(event: staff.Left, entry: Entry, names: Names) -> str:
    """Say that somebody left."""
    return f"The member of staff left on {spoken.day(event.left_on)}{spoken.giving(event.reason)}."


def absence_noted(event: staff.AbsenceNoted, entry: Entry, names: Names) -> str:
    """Say when somebody is away, and whether anybody covers."""
    cover = "a colleague covers" if event.covered_by else "nobody covers yet"
    return f"The member of staff is away {span(event)}, and {cover}{spoken.giving(event.reason)}."


def absence_withdrawn(event: staff.AbsenceWithdrawn, entry: Entry, names: Names) -> str:
    """Say that somebody is there after all."""
    return f"An absence of the member of staff was taken back{spoken.giving(event.reason)}."


def staff_supervised(event: supervision.StaffSupervised, entry: Entry, names: Names) -> str:
    """Say what was talked over with whom."""
    talk = _talk(event.about, event.advice, event.action)
    return f"Supervision was held with {event.with_whom} on {spoken.day(event.on)}: {talk}."


def course_supervised(event: supervision.CourseSupervised, entry: Entry, names: Names) -> str:
    """Say what was talked over of a course with whom."""
    talk = event.content
    said = str(ERASED) if is_erased(talk) else _talk(talk.about, talk.advice, talk.action)
    whom = f"The course was talked over in supervision with {event.with_whom}"
    return f"{whom}, noted {when(event)}: {said}.{closing(event)}"


def _talk(about: str, advice: str, action: str) -> str:
    follows = spoken.giving(action, "; what follows from it: ")
    return f"about {spoken.quoted(about)}, with the advice {spoken.quoted(advice)}{follows}"


def raised(event: todo.Raised, entry: Entry, names: Names) -> str:
    """Say what there is to do, and until when."""
    due = f", due on {spoken.day(event.due_on)}" if event.due_on else ""
    return f"A to-do was raised{due}, to {CODES[event.code]}{spoken.giving(event.text)}."


def assigned(event: todo.Assigned, entry: Entry, names: Names) -> str:
    """Say that it is somebody's now."""
    return f"The to-do was given to a member of staff{spoken.giving(event.remark)}."


def done(event: todo.Done, entry: Entry, names: Names) -> str:
    """Say what became of it."""
    end = "done" if event.end is End.DONE else "dropped"
    return f"The to-do was {end} on {spoken.day(event.done_on)}{spoken.giving(event.outcome)}."


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    staff.Joined: joined,
    staff.Left: left,
    staff.AbsenceNoted: absence_noted,
    staff.AbsenceWithdrawn: absence_withdrawn,
    supervision.StaffSupervised: staff_supervised,
    supervision.CourseSupervised: course_supervised,
    todo.Raised: raised,
    todo.Assigned: assigned,
    todo.Done: done,
}
