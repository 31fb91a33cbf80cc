"""What happens in the sessions of a course. What was said is sealed; sessions, codes and days can be read."""

from uuid import UUID

from domain.course.facts import READABLE, Fact
from domain.event import recorded
from domain.formulation.values import AreaKind
from domain.work.values import Asked, NextStep, Opening, Used

_AT_SESSION = READABLE | {"session"}
_OF_NOTE = READABLE | {"note"}


@recorded("work.opening_noted.v1", readable=_AT_SESSION)
class OpeningNoted(Fact, kw_only=True):
    """How the client had been since the last session, and what the mood was linked to."""

    session: UUID
    content: Opening


@recorded("work.technique_used.v1", readable=_AT_SESSION | {"technique", "goal"})
class TechniqueUsed(Fact, kw_only=True):
    """A technique was used in a session, towards a goal where one is named."""

    session: UUID
    technique: str
    goal: UUID | None = None
    content: Used


@recorded("work.area_worked_on.v1", readable=_AT_SESSION | {"area"})
class AreaWorkedOn(Fact, kw_only=True):
    """A session worked on a problem area."""

    session: UUID
    area: AreaKind
    content: str


@recorded("work.step_agreed.v1", readable=_AT_SESSION)
class StepAgreed(Fact, kw_only=True):
    """Client and clinician agreed on a next step; its id is that of this entry."""

    session: UUID
    content: NextStep


@recorded("work.step_asked_about.v1", readable=_AT_SESSION | {"step"})
class StepAskedAbout(Fact, kw_only=True):
    """The client was asked what came of a next step."""

    session: UUID
    step: UUID
    content: Asked


@recorded("work.task_done.v1", readable=READABLE | {"task", "phase"})
class TaskDone(Fact, kw_only=True):
    """The clinician did what the protocol asks for in a phase; `phase` is the one that the course was in."""

    task: str
    phase: str
    content: str


@recorded("work.note_drafted.v1", readable=_OF_NOTE | {"session"})
class NoteDrafted(Fact, kw_only=True):
    """A note was written, or written anew while it was a draft."""

    note: UUID
    session: UUID | None = None
    content: str


@recorded("work.note_signed.v1", readable=_OF_NOTE | {"needs_cosignature"})
class NoteSigned(Fact, kw_only=True):
    """The author signed a note: from now on it is never changed, and can only be added to."""

    note: UUID
    needs_cosignature: bool


@recorded("work.note_addended.v1", readable=_OF_NOTE)
class NoteAddended(Fact, kw_only=True):
    """Something was added to a signed note."""

    note: UUID
    content: str


@recorded("work.note_cosigned.v1", readable=_OF_NOTE)
class NoteCosigned(Fact, kw_only=True):
    """A supervisor signed a note as well, with a remark where there was one."""

    note: UUID
    content: str


@recorded("work.retracted.v1", readable=READABLE | {"entry"})
class Retracted(Fact, kw_only=True):
    """An entry should not stand here, such as one for the wrong client; it stays in the history, marked as such."""

    entry: UUID
    content: str
