"""What is noted in an assessment."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from domain.assessment import commands, decisions, events
from domain.assessment.values import (
    Adherence,
    Diagnosis,
    DoseChange,
    EpisodeEntry,
    EpisodePart,
    Gathering,
    Medication,
    Perinatal,
    Perinatality,
    SickRole,
    Source,
    System,
)
from domain.assessment.view import view
from domain.course.errors import UnknownSession
from domain.course.facts import How
from domain.errors import Invalid
from tests.builders import a_course
from tests.domain.facts import AUTHOR, a_story, noted, revising
from tests.domain.story import Story


def diagnosed(story: Story, code: str, system: System = System.ICD_10, **facts: Any) -> events.Diagnosed:
    diagnosis = Diagnosis(system=system, code=code, words="as the clinician words it")
    command = commands.Diagnose(author=AUTHOR, diagnosis=diagnosis, **facts)
    return noted(story, events.Diagnosed, decisions.diagnose, command)


def test_the_assessment_draws_on_interviews_questionnaires_and_observations() -> None:
    story = a_story()
    for kind in Gathering:
        command = commands.NoteSource(author=AUTHOR, source=Source(kind=kind, text="low, withdrawn"))
        noted(story, events.SourceNoted, decisions.note_source, command)
    assert [one.content.kind for one in view(story.case).sources] == list(Gathering)
    assert {one.author for one in view(story.case).sources} == {AUTHOR}


def test_social_history_difficulties_patterns_and_suitability_are_noted_in_words() -> None:
    story = a_story()
    story.do(decisions.note_social_history, commands.NoteSocialHistory(author=AUTHOR, text="grew up abroad"))
    story.do(decisions.note_difficulty, commands.NoteDifficulty(author=AUTHOR, text="quarrels at work"))
    story.do(decisions.note_pattern, commands.NotePattern(author=AUTHOR, text="withdraws when hurt"))
    story.do(decisions.remark_suitability, commands.RemarkSuitability(author=AUTHOR, text="a clear focus"))
    found = view(story.case)
    kinds = (found.social_history, found.difficulties, found.patterns, found.suitability)
    texts = [one.content.text for kind in kinds for one in kind]
    assert texts == ["grew up abroad", "quarrels at work", "withdraws when hurt", "a clear focus"]


def test_the_timeline_of_the_episode_is_in_the_order_of_time_however_well_a_date_is_known() -> None:
    story = a_story()
    for part, when in (
        (EpisodePart.ONSET, "2025-11"),
        (EpisodePart.EARLIER_EPISODE, "2019"),
        (EpisodePart.EVENT_NEAR_ONSET, "2025-10-30"),
    ):
        entry = EpisodeEntry(part=part, when=when, text="as told")
        story.do(decisions.note_episode_entry, commands.NoteEpisodeEntry(author=AUTHOR, entry=entry))
    assert [one.content.when for one in view(story.case).episode] == ["2019", "2025-10-30", "2025-11"]


@pytest.mark.parametrize("when", ["", "last winter", "2025-13", "2025-02-30", "25-11", "2025-1"])
def test_a_date_that_is_none_is_refused(when: str) -> None:
    entry = EpisodeEntry(part=EpisodePart.ONSET, when=when, text="as told")
    with pytest.raises(Invalid, match=r"^entry\.when: a year, a month or a day"):
        a_story().do(decisions.note_episode_entry, commands.NoteEpisodeEntry(author=AUTHOR, entry=entry))


def test_the_sick_role_is_explained_on_a_day_with_the_exemptions_agreed() -> None:
    story = a_story()
    role = SickRole(exemptions="no overtime for six weeks")
    command = commands.ExplainSickRole(author=AUTHOR, sick_role=role, on=date(2026, 1, 19))
    event = noted(story, events.SickRoleExplained, decisions.explain_sick_role, command)
    assert (event.on, event.content.exemptions) == (date(2026, 1, 19), "no overtime for six weeks")


@pytest.mark.parametrize(
    ("system", "code"),
    [
        (System.ICD_10, "F32.1"),
        (System.ICD_10, "F32"),
        (System.ICD_10, "F53.0"),
        (System.ICD_10, "F33.41"),
        (System.ICD_11, "6A70.1"),
        (System.ICD_11, "6B42"),
        (System.ICD_11, "QE84"),
        (System.ICD_11, "6A70.Z"),
        (System.ICD_11, "6A71.1/6B00"),
        (System.ICD_11, "6A70.1&XS5W"),
    ],
)
def test_a_diagnosis_is_the_clinicians_code_and_words(system: System, code: str) -> None:
    assert diagnosed(a_story(), f" {code.lower()} ", system).content.code == code


@pytest.mark.parametrize(
    ("system", "code"),
    [
        (System.ICD_10, "6A70.1"),
        (System.ICD_10, "depression"),
        (System.ICD_10, "F3"),
        (System.ICD_10, "F32."),
        (System.ICD_11, "F32.1"),
        (System.ICD_11, "6A7O"),
        (System.ICD_11, "6A70.1&"),
    ],
)
def test_what_has_not_the_form_of_a_code_is_refused(system: System, code: str) -> None:
    with pytest.raises(Invalid, match=r"^diagnosis\.code: a code of ICD-1"):
        diagnosed(a_story(), code, system)


def test_a_diagnosis_is_revised_with_a_reason_and_the_first_stays_visible() -> None:
    story = a_story()
    first = diagnosed(story, "F32.1")
    second = diagnosed(story, "F32.2", replaces=revising(first, "worse than it seemed"))
    found = view(story.case)
    assert found.diagnosis is not None
    assert (found.diagnosis.content.code, found.diagnosis.how) == ("F32.2", How.REVISION)
    assert [(one.content.code, one.replaced_by) for one in found.diagnoses] == [("F32.1", second.id), ("F32.2", None)]


def medication(story: Story, **facts: Any) -> events.MedicationNoted:
    on = facts.pop("on", None)
    taken = Medication(**{"drug": "Sertraline", "dose": "50 mg", **facts})
    command = commands.NoteMedication(author=AUTHOR, medication=taken, on=on)
    return noted(story, events.MedicationNoted, decisions.note_medication, command)


def test_the_latest_note_on_each_medicine_is_what_is_taken() -> None:
    story = a_story()
    medication(story, change=DoseChange.INCREASED, dose="100 mg", adherence=Adherence.PARTLY)
    medication(story, drug="sertraline ", on=date(2026, 1, 5))
    medication(story, drug="Zopiclone", dose="3.75 mg")
    taken = [(one.content.drug, one.content.dose) for one in view(story.case).taken]
    assert taken == [("Sertraline", "100 mg"), ("Zopiclone", "3.75 mg")]


def test_medication_is_noted_at_a_session_of_the_course() -> None:
    story = a_course().with_session("2026-03-02T09:00").opened()
    assert medication(story, session=story.sessions[0]).content.session == story.sessions[0]
    with pytest.raises(UnknownSession):
        medication(story, session=uuid4())


def perinatal(story: Story, **facts: Any) -> events.PerinatalNoted:
    command = commands.NotePerinatal(author=AUTHOR, perinatal=Perinatal(**facts))
    return noted(story, events.PerinatalNoted, decisions.note_perinatal, command)


def test_the_perinatal_flag_carries_the_due_date_then_the_birth() -> None:
    story = a_story()
    first = perinatal(story, status=Perinatality.PREGNANT, due_on=date(2026, 5, 1))
    born = Perinatal(status=Perinatality.POSTNATAL, born_on=date(2026, 1, 30))
    command = commands.NotePerinatal(author=AUTHOR, perinatal=born, replaces=revising(first, "born early"))
    story.do(decisions.note_perinatal, command)
    flag = view(story.case).perinatal_flag
    assert flag is not None
    assert (flag.content.status, flag.content.born_on) == (Perinatality.POSTNATAL, date(2026, 1, 30))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (dict(status=Perinatality.PREGNANT), "due_on"),
        (dict(status=Perinatality.NEITHER, born_on=date(2026, 1, 1)), "born_on"),
    ],
)
def test_a_perinatal_flag_without_its_date_is_refused(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid, match=rf"^perinatal\.{field}: "):
        perinatal(a_story(), **facts)
