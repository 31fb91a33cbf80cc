"""What can be noted in an assessment."""

from domain.assessment.values import Diagnosis, EpisodeEntry, Medication, Perinatal, SickRole, Source
from domain.course.noting import Noting


class NoteSource(Noting):
    """Note what an interview, a questionnaire or an observation gave."""

    source: Source


class NoteSocialHistory(Noting):
    """Note the client's social history, or a part of it."""

    text: str


class NoteDifficulty(Noting):
    """Note a current difficulty."""

    text: str


class NotePattern(Noting):
    """Note an interpersonal pattern."""

    text: str


class NoteEpisodeEntry(Noting):
    """Put an entry into the timeline of the episode: its onset, an earlier episode, an event near the onset."""

    entry: EpisodeEntry


class ExplainSickRole(Noting):
    """Note that the sick role was explained, and which exemptions were agreed."""

    sick_role: SickRole


class Diagnose(Noting):
    """Enter the clinician's diagnosis."""

    diagnosis: Diagnosis


class NoteMedication(Noting):
    """Note a medicine."""

    medication: Medication


class NotePerinatal(Noting):
    """Set the perinatal flag."""

    perinatal: Perinatal


class RemarkSuitability(Noting):
    """Remark on whether this therapy suits the client."""

    text: str
