"""What may be noted of a random course: facts, which are recorded in every state of it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from domain.assessment import commands as assessment
from domain.assessment import decisions as assessing
from domain.assessment.values import (
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
from domain.course import booking, commands, decisions
from domain.course.facts import How
from domain.course.noting import Replacing
from domain.course.values import Attendance, Mode
from domain.ending import commands as ending
from domain.ending import decisions as endings
from domain.ending.values import FollowUp, NamedEnding, Signs, SignsReturned
from domain.event import Change
from domain.forms.decisions import RecordMeasure, record_measure
from domain.formulation import commands as formulation
from domain.formulation import decisions as formulating
from domain.formulation.values import Area, AreaKind, Deficits, Grief, RoleDispute, RoleTransition, Stage
from domain.measures.answers import Answers
from domain.network.decisions import AddPerson, add_person
from domain.network.values import Contact, Person
from domain.plan.commands import ReviewPlan
from domain.plan.decisions import review_plan
from domain.plan.values import Review
from domain.safety.decisions import AssessRisk, MakeSafetyPlan, assess_risk, make_safety_plan
from domain.safety.values import RiskAssessment, SafetyPlan
from domain.supervision.decisions import SuperviseCourse, supervise_course
from domain.supervision.events import Supervision
from domain.work import commands as work
from domain.work import decisions as working
from domain.work import notes
from domain.work.techniques import InWords
from domain.work.values import NextStep, Opening, Used
from tests.stories.model import COUNTS, PHASES, Model
from tests.stories.steps import Draw, NewId, Step

Noted = tuple[Callable[..., Sequence[Change]], type, dict[str, Any]]
"""A decision, its command, and what is noted."""

LOOKED_AT = ("symptoms", "functioning", "relationships", "network", "coping", "well_being")
WELL: dict[str, Any] = dict.fromkeys(LOOKED_AT, "well")

OF_THE_COURSE: tuple[Noted, ...] = (
    (assessing.note_source, assessment.NoteSource, dict(source=Source(kind=Gathering.INTERVIEW, text="low"))),
    (assessing.note_social_history, assessment.NoteSocialHistory, dict(text="grew up by the sea")),
    (assessing.note_pattern, assessment.NotePattern, dict(text="withdraws")),
    (
        assessing.note_episode_entry,
        assessment.NoteEpisodeEntry,
        dict(entry=EpisodeEntry(part=EpisodePart.ONSET, when="2025-11", text="the move")),
    ),
    (assessing.explain_sick_role, assessment.ExplainSickRole, dict(sick_role=SickRole(exemptions="no overtime"))),
    (
        assessing.diagnose,
        assessment.Diagnose,
        dict(diagnosis=Diagnosis(system=System.ICD_10, code="F32.1", words="moderate")),
    ),
    (assessing.note_medication, assessment.NoteMedication, dict(medication=Medication(drug="sertraline"))),
    (
        assessing.note_perinatal,
        assessment.NotePerinatal,
        dict(perinatal=Perinatal(status=Perinatality.NEITHER)),
    ),
    (assess_risk, AssessRisk, dict(assessment=RiskAssessment(conclusion="seen again in a week"))),
    (make_safety_plan, MakeSafetyPlan, dict(plan=SafetyPlan(warning_signs=["does not sleep"]))),
    (
        add_person,
        AddPerson,
        dict(person=Person(label="Maria", relation="sister", ring=1, contact=Contact.WEEKLY)),
    ),
    (record_measure, RecordMeasure, dict(instrument="gad-7", answers=Answers(given={"1": 2}))),
    (review_plan, ReviewPlan, dict(review=Review(progress="fewer quarrels"))),
    (notes.draft_note, work.DraftNote, dict(text="Spoke of the call.")),
)
AFTER_ALL: tuple[Noted, ...] = (
    (endings.note_signs, ending.NoteSigns, dict(signs=Signs(signs=["stops answering"]))),
    (endings.note_returned_signs, ending.NoteReturnedSigns, dict(returned=SignsReturned(signs=["stops answering"]))),
    (endings.follow_up, ending.FollowUp, dict(month=3, follow_up=FollowUp(mode=Mode.PHONE, **WELL))),
    (
        supervise_course,
        SuperviseCourse,
        dict(with_whom="Dr Lindqvist", talk=Supervision(about="the dispute", advice="stay with it")),
    ),
)
"""What belongs to the time after the discharge as well, so that it needs no reason there."""

OF_A_SESSION: tuple[Noted, ...] = (
    (working.note_opening, work.NoteOpening, dict(opening=Opening(answer="a hard week"))),
    (
        working.use_technique,
        work.UseTechnique,
        dict(technique="clarification", used=Used(record=InWords(words="what was meant"))),
    ),
    (working.work_on_area, work.WorkOnArea, dict(area=AreaKind.GRIEF, text="the loss")),
    (working.agree_step, work.AgreeStep, dict(step=NextStep(words="ring her"))),
)
AREAS: tuple[Area, ...] = (
    Grief(person="his wife"),
    RoleDispute(with_whom="her boss", stage=Stage.IMPASSE),
    RoleTransition(old_role="alone", new_role="a father"),
    Deficits(isolation="sees nobody"),
)


def _said(rng: Random, model: Model) -> tuple[dict[str, Any], set[str]]:
    """Who says it, for which day and why it comes late; and why that may be refused."""
    on = model.today + timedelta(days=rng.choice((0, 0, 0, -1, -5, 1)))
    reason = rng.choice(("told on the telephone", "told on the telephone", ""))
    late = model.discharged_on is not None and on > model.discharged_on and not reason
    refusals = {"reason-needed"} if late else set()
    return dict(author="Dr Okafor", on=on, reason=reason), refusals | _ahead(on > model.today)


def _ahead(lies_ahead: bool) -> set[str]:  # noqa: FBT001 - the one thing that it judges
    return {"not-yet-happened"} if lies_ahead else set()


def _counts(model: Model) -> None:
    model.facts += 1


def of_the_course(rng: Random, model: Model, course: UUID) -> Step:
    decision, takes, content = rng.choice(OF_THE_COURSE)
    said, refusals = _said(rng, model)
    decide = partial(decision, course=course, command=takes(**content, **said))
    return Step(takes.__name__, decide, refusals, lambda _: _counts(model), is_fact=True)


def after_all(rng: Random, model: Model, course: UUID) -> Step:
    decision, takes, content = rng.choice(AFTER_ALL)
    said, refusals = _said(rng, model)
    # The protocol of these courses has no follow-ups, so that each is a deviation.
    odd = takes is ending.FollowUp and not said["reason"]
    refusals = (refusals - {"reason-needed"}) | ({"reason-needed"} if odd else set())
    decide = partial(decision, course=course, command=takes(**content, **said))
    return Step(takes.__name__, decide, refusals, lambda _: _counts(model), is_fact=True)


def of_a_session(rng: Random, model: Model, course: UUID) -> Step | None:
    if not model.bookings:
        return None
    decision, takes, content = rng.choice(OF_A_SESSION)
    session = rng.choice(list(model.bookings))
    said, refusals = _said(rng, model)
    if model.bookings[session].cancelled and not said["reason"]:
        refusals = refusals | {"reason-needed"}
    decide = partial(decision, course=course, session=session, command=takes(**content, **said))
    return Step(takes.__name__, decide, refusals, lambda _: _counts(model), is_fact=True)


def attendance(rng: Random, model: Model, course: UUID) -> Step | None:
    if not model.bookings:
        return None
    session = min(model.bookings, key=lambda one: (model.bookings[one].attendance is not None, rng.random()))
    how, reason = rng.choice(list(Attendance)), rng.choice(("", "as she told it", "as she told it"))
    one = model.bookings[session]
    too_many = how in COUNTS and model.counted() >= model.agreed
    odd = one.attendance is not None or one.cancelled or one.lapsed or too_many
    refusals = {"session-not-started"} if one.starts > model.now else set()
    refusals |= {"reason-needed"} if odd and not reason else set()

    def effect(_: NewId) -> None:
        one.attendance = how.value
        _counts(model)

    command = commands.RecordAttendance(attendance=how, reason=reason)
    decide = partial(booking.record_attendance, course=course, session=session, command=command)
    return Step("record attendance", decide, refusals, effect, is_fact=True)


def phase(rng: Random, model: Model, course: UUID) -> Step:
    to = rng.choice(PHASES)

    def effect(_: NewId) -> None:
        model.phase = to
        _counts(model)

    command = commands.ChangePhase(phase=to, reason="it was time")
    refusals = {"same-phase"} if to == model.phase else set()
    return Step("enter a phase", partial(decisions.change_phase, course=course, command=command), refusals, effect)


def area(rng: Random, model: Model, course: UUID) -> Step:
    command = formulation.NoteArea(author="Dr Okafor", area=rng.choice(AREAS), reason="none fits better")

    def effect(new_id: NewId) -> None:
        model.areas.append(new_id("area"))
        _counts(model)

    decide = partial(formulating.note_area, course=course, command=command)
    return Step("note an area", decide, set(), effect, is_fact=True)


def leave_focus(rng: Random, model: Model, course: UUID) -> Step | None:
    if not model.areas:
        return None
    left = rng.choice([*model.areas, *model.focus])
    command = formulation.LeaveFocus(author="Dr Okafor", because="worked through", reason="told late")

    def effect(_: NewId) -> None:
        model.focus.remove(left)
        _counts(model)

    refusals = set() if left in model.focus else {"not-in-focus"}
    decide = partial(formulating.leave_focus, course=course, area=left, command=command)
    return Step("leave a focus", decide, refusals, effect)


def difficulty(rng: Random, model: Model, course: UUID) -> Step:
    """Note a difficulty, or correct one that was noted; each is corrected once."""
    wrong = rng.choice([None, *model.entries[-4:]])
    replaces = Replacing(entry=wrong, how=How.CORRECTION, reason="misheard") if wrong else None
    command = assessment.NoteDifficulty(
        author="Dr Okafor", reason="told late", text="quarrels at home", replaces=replaces
    )

    def effect(new_id: NewId) -> None:
        model.entries.append(new_id("difficulty"))
        model.replaced |= {wrong} if wrong else set()
        _counts(model)

    refusals = {"already-replaced"} if wrong in model.replaced else set()
    decide = partial(assessing.note_difficulty, course=course, command=command)
    return Step("note a difficulty", decide, refusals, effect, is_fact=True)


def the_ending(rng: Random, model: Model, course: UUID) -> Step:
    said, refusals = _said(rng, model)
    command = ending.NameEnding(ending=NamedEnding(ends_on=model.today, text="three are left"), **said)
    decide = partial(endings.name_ending, course=course, command=command)
    return Step("name the ending", decide, refusals, lambda _: _counts(model), is_fact=True)


NOTES: tuple[Draw, ...] = (of_the_course, of_the_course, after_all, of_a_session, of_a_session, difficulty, the_ending)
