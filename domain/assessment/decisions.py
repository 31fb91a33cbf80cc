"""What may be noted in an assessment: every fact, with its day and author."""

from uuid import UUID

import msgspec

from domain.assessment import commands, events
from domain.assessment.coding import checked_code, checked_when
from domain.assessment.state import Assessment
from domain.assessment.values import Perinatality, Words
from domain.course.booking import find
from domain.course.noting import record, told, worded
from domain.errors import Invalid
from domain.event import Change
from domain.world import World


def _known(world: World, course: UUID) -> Assessment:
    return world.case(course).assessment


def note_source(world: World, course: UUID, command: commands.NoteSource) -> list[Change]:
    """Note a source and what it gave."""
    worded(**{"source.text": command.source.text})
    fields = told(world, course, command, "source", _known(world, course).sources)
    return record(world, course, events.SourceNoted(content=command.source, **fields))


def note_social_history(world: World, course: UUID, command: commands.NoteSocialHistory) -> list[Change]:
    """Note social history."""
    worded(text=command.text)
    fields = told(world, course, command, "social-history", _known(world, course).social_history)
    return record(world, course, events.SocialHistoryNoted(content=Words(text=command.text), **fields))


def note_difficulty(world: World, course: UUID, command: commands.NoteDifficulty) -> list[Change]:
    """Note a current difficulty."""
    worded(text=command.text)
    fields = told(world, course, command, "difficulty", _known(world, course).difficulties)
    return record(world, course, events.DifficultyNoted(content=Words(text=command.text), **fields))


def note_pattern(world: World, course: UUID, command: commands.NotePattern) -> list[Change]:
    """Note an interpersonal pattern."""
    worded(text=command.text)
    fields = told(world, course, command, "pattern", _known(world, course).patterns)
    return record(world, course, events.PatternNoted(content=Words(text=command.text), **fields))


def note_episode_entry(world: World, course: UUID, command: commands.NoteEpisodeEntry) -> list[Change]:
    """Put an entry into the timeline of the episode."""
    worded(**{"entry.text": command.entry.text})
    entry = msgspec.structs.replace(command.entry, when=checked_when(command.entry.when))
    fields = told(world, course, command, "episode-entry", _known(world, course).episode)
    return record(world, course, events.EpisodeEntryNoted(content=entry, **fields))


def explain_sick_role(world: World, course: UUID, command: commands.ExplainSickRole) -> list[Change]:
    """Note the day on which the sick role was explained, and the exemptions."""
    worded(**{"sick_role.exemptions": command.sick_role.exemptions})
    fields = told(world, course, command, "sick-role", _known(world, course).sick_role)
    return record(world, course, events.SickRoleExplained(content=command.sick_role, **fields))


def diagnose(world: World, course: UUID, command: commands.Diagnose) -> list[Change]:
    """Enter a diagnosis; the form of its code is checked, never its meaning."""
    worded(**{"diagnosis.words": command.diagnosis.words})
    code = checked_code(command.diagnosis.system, command.diagnosis.code)
    diagnosis = msgspec.structs.replace(command.diagnosis, code=code)
    fields = told(world, course, command, "diagnosis", _known(world, course).diagnoses)
    return record(world, course, events.Diagnosed(content=diagnosis, **fields))


def note_medication(world: World, course: UUID, command: commands.NoteMedication) -> list[Change]:
    """Note a medicine, at a session or between."""
    worded(**{"medication.drug": command.medication.drug})
    if command.medication.session is not None:
        find(world.case(course).course, command.medication.session)
    fields = told(world, course, command, "medication", _known(world, course).medication)
    return record(world, course, events.MedicationNoted(content=command.medication, **fields))


def note_perinatal(world: World, course: UUID, command: commands.NotePerinatal) -> list[Change]:
    """Set the perinatal flag."""
    found = command.perinatal
    if found.status is Perinatality.PREGNANT and found.due_on is None:
        raise Invalid(field="perinatal.due_on", expected="the due date, while the client is pregnant")
    if found.born_on is not None and found.status is not Perinatality.POSTNATAL:
        raise Invalid(field="perinatal.born_on", expected="a date of birth after the birth, and only then")
    fields = told(world, course, command, "perinatal", _known(world, course).perinatal)
    return record(world, course, events.PerinatalNoted(content=found, **fields))


def remark_suitability(world: World, course: UUID, command: commands.RemarkSuitability) -> list[Change]:
    """Remark on suitability."""
    worded(text=command.text)
    fields = told(world, course, command, "suitability-remark", _known(world, course).suitability)
    return record(world, course, events.SuitabilityRemarked(content=Words(text=command.text), **fields))
