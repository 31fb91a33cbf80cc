"""The clinical record over HTTP: an initial phase as a clinician keys it in, and what is read back."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.clinic.decisions import adopt
from domain.event import SYSTEM
from interlude import rules
from tests.api.clinic import Caller, clinic_api

BY = dict(author="Dr Okafor")
NOBODYS = UUID(int=1)
PHQ_9 = {str(item): 1 for item in range(1, 10)}


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """One clinic for all, with the bundled instruments; each test opens a course of its own."""
    with clinic_api(tmp_path_factory.mktemp("clinic")) as api:
        api.executor.run(partial(adopt, rules=rules.instruments()), actor=SYSTEM, command_id=uuid4())
        yield api.caller()


@pytest.fixture
def base(staff: Caller) -> str:
    return f"/courses/{staff.open_course()}"


def read(staff: Caller, path: str) -> Any:
    answer = staff.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["version"]}"'
    return answer.json()


def test_an_assessment_is_keyed_in_and_read_back(staff: Caller, base: str) -> None:
    noted: dict[str, dict[str, Any]] = {
        "sources": dict(source=dict(kind="interview", text="low since the winter")),
        "social-history": dict(text="grew up by the sea"),
        "difficulties": dict(text="quarrels at work"),
        "patterns": dict(text="withdraws when hurt"),
        "episode": dict(entry=dict(part="onset", when="2025-11", text="could not sleep")),
        "sick-role": dict(sick_role=dict(exemptions="no overtime"), on="2026-01-26"),
        "diagnoses": dict(diagnosis=dict(system="icd-11", code="6A70.1", words="moderate episode")),
        "medication": dict(medication=dict(drug="sertraline", dose="50 mg", change="started")),
        "perinatal": dict(perinatal=dict(status="pregnant", due_on="2026-07-01")),
        "suitability": dict(text="a clear focus"),
    }
    made = {path: staff.done(f"{base}/assessment/{path}", {**BY, **body})["made"] for path, body in noted.items()}
    found = read(staff, f"{base}/assessment")
    assert found["sources"][0]["content"] == noted["sources"]["source"]
    assert found["episode"][0]["id"] == made["episode"]
    assert (found["sick_role"][0]["on"], found["sick_role"][0]["author"]) == ("2026-01-26", "Dr Okafor")
    assert found["diagnosis"]["content"]["code"] == "6A70.1"
    assert found["perinatal_flag"]["content"]["due_on"] == "2026-07-01"


def test_a_corrected_entry_is_read_with_what_stands_in_its_place(staff: Caller, base: str) -> None:
    path = f"{base}/assessment/difficulties"
    wrong = staff.done(path, {**BY, "text": "quarrels at work"})["made"]
    replaces = dict(entry=wrong, how="correction", reason="mistyped")
    right = staff.done(path, {**BY, "text": "quarrels at home", "replaces": replaces})["made"]
    before, after = read(staff, f"{base}/assessment")["difficulties"]
    assert (before["id"], before["replaced_by"]) == (wrong, right)
    assert (after["replaces"], after["how"], after["because"]) == (wrong, "correction", "mistyped")


def test_a_form_with_a_risk_answer_asks_for_an_assessment_on_the_course(staff: Caller, base: str) -> None:
    form = staff.done(f"{base}/measures", {**BY, "instrument": "phq-9", "answers": dict(given=PHQ_9)})["made"]
    found = read(staff, f"{base}/measures")
    (score,) = found["forms"][0]["content"]["scores"]
    assert (found["forms"][0]["id"], score["total"], score["band"]) == (form, 9, "mild")
    assert found["risk_assessment_asked_for"]
    assert read(staff, base)["risk_assessment_asked_for"]

    assessment = dict(conclusion="passing thoughts; seen again on Friday", to_self=dict(intent="denied"))
    staff.done(f"{base}/safety/risk-assessments", {**BY, "assessment": assessment})
    assert not read(staff, base)["risk_assessment_asked_for"]
    assert not read(staff, f"{base}/safety")["risk_assessment_asked_for"]
    staff.done(f"{base}/measures/{form}/rescorings", dict(version=1))


def test_a_safety_plan_is_made_and_given(staff: Caller, base: str) -> None:
    staff.done(f"{base}/safety/plans", {**BY, "plan": dict(warning_signs=["does not sleep"], coping=["walks"])})
    staff.done(f"{base}/safety/plan-copies", {**BY, "copy": dict(holder="the client", how="on paper")})
    (plan,) = read(staff, f"{base}/safety")["plans"]
    assert (plan["number"], plan["copies"][0]["content"]["holder"]) == (1, "the client")


def test_the_inventory_is_taken_revised_and_compared(staff: Caller, base: str) -> None:
    maria = dict(label="Maria", relation="sister", ring=2, contact="monthly", support=["company"])
    person = staff.done(f"{base}/network/people", {**BY, "person": maria})["made"]
    closer = {**maria, "ring": 1, "support": ["company", "understanding"]}
    staff.done(f"{base}/network/people/{person}/revisions", {**BY, "person": closer, "because": "they talk again"})
    choir = dict(label="choir", relation="acquaintances", ring=3, contact="weekly")
    new = staff.done(f"{base}/network/people", {**BY, "person": choir, "new_contact": True})["made"]
    found = read(staff, f"{base}/network")
    assert found["growth"]["new_contacts"] == [new]
    assert found["growth"]["changed"][0]["support_gained"] == ["understanding"]
    staff.done(f"{base}/network/people/{new}/removal", {**BY, "because": "moved away"})
    assert read(staff, f"{base}/network")["growth"]["latest"]["people"] == 1


def test_the_formulation_links_an_area_in_focus_to_the_onset_and_is_agreed(staff: Caller, base: str) -> None:
    entry = dict(part="event-near-onset", when="2025-11", text="her mother died")
    onset = staff.done(f"{base}/assessment/episode", {**BY, "entry": entry})["made"]
    grief = staff.done(f"{base}/formulation/areas", {**BY, "area": dict(area="grief", person="her mother")})["made"]
    staff.done(f"{base}/formulation/focus-choices", {**BY, "area": grief})
    formulation = dict(text="low since the loss", links=[dict(entry=onset, area=grief)])
    staff.done(f"{base}/formulation/statements", {**BY, "formulation": formulation})
    staff.done(f"{base}/formulation/agreements", {**BY, "words": "that is how it is"})
    staff.done(
        f"{base}/formulation/areas/{grief}/revisions",
        {**BY, "area": dict(area="grief", person="her mother", coping="visits the grave"), "because": "she went"},
    )
    found = read(staff, f"{base}/formulation")
    assert (found["in_focus"], found["areas"][0]["label"]) == ([grief], "Grief and loss")
    assert found["areas"][0]["latest"]["content"]["coping"] == "visits the grave"
    assert found["formulations"][0]["agreed_on"] == "2026-02-02"
    staff.done(f"{base}/formulation/areas/{grief}/focus-ending", {**BY, "because": "mourned"})
    assert read(staff, f"{base}/formulation")["in_focus"] == []


def test_a_dispute_is_worked_through_and_skills_are_rated(staff: Caller, base: str) -> None:
    dispute = dict(with_whom="her boss", about="late shifts", stage="impasse")
    made = staff.done(f"{base}/working/disputes", {**BY, "dispute": dispute})["made"]
    record = f"{base}/working/disputes/{made}"
    staff.done(f"{record}/progress", {**BY, "progress": dict(stage="renegotiation", tried="a talk")})
    outcome = dict(ending="resolved", for_client="two weeks of notice", for_other="cover at Christmas")
    staff.done(f"{record}/endings", {**BY, "outcome": outcome})
    staff.done(f"{base}/working/skills", {**BY, "ratings": dict(given={"active-listening": 3})})
    found = read(staff, f"{base}/working")
    assert (found["disputes"][0]["state"], found["skills_due_on"]) == ("ended", "2026-03-05")


def test_the_people_around_a_client_stand_in_the_clients_record(staff: Caller) -> None:
    client = staff.register()
    assert staff.put(f"/clients/{client}/gp", dict(gp=dict(name="Dr Osei"))).is_success
    person = dict(name="Maria", relation="sister", phone="+447700900555", consented_on="2026-02-01")
    assert staff.put(f"/clients/{client}/emergency-contact", dict(person=person)).is_success
    found = staff.get(f"/clients/{client}").json()
    assert (found["gp"]["name"], found["emergency_contact"]["consented_on"]) == ("Dr Osei", "2026-02-01")


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("assessment/diagnoses", dict(diagnosis=dict(system="icd-10", code="sad", words="low")), 422, "invalid"),
        ("assessment/difficulties", dict(text="low", on="2027-01-01"), 422, "not-yet-happened"),
        ("measures", dict(instrument="bdi", answers={}), 422, "unknown-instrument"),
        ("safety/risk-assessments", dict(assessment=dict(conclusion="no risk")), 422, "risk-cleared"),
        ("safety/plan-copies", dict(copy=dict(holder="the client")), 409, "no-safety-plan"),
        ("formulation/focus-choices", dict(area=str(NOBODYS)), 404, "unknown-entry"),
        ("formulation/agreements", {}, 409, "no-formulation"),
        (f"network/people/{NOBODYS}/removal", dict(because="gone"), 404, "unknown-entry"),
    ],
)
def test_each_refusal_has_its_status_and_code(
    staff: Caller, base: str, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    answer = staff.post(f"{base}/{path}", {**BY, **body})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_same_key_notes_a_fact_once(staff: Caller, base: str) -> None:
    body = {**BY, "text": "quarrels at work"}
    once = staff.post(f"{base}/assessment/difficulties", body, key="one")
    again = staff.post(f"{base}/assessment/difficulties", body, key="one")
    assert once.json() == again.json()
    assert len(read(staff, f"{base}/assessment")["difficulties"]) == 1


def test_a_fact_is_noted_only_on_the_version_that_was_read(staff: Caller, base: str) -> None:
    seen = staff.get(f"{base}/assessment").headers["ETag"]
    staff.done(f"{base}/assessment/difficulties", {**BY, "text": "quarrels at work"})
    late = staff.post(f"{base}/assessment/patterns", {**BY, "text": "withdraws"}, headers={"If-Match": seen})
    assert late.status_code == 412
