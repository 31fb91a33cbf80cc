"""What can be noted of a session. Without a day of its own it is noted for the day of the session."""

from uuid import UUID

from domain.course.noting import Noting
from domain.formulation.values import AreaKind
from domain.plan.values import Words
from domain.work.values import Asked, NextStep, Opening, Used


class NoteOpening(Noting, kw_only=True):
    """Note how the client had been since the last session."""

    opening: Opening


class UseTechnique(Noting, kw_only=True):
    """Note a technique, by its code; those with a record of their own take that, all others plain words."""

    technique: str
    used: Used
    goal: UUID | None = None


class WorkOnArea(Noting, kw_only=True):
    """Note what was worked on in a problem area."""

    area: AreaKind
    text: Words


class AgreeStep(Noting, kw_only=True):
    """Note a next step that was agreed on."""

    step: NextStep


class AskAboutStep(Noting, kw_only=True):
    """Note what came of a next step."""

    session: UUID
    asked: Asked


class DoTask(Noting, kw_only=True):
    """Note that a phase task was done which no other entry shows."""

    task: str
    text: str = ""


class DraftNote(Noting, kw_only=True):
    """Write a note, of a session or of something else."""

    text: Words
    session: UUID | None = None


class RedraftNote(Noting, kw_only=True):
    """Write a note anew that is not signed yet."""

    text: Words


class SignNote(Noting, kw_only=True):
    """Sign a note; `needs_cosignature` where the author is supervised."""

    needs_cosignature: bool = False


class AddToNote(Noting, kw_only=True):
    """Add to a signed note."""

    text: Words


class CosignNote(Noting, kw_only=True):
    """Sign a note as the supervisor."""

    remark: str = ""


class Retract(Noting, kw_only=True):
    """Take back an entry that should not stand here; the reason says why."""

    entry: UUID
    why: Words
