"""The clinical sections of a case file: as known now, as known then, and once the client is erased."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.assessment import commands as assessing
from domain.assessment import decisions as assessment
from domain.assessment.values import Diagnosis, EpisodeEntry, EpisodePart, Gathering, Medication, Source, System
from domain.client.around import NoteEmergencyContact, NoteGp, note_emergency_contact, note_gp
from domain.client.events import Erased
from domain.client.people import EmergencyContact, Gp
from domain.erased import is_erased
from domain.event import SYSTEM, Change
from domain.forms.decisions import RecordMeasure, record_measure
from domain.formulation import commands as formulating
from domain.formulation import decisions as formulation
from domain.formulation.values import Formulation, Grief, Link, Stage
from domain.ids import derived_id
from domain.instant import Instant
from domain.measures.answers import Answers
from domain.network.decisions import AddPerson, RevisePerson, add_person, revise_person
from domain.network.values import Contact, Person, Support
from domain.safety.decisions import (
    AssessRisk,
    MakeSafetyPlan,
    ShareSafetyPlan,
    assess_risk,
    make_safety_plan,
    share_safety_plan,
)
from domain.safety.values import Harm, PlanCopy, RiskAssessment, SafetyPlan
from domain.working.decisions import OpenDispute, RateSkills, open_dispute, rate_skills
from domain.working.values import Dispute
from projections.history.case_file import to_dict, to_text
from projections.history.contents import CaseFile
from projections.history.plain import WIDTH
from tests.living import Living
from tests.projections.history.conftest import Lived

BY: dict[str, Any] = dict(author="Dr Brown")
PERSONAL = re.compile(
    r"Brown|Maria|sister|mother|boss|Osei|Surgery|44770|moderate|F32|sertraline|sleep|choir|winter|grief|Grief|walks|"
    r"passing|2025-11"
)
MARIA = Person(label="Maria", relation="sister", ring=2, contact=Contact.MONTHLY, support=[Support.COMPANY])


class Recorder:
    """Keys in facts on one course; each returns the id of what it made."""

    def __init__(self, lived: Lived) -> None:
        self.lived = lived

    def __call__(self, decision: Callable[..., Sequence[Change]], *args: Any, what: str = "") -> UUID:
        course = self.lived.course
        command_id, _ = self.lived.living.run(lambda world: list(decision(world, course, *args)))
        return derived_id(command_id, what)


def initial_phase(lived: Lived) -> None:
    """Everything that a first session brings."""
    note = Recorder(lived)
    note(
        assessment.note_source,
        assessing.NoteSource(source=Source(kind=Gathering.INTERVIEW, text="low in winter"), **BY),
    )
    entry = EpisodeEntry(part=EpisodePart.ONSET, when="2025-11", text="cannot sleep")
    onset = note(assessment.note_episode_entry, assessing.NoteEpisodeEntry(entry=entry, **BY), what="episode-entry")
    diagnosis = Diagnosis(system=System.ICD_10, code="F32.1", words="moderate episode")
    note(assessment.diagnose, assessing.Diagnose(diagnosis=diagnosis, **BY))
    note(assessment.note_medication, assessing.NoteMedication(medication=Medication(drug="sertraline"), **BY))
    given = {str(item): 1 for item in range(1, 10)}
    note(record_measure, RecordMeasure(instrument="phq-9", answers=Answers(given=given), **BY))
    person = note(add_person, AddPerson(person=MARIA, **BY), what="person")
    closer = Person(label="Maria", relation="sister", ring=1, contact=Contact.WEEKLY, support=[Support.GUIDANCE])
    note(revise_person, person, RevisePerson(person=closer, because="they sing in a choir", **BY))
    grief = note(formulation.note_area, formulating.NoteArea(area=Grief(person="her mother"), **BY), what="area")
    note(formulation.choose_focus, formulating.ChooseFocus(area=grief, **BY))
    stated = Formulation(text="low since her mother died", links=[Link(entry=onset, area=grief)])
    note(formulation.state_formulation, formulating.StateFormulation(formulation=stated, **BY))
    note(formulation.agree_formulation, formulating.AgreeFormulation(**BY))


def safety_and_work(lived: Lived) -> None:
    note = Recorder(lived)
    found = RiskAssessment(conclusion="passing thoughts", to_self=Harm(intent="denied"))
    note(assess_risk, AssessRisk(assessment=found, **BY))
    note(make_safety_plan, MakeSafetyPlan(plan=SafetyPlan(warning_signs=["no sleep"], coping=["walks"]), **BY))
    note(share_safety_plan, ShareSafetyPlan(copy=PlanCopy(holder="her sister"), **BY))
    note(open_dispute, OpenDispute(dispute=Dispute(with_whom="her boss", about="shifts", stage=Stage.IMPASSE), **BY))
    note(rate_skills, RateSkills(ratings=Answers(given={"active-listening": 2}), **BY))
    client = lived.client
    lived.living.run(lambda world: note_gp(world, client, NoteGp(gp=Gp(name="Dr Osei", practice="Hill Surgery"))))
    sister = EmergencyContact(name="Maria", relation="sister", phone="+447700900555", consented_on=date(2026, 3, 1))
    lived.living.run(lambda world: note_emergency_contact(world, client, NoteEmergencyContact(person=sister)))


@pytest.fixture(scope="module")
def treated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    living = Living(tmp_path_factory.mktemp("treated"), "2026-03-02T12:00:00Z")
    client = living.client()
    lived = Lived(living, client, living.course(client), [])
    initial_phase(lived)
    lived.glance()
    safety_and_work(lived)
    yield lived
    living.close()


@pytest.fixture(scope="module")
def file(treated: Lived) -> CaseFile:
    return treated.file()


def test_the_case_file_holds_every_clinical_section(file: CaseFile) -> None:
    assert file.assessment.diagnosis is not None
    assert file.assessment.diagnosis.content.code == "F32.1"
    assert file.measures.forms[0].content.scores[0].total == 9
    assert file.network.growth.changed[0].ring_now == 1
    assert file.safety.plans[0].copies[0].content.holder == "her sister"
    assert file.formulation.in_focus == [file.formulation.areas[0].id]
    assert file.working.disputes[0].state == "open"
    assert file.client.gp == Gp(name="Dr Osei", practice="Hill Surgery")


def test_what_was_known_before_still_replays(treated: Lived) -> None:
    (position,) = treated.snapshots
    before = treated.file(position)
    assert before.measures.risk_assessment_asked_for
    assert (before.safety.assessments, before.working.disputes, before.client.gp) == ([], [], None)
    assert before == treated.snapshots[position]
    assert not treated.file().measures.risk_assessment_asked_for


def test_only_the_instruments_that_scored_stand_in_the_case(file: CaseFile) -> None:
    assert [rule.name for rule in file.header.rules if rule.kind == "instrument"] == [
        "communication-skills@1",
        "phq-9@1",
    ]
    assert not [one for one in file.timeline if "'wsas@1'" in one.sentence]


def test_the_sections_read_on_a_terminal(file: CaseFile) -> None:
    lines = to_text(file).splitlines()
    text = " ".join(" ".join(lines).split())
    assert max(map(len, lines)) <= WIDTH
    for words in (
        "GP Dr Osei, Hill Surgery",
        "PHQ-9 in the initial phase: 9, mild; holds a risk answer",
        "at first 1 person (company from 1) now 1 person (guidance from 1), 0 new contacts",
        "assessment 1: concluded 'passing thoughts'; harm to self: intent 'denied'",
        "held by her sister",
        "Grief and loss (focus): grief; person 'her mother'",
        "agreed on Monday 2 March 2026",
        "communication: active listening 2",
    ):
        assert words in text, words


def test_a_case_file_of_the_treated_is_ready_for_json(file: CaseFile) -> None:
    plain = to_dict(file)
    assert json.loads(json.dumps(plain)) == plain
    assert plain["formulation"]["areas"][0]["latest"]["content"]["area"] == "grief"


def test_once_the_client_is_erased_nothing_clinical_is_left(tmp_path_factory: pytest.TempPathFactory) -> None:
    living = Living(tmp_path_factory.mktemp("erased"), "2026-03-02T12:00:00Z")
    client = living.client()
    lived = Lived(living, client, living.course(client), [])
    initial_phase(lived)
    safety_and_work(lived)
    erase(living, client)
    found = lived.file()
    assert is_erased(found.safety.assessments[0].fact.content)
    assert found.network.growth.latest.people == 1
    for told in (json.dumps(to_dict(found)), to_text(found)):
        assert not PERSONAL.findall(told)
    living.close()


def erase(living: Living, client: UUID) -> None:
    record = living.record
    version = record.log.entries(client)[-1].version
    change = Change(stream=client, event=Erased(ground="asked for it", approved_by=["a", "b"]), subject=client)
    now: Instant = living.clock.now()
    record.log.append([change], actor=SYSTEM, command_id=uuid4(), now=now, read={client: version})
    record.keystore.destroy(client)
