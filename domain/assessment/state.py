"""The assessment as its events make it: every entry there was, each marked where another stands in its place."""

import msgspec

from domain.assessment import events
from domain.assessment.values import Diagnosis, EpisodeEntry, Medication, Perinatal, SickRole, Source, Words
from domain.course.facts import Noted, into
from domain.fold import Rules


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What has been noted, by kind, in the order in which it was noted."""

    sources: tuple[Noted[Source], ...] = ()
    social_history: tuple[Noted[Words], ...] = ()
    difficulties: tuple[Noted[Words], ...] = ()
    patterns: tuple[Noted[Words], ...] = ()
    episode: tuple[Noted[EpisodeEntry], ...] = ()
    sick_role: tuple[Noted[SickRole], ...] = ()
    diagnoses: tuple[Noted[Diagnosis], ...] = ()
    medication: tuple[Noted[Medication], ...] = ()
    perinatal: tuple[Noted[Perinatal], ...] = ()
    suitability: tuple[Noted[Words], ...] = ()


EMPTY = Assessment()

RULES: Rules = {
    events.SourceNoted: into(EMPTY, "sources"),
    events.SocialHistoryNoted: into(EMPTY, "social_history"),
    events.DifficultyNoted: into(EMPTY, "difficulties"),
    events.PatternNoted: into(EMPTY, "patterns"),
    events.EpisodeEntryNoted: into(EMPTY, "episode"),
    events.SickRoleExplained: into(EMPTY, "sick_role"),
    events.Diagnosed: into(EMPTY, "diagnoses"),
    events.MedicationNoted: into(EMPTY, "medication"),
    events.PerinatalNoted: into(EMPTY, "perinatal"),
    events.SuitabilityRemarked: into(EMPTY, "suitability"),
}
