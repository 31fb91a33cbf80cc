"""One complete example of every event of assessment, forms, network, safety, formulation and working through."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from domain.assessment import events as assessment
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
    Words,
)
from domain.client import events as client
from domain.client.people import EmergencyContact, Gp
from domain.course.facts import How
from domain.course.values import Deviation
from domain.event import Event
from domain.forms import events as forms
from domain.formulation import events as formulation
from domain.formulation.values import AreaKind, Formulation, Grief, Link, RoleDispute, Stage
from domain.measures.answers import Answers
from domain.measures.score import RiskAnswer, Score
from domain.network import events as network
from domain.network.values import Contact, Person, Support
from domain.safety import events as safety
from domain.safety.values import Harm, PlanCopy, RiskAssessment, SafetyPlan
from domain.working import events as working
from domain.working.values import Dispute, DisputeEnding, Ending, Progress, Rater

CAST = UUID("4b8f1f5e-6a0c-4c6d-8a77-5a2f5b9b3c21")


def the(name: str) -> UUID:
    """Return the id of something in these examples."""
    return uuid5(CAST, name)


def a_fact(name: str) -> dict[str, Any]:
    """Return the fields that every fact has, none of them empty."""
    return dict(
        id=the(name),
        on=date(2026, 3, 9),
        author="Dr Amari",
        replaces=the(f"earlier {name}"),
        how=How.REVISION,
        because="more was told",
        deviation=Deviation(
            what="the course was discharged on 2026-03-02, before this", reason="told on the telephone"
        ),
    )


MARIA = Person(
    label="Maria",
    relation="sister",
    ring=1,
    contact=Contact.WEEKLY,
    expected_of_person="that she calls",
    expected_of_client="advice",
    satisfying="they laugh",
    unsatisfying="she never asks",
    wanted_changes="more time alone",
    support=[Support.UNDERSTANDING, Support.COMPANY],
)
ANSWERS = Answers(given={"1": 2, "2": 3, "9": 1}, not_applicable=["3"])
SCORE = Score(
    instrument="phq-9",
    version=1,
    total=14,
    reason=None,
    band="moderate",
    case=True,
    prorated=True,
    complete=False,
    missing=["4"],
    not_applicable=["3"],
    subscales=[],
    risk=[RiskAnswer(item="9", value=1)],
    risk_missing=[],
    unscored={"functional": 1},
)

_CLIENT: list[Event] = [
    client.GpNoted(gp=Gp(name="Dr Osei", practice="Hill Surgery", phone="+442079460111", email="hill@mail.example")),
    client.EmergencyContactNoted(
        person=EmergencyContact(
            name="Maria Vale",
            relation="sister",
            phone="+447700900555",
            consented_on=date(2026, 3, 3),
            may_be_told="that the client is in therapy",
        )
    ),
]
_ASSESSMENT: list[Event] = [
    assessment.SourceNoted(content=Source(kind=Gathering.INTERVIEW, text="low since the winter"), **a_fact("source")),
    assessment.SocialHistoryNoted(content=Words(text="grew up by the sea"), **a_fact("history")),
    assessment.DifficultyNoted(content=Words(text="quarrels at work"), **a_fact("difficulty")),
    assessment.PatternNoted(content=Words(text="withdraws when hurt"), **a_fact("pattern")),
    assessment.EpisodeEntryNoted(
        content=EpisodeEntry(part=EpisodePart.EVENT_NEAR_ONSET, when="2025-11", text="the move"), **a_fact("entry")
    ),
    assessment.SickRoleExplained(
        content=SickRole(exemptions="no overtime for six weeks", text="relieved to hear it"), **a_fact("sick role")
    ),
    assessment.Diagnosed(
        content=Diagnosis(system=System.ICD_10, code="F32.1", words="moderate depressive episode"),
        **a_fact("diagnosis"),
    ),
    assessment.MedicationNoted(
        content=Medication(
            drug="sertraline",
            dose="50 mg",
            change=DoseChange.STARTED,
            adherence=Adherence.PARTLY,
            session=the("session"),
            text="in the morning",
        ),
        **a_fact("medication"),
    ),
    assessment.PerinatalNoted(
        content=Perinatal(status=Perinatality.PREGNANT, due_on=date(2026, 7, 1)), **a_fact("perinatal")
    ),
    assessment.SuitabilityRemarked(content=Words(text="motivated, with a clear focus"), **a_fact("suitability")),
]
_FORMS: list[Event] = [
    forms.Recorded(
        instrument="phq-9",
        instrument_version=1,
        session=the("session"),
        risk=True,
        answers=ANSWERS,
        score=SCORE,
        **a_fact("form"),
    ),
    forms.Rescored(form=the("form"), instrument="phq-9", instrument_version=2, risk=True, score=SCORE),
]
_NETWORK: list[Event] = [
    network.PersonAdded(person=MARIA, new_contact=True, **a_fact("person")),
    network.PersonRevised(person_id=the("person"), person=MARIA, **a_fact("telling")),
    network.PersonRemoved(person_id=the("person"), label="Maria", **a_fact("removal")),
]
_SAFETY: list[Event] = [
    safety.RiskAssessed(
        number=2,
        content=RiskAssessment(
            conclusion="thoughts without intent; see again in a week",
            to_self=Harm(ideation="passing thoughts", plan="none told", intent="denied", means="tablets at home"),
            to_others=Harm(ideation="none told"),
            safeguarding="children safe with their aunt",
            domestic_abuse="asked, none told",
            protective_factors="her sister",
        ),
        **a_fact("assessment"),
    ),
    safety.PlanMade(
        number=1,
        content=SafetyPlan(
            warning_signs=["does not sleep"],
            coping=["walks"],
            distraction=["the library"],
            people_to_ask=["Maria"],
            professionals=["the practice"],
            safe_surroundings="tablets with Maria",
            reasons_to_live="the children",
        ),
        **a_fact("plan"),
    ),
    safety.PlanShared(number=1, content=PlanCopy(holder="the client", how="on paper"), **a_fact("copy")),
]
_DISPUTE = RoleDispute(with_whom="her boss", stage=Stage.IMPASSE, tried="a long letter", options="a talk with both")
_FORMULATION: list[Event] = [
    formulation.AreaNoted(
        content=Grief(
            person="her mother",
            relationship="close and difficult",
            circumstances="sudden, last winter",
            coping="visits the grave",
            adapting="cooks alone",
            taken_up_again="the choir",
        ),
        **a_fact("grief"),
    ),
    formulation.AreaRevised(area=the("dispute"), content=_DISPUTE, **a_fact("telling of it")),
    formulation.FocusChosen(
        area=the("grief"), kind=AreaKind.GRIEF, second=True, instead_of=the("dispute"), **a_fact("focus")
    ),
    formulation.FocusLeft(area=the("grief"), kind=AreaKind.GRIEF, **a_fact("leaving")),
    formulation.Stated(
        content=Formulation(
            text="low since her mother died", links=[Link(entry=the("entry"), area=the("grief"), text="the loss")]
        ),
        **a_fact("formulation"),
    ),
    formulation.Agreed(formulation=the("formulation"), words="that is how it is", **a_fact("agreement")),
]
_WORKING: list[Event] = [
    working.DisputeOpened(
        content=Dispute(
            with_whom="her boss",
            about="late shifts",
            stage=Stage.RENEGOTIATION,
            area=the("dispute"),
            person=the("boss"),
        ),
        **a_fact("opening"),
    ),
    working.DisputeProgressed(
        dispute=the("opening"),
        with_whom="her boss",
        content=Progress(
            stage=Stage.IMPASSE,
            concerns_expressed="too little notice",
            tried="a talk",
            common_goals="calm shifts",
            options="swap with a colleague",
        ),
        **a_fact("progress"),
    ),
    working.DisputeEnded(
        dispute=the("opening"),
        with_whom="her boss",
        content=DisputeEnding(ending=Ending.RESOLVED, for_client="two weeks of notice", for_other="cover at Christmas"),
        **a_fact("ending"),
    ),
    working.SkillsRated(
        instrument="communication-skills",
        instrument_version=1,
        rater=Rater.TOGETHER,
        ratings=Answers(given={"active-listening": 3, "assertiveness": 1}, not_applicable=[]),
        **a_fact("skills"),
    ),
]
EXAMPLES_CLINICAL: list[Event] = [
    *_CLIENT,
    *_ASSESSMENT,
    *_FORMS,
    *_NETWORK,
    *_SAFETY,
    *_FORMULATION,
    *_WORKING,
]
