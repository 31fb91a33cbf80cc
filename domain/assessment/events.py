"""What is noted in an assessment. The content of each is sealed; its day and what it replaces can be read."""

from domain.assessment.values import Diagnosis, EpisodeEntry, Medication, Perinatal, SickRole, Source, Words
from domain.course.facts import READABLE, Fact
from domain.event import recorded


@recorded("assessment.source_noted.v1", readable=READABLE)
class SourceNoted(Fact):
    """An interview, a questionnaire or an observation gave this."""

    content: Source


@recorded("assessment.social_history_noted.v1", readable=READABLE)
class SocialHistoryNoted(Fact):
    """The client's social history, or a part of it."""

    content: Words


@recorded("assessment.difficulty_noted.v1", readable=READABLE)
class DifficultyNoted(Fact):
    """A current difficulty."""

    content: Words


@recorded("assessment.pattern_noted.v1", readable=READABLE)
class PatternNoted(Fact):
    """An interpersonal pattern."""

    content: Words


@recorded("assessment.episode_entry_noted.v1", readable=READABLE)
class EpisodeEntryNoted(Fact):
    """An entry in the timeline of the episode."""

    content: EpisodeEntry


@recorded("assessment.sick_role_explained.v1", readable=READABLE)
class SickRoleExplained(Fact):
    """The sick role was explained to the client, and exemptions agreed."""

    content: SickRole


@recorded("assessment.diagnosed.v1", readable=READABLE)
class Diagnosed(Fact):
    """The clinician entered a diagnosis."""

    content: Diagnosis


@recorded("assessment.medication_noted.v1", readable=READABLE)
class MedicationNoted(Fact):
    """What the client takes, as it was told at a session or between."""

    content: Medication


@recorded("assessment.perinatal_noted.v1", readable=READABLE)
class PerinatalNoted(Fact):
    """Whether the client is pregnant or has given birth."""

    content: Perinatal


@recorded("assessment.suitability_remarked.v1", readable=READABLE)
class SuitabilityRemarked(Fact):
    """A remark on whether this therapy suits the client."""

    content: Words
