"""Working through, as a table."""

from collections.abc import Sequence

from api.commands import Command
from api.policy import WORKING
from api.reads import Read
from api.routes.entering import entering, reading
from domain.working import decisions, view

COMMANDS: Sequence[Command] = (
    entering(
        f"{WORKING}/disputes", "Open a dispute's record", decisions.OpenDispute, decisions.open_dispute, "dispute"
    ),
    entering(
        f"{WORKING}/disputes/{{dispute}}/progress",
        "Note how far a dispute has come",
        decisions.NoteProgress,
        decisions.note_progress,
        "progress",
    ),
    entering(
        f"{WORKING}/disputes/{{dispute}}/endings",
        "Note how a dispute ended",
        decisions.EndDispute,
        decisions.end_dispute,
        "dispute-ending",
    ),
    entering(f"{WORKING}/skills", "Rate communication skills", decisions.RateSkills, decisions.rate_skills, "rating"),
)

READS: Sequence[Read] = (reading(WORKING, "Read disputes and ratings of skills", view.view, view.WorkingView),)
