"""What is noted in an assessment, in sentences."""

from collections.abc import Callable
from typing import Any

from domain.assessment import events
from domain.assessment.values import DoseChange, EpisodePart, Gathering, Perinatality, System
from domain.erased import ERASED, is_erased
from domain.event import Entry
from projections.audit import spoken
from projections.audit.facts import closing, code, field, when
from projections.audit.names import Names

SOURCES = {
    Gathering.INTERVIEW: "An interview",
    Gathering.QUESTIONNAIRE: "A questionnaire",
    Gathering.OBSERVATION: "An observation",
}
EPISODE = {
    EpisodePart.ONSET: "the onset",
    EpisodePart.EARLIER_EPISODE: "an earlier episode",
    EpisodePart.EVENT_NEAR_ONSET: "an event near the onset",
    EpisodePart.OTHER: "an event",
}
_CHANGES = {
    DoseChange.STARTED: "started",
    DoseChange.INCREASED: "dose increased",
    DoseChange.UNCHANGED: "unchanged",
    DoseChange.REDUCED: "dose reduced",
    DoseChange.STOPPED: "stopped",
}
_SYSTEMS = {System.ICD_10: "ICD-10", System.ICD_11: "ICD-11"}


def source_noted(event: events.SourceNoted, entry: Entry, names: Names) -> str:
    """Say what was a source, and what it gave."""
    source = "A source" if is_erased(event.content) else SOURCES[event.content.kind]
    text = spoken.giving(field(event.content, "text"))
    return f"{source} was noted as a source of the assessment {when(event)}{text}.{closing(event)}"


def _worded(what: str) -> Callable[[Any, Entry, Names], str]:
    def say(event: Any, entry: Entry, names: Names) -> str:
        return f"{what} was noted {when(event)}{spoken.giving(field(event.content, 'text'))}.{closing(event)}"

    return say


def episode_entry_noted(event: events.EpisodeEntryNoted, entry: Entry, names: Names) -> str:
    """Say what happened when in the episode."""
    if is_erased(event.content):
        return f"An entry was put into the timeline of the episode {when(event)}: {ERASED}.{closing(event)}"
    part = EPISODE[event.content.part]
    return (
        f"The timeline of the episode got an entry {when(event)}: {part} in {event.content.when}"
        f"{spoken.giving(event.content.text)}.{closing(event)}"
    )


def sick_role_explained(event: events.SickRoleExplained, entry: Entry, names: Names) -> str:
    """Say which exemptions were agreed."""
    exemptions = field(event.content, "exemptions")
    more = "" if is_erased(event.content) else spoken.giving(event.content.text, "; ")
    return (
        f"The sick role was explained to the client {when(event)}, with the exemptions "
        f"{spoken.quoted(exemptions)}{more}.{closing(event)}"
    )


def diagnosed(event: events.Diagnosed, entry: Entry, names: Names) -> str:
    """Say what the clinician entered, by code and in words."""
    content = event.content
    if is_erased(content):
        return f"The clinician entered a diagnosis {when(event)}: {ERASED}.{closing(event)}"
    said = f"{_SYSTEMS[content.system]} {content.code}, {spoken.quoted(content.words)}"
    return f"The clinician entered the diagnosis {said} {when(event)}.{closing(event)}"


def medication_noted(event: events.MedicationNoted, entry: Entry, names: Names) -> str:
    """Say what is taken, how much, what changed and how it is taken."""
    content = event.content
    if is_erased(content):
        return f"Medication was noted {when(event)}: {ERASED}.{closing(event)}"
    dose = f" {content.dose}" if content.dose else ""
    at = f", at {names.session(content.session)}" if content.session else ""
    return (
        f"Medication was noted {when(event)}{at}: {content.drug}{dose}, {_CHANGES[content.change]}, "
        f"adherence {code(content.adherence)}{spoken.giving(content.text)}.{closing(event)}"
    )


def perinatal_noted(event: events.PerinatalNoted, entry: Entry, names: Names) -> str:
    """Say where the client stands around a birth."""
    content = event.content
    if is_erased(content):
        return f"The perinatal flag was set {when(event)}: {ERASED}.{closing(event)}"
    due = f", due on {spoken.day(content.due_on)}" if content.due_on else ""
    born = f", the child born on {spoken.day(content.born_on)}" if content.born_on else ""
    state = "neither pregnant nor postnatal" if content.status is Perinatality.NEITHER else content.status.value
    return f"The client was noted as {state} {when(event)}{due}{born}.{closing(event)}"


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.SourceNoted: source_noted,
    events.SocialHistoryNoted: _worded("Social history"),
    events.DifficultyNoted: _worded("A current difficulty"),
    events.PatternNoted: _worded("An interpersonal pattern"),
    events.EpisodeEntryNoted: episode_entry_noted,
    events.SickRoleExplained: sick_role_explained,
    events.Diagnosed: diagnosed,
    events.MedicationNoted: medication_noted,
    events.PerinatalNoted: perinatal_noted,
    events.SuitabilityRemarked: _worded("A remark on suitability"),
}
