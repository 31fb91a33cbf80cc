"""What the demo's clinicians note in the first sessions: assessment, inventory, formulation, plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from domain.assessment import commands as assessed
from domain.assessment import decisions as assessing
from domain.assessment.values import (
    Adherence,
    Diagnosis,
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
from domain.formulation import commands as formulated
from domain.formulation import decisions as formulating
from domain.formulation.values import AreaKind, Formulation, Link
from domain.network.decisions import AddPerson, add_person
from domain.plan import commands as planned
from domain.plan import decisions as planning
from domain.plan.values import Goal
from interlude.demo.at_once import Writing, writing
from interlude.demo.clinical import Aim, everywhere, work
from interlude.demo.meeting import Meeting

_MONTH_DAYS = 30.4


def first(meeting: Meeting) -> Iterator[Writing]:
    """Yield what the first session gives: the history of the episode."""
    case, said = meeting.case, meeting.said
    told = f"Semi-structured interview. {case.event} about {case.onset_months} months before; low mood since."
    yield writing(
        assessing.note_source,
        assessed.NoteSource(source=Source(kind=Gathering.INTERVIEW, text=told), **said),
    )
    yield writing(assessing.note_social_history, assessed.NoteSocialHistory(text=case.social, **said))
    for text in work(case.kind).difficulties[:2]:
        difficulty = text.format(who=case.who)
        yield writing(assessing.note_difficulty, assessed.NoteDifficulty(text=difficulty, **said))
    yield from (_episode(meeting, *entry) for entry in _timeline(meeting))
    if case.medicine is not None:
        taken = Medication(
            drug=case.medicine.drug,
            dose=case.medicine.dose,
            adherence=Adherence.AS_PRESCRIBED,
            session=meeting.session,
            text="Prescribed by the GP",
        )
        yield writing(assessing.note_medication, assessed.NoteMedication(medication=taken, **said))
    if case.birth is not None:
        yield writing(assessing.note_perinatal, assessed.NotePerinatal(perinatal=_birth(meeting), **said))


def _timeline(meeting: Meeting) -> Iterator[tuple[EpisodePart, date, str]]:
    case = meeting.case
    onset = meeting.on - timedelta(days=round(case.onset_months * _MONTH_DAYS))
    if case.earlier_episode:
        yield EpisodePart.EARLIER_EPISODE, date(onset.year - 7, onset.month, 1), case.earlier_episode
    yield EpisodePart.EVENT_NEAR_ONSET, onset, case.event
    yield EpisodePart.ONSET, onset + timedelta(days=21), "Low most days; sleep and interest gone"


def _episode(meeting: Meeting, part: EpisodePart, when: date, text: str) -> Writing:
    known_to = len("2026") if part is EpisodePart.EARLIER_EPISODE else len("2026-04")
    entry = EpisodeEntry(part=part, when=when.isoformat()[:known_to], text=text)
    command = assessed.NoteEpisodeEntry(author=meeting.author, on=meeting.on, entry=entry)
    return writing(assessing.note_episode_entry, command)


def _birth(meeting: Meeting) -> Perinatal:
    birth = meeting.case.birth
    assert birth is not None
    day = meeting.on + timedelta(weeks=birth.weeks)
    if birth.status is Perinatality.PREGNANT:
        return Perinatal(status=birth.status, due_on=day)
    return Perinatal(status=birth.status, born_on=day)


def second(meeting: Meeting) -> Iterator[Writing]:
    """Yield what the second session gives: the people in the client's life, the diagnosis, the sick role."""
    case, said = meeting.case, meeting.said
    for person in case.people:
        yield writing(add_person, AddPerson(person=person, **said))
    yield writing(assessing.note_pattern, assessed.NotePattern(text=work(case.kind).patterns[0], **said))
    diagnosis = Diagnosis(system=System.ICD_11, code=case.code, words=case.diagnosis)
    yield writing(assessing.diagnose, assessed.Diagnose(diagnosis=diagnosis, **said))
    role = SickRole(exemptions=meeting.chance.choice(everywhere().exemptions))
    yield writing(assessing.explain_sick_role, assessed.ExplainSickRole(sick_role=role, **said))
    fits = "Depression with a recent interpersonal change; wishes to work on it; time-limited course explained."
    yield writing(assessing.remark_suitability, assessed.RemarkSuitability(text=fits, **said))


def areas(meeting: Meeting) -> Iterator[Writing]:
    """Yield the problem areas that were found."""
    found = [meeting.case.area, *([meeting.case.second_area] if meeting.case.second_area else [])]
    for area in found:
        noted = formulated.NoteArea(author=meeting.author, on=meeting.on, area=area)
        yield writing(formulating.note_area, noted)


def formulation(meeting: Meeting) -> Iterator[Writing]:
    """Yield the focus, the formulation, the goals and the contract; the areas are on record by then."""
    case, said = meeting.case, meeting.said
    area: UUID = next(iter(meeting.known.formulation.areas))
    yield writing(formulating.choose_focus, formulated.ChooseFocus(area=area, **said))
    near = [one.id for one in meeting.known.assessment.episode if one.content.part is EpisodePart.EVENT_NEAR_ONSET]
    links = [Link(entry=entry, area=area, text="What came first, and what the mood followed") for entry in near]
    stated = Formulation(text=case.formulation, links=links)
    yield writing(formulating.state_formulation, formulated.StateFormulation(formulation=stated, **said))
    for aim in work(case.kind).aims:
        yield writing(planning.set_goal, planned.SetGoal(area=case.kind, goal=_goal(aim), **said))
    focus = f"{_NAMES[case.kind]}: {case.who}"
    yield writing(planning.agree_contract, planned.AgreeContract(focus=focus, copy_given_on=meeting.on, **said))


_NAMES = {
    AreaKind.GRIEF: "Grief",
    AreaKind.ROLE_DISPUTE: "Role dispute",
    AreaKind.ROLE_TRANSITION: "Role transition",
    AreaKind.DEFICITS: "Interpersonal deficits",
}


def _goal(aim: Aim) -> Goal:
    return Goal(
        words=aim.words,
        objectives=aim.objectives,
        strategies=aim.strategies,
        realistic_and_achievable=True,
        scale=aim.scale,
        baseline=aim.reached[0],
    )


def agreement(meeting: Meeting) -> Writing:
    """Return the client's agreement with the formulation."""
    words = meeting.chance.choice(("That is how it was.", "I had not seen it in this order. Yes.", "Yes. That is it."))
    agreed = formulated.AgreeFormulation(author=meeting.author, on=meeting.on, words=words)
    return writing(formulating.agree_formulation, agreed)
