"""Assessment, and the forms that are keyed in: a table."""

from collections.abc import Sequence

from api.commands import Command
from api.policy import ASSESSMENT, MEASURES
from api.reads import Read
from api.routes.entering import changing, entering, reading
from domain.assessment import commands, decisions, view
from domain.forms import decisions as forms
from domain.forms import view as forms_view

COMMANDS: Sequence[Command] = (
    entering(
        f"{ASSESSMENT}/sources",
        "Note what an interview, a questionnaire or an observation gave",
        commands.NoteSource,
        decisions.note_source,
        "source",
    ),
    entering(
        f"{ASSESSMENT}/social-history",
        "Note social history",
        commands.NoteSocialHistory,
        decisions.note_social_history,
        "social-history",
    ),
    entering(
        f"{ASSESSMENT}/difficulties",
        "Note a current difficulty",
        commands.NoteDifficulty,
        decisions.note_difficulty,
        "difficulty",
    ),
    entering(
        f"{ASSESSMENT}/patterns",
        "Note an interpersonal pattern",
        commands.NotePattern,
        decisions.note_pattern,
        "pattern",
    ),
    entering(
        f"{ASSESSMENT}/episode",
        "Put an entry into the timeline of the episode",
        commands.NoteEpisodeEntry,
        decisions.note_episode_entry,
        "episode-entry",
    ),
    entering(
        f"{ASSESSMENT}/sick-role",
        "Note that the sick role was explained",
        commands.ExplainSickRole,
        decisions.explain_sick_role,
        "sick-role",
    ),
    entering(
        f"{ASSESSMENT}/diagnoses",
        "Enter the clinician's diagnosis",
        commands.Diagnose,
        decisions.diagnose,
        "diagnosis",
    ),
    entering(
        f"{ASSESSMENT}/medication",
        "Note a medicine",
        commands.NoteMedication,
        decisions.note_medication,
        "medication",
    ),
    entering(
        f"{ASSESSMENT}/perinatal",
        "Set the perinatal flag",
        commands.NotePerinatal,
        decisions.note_perinatal,
        "perinatal",
    ),
    entering(
        f"{ASSESSMENT}/suitability",
        "Remark on whether this therapy suits the client",
        commands.RemarkSuitability,
        decisions.remark_suitability,
        "suitability-remark",
    ),
    entering(MEASURES, "Key in a form", forms.RecordMeasure, forms.record_measure, "form"),
    changing(
        f"{MEASURES}/{{form}}/rescorings",
        "Score a form again by another version",
        forms.RescoreMeasure,
        forms.rescore_measure,
    ),
)

READS: Sequence[Read] = (
    reading(ASSESSMENT, "Read the assessment of a course", view.view, view.AssessmentView),
    reading(MEASURES, "Read the forms of a course", forms_view.view, forms_view.FormsView),
)
