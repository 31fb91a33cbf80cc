"""The clinical sections of a case file as an auditor reads them on a terminal."""

from collections.abc import Iterator
from typing import Any

from domain.course.facts import Noted, standing
from domain.erased import is_erased
from domain.forms.view import FormContent, FormsView
from domain.formulation.view import AreaView, FormulationView
from domain.network.view import Counts, NetworkView
from domain.safety.view import SafetyView
from domain.working.view import WorkingView
from projections.audit import forms, formulation, network, safety, spoken, working
from projections.history.assessment_text import assessment
from projections.history.contents import CaseFile, ClientFacts
from projections.history.plain import listed


def sections(file: CaseFile) -> list[str]:
    """Return the lines of every section that says something."""
    return [
        *listed("Assessment", assessment(file.assessment)),
        *listed("Measures", _measures(file.measures)),
        *listed("Interpersonal inventory", _network(file.network)),
        *listed("Risk and safety", _safety(file.safety)),
        *listed("Formulation", _formulation(file.formulation)),
        *listed("Working through", _working(file.working)),
    ]


def around(client: ClientFacts) -> Iterator[str]:
    """Yield the people around a client."""
    if client.gp:
        yield f"GP {', '.join(part for part in (client.gp.name, client.gp.practice, client.gp.phone) if part)}"
    person = client.emergency_contact
    if person:
        consent = f"consented on {spoken.day(person.consented_on)}" if person.consented_on else "has not consented yet"
        yield f"emergency contact {person.name}, {person.relation}, {person.phone}, {consent}"


def noted(fact: Noted[Any]) -> str:
    """Return the day and the author of a fact, and whether another stands in its place."""
    replaced = ", replaced since" if fact.replaced_by else ""
    return f"{spoken.day(fact.on)}, {fact.author}{replaced}"


def _measures(found: FormsView) -> Iterator[str]:
    if found.risk_assessment_asked_for:
        yield "a risk assessment is asked for"
    yield from (_form(one) for one in found.forms)


def _form(one: Noted[FormContent]) -> str:
    form = one.content
    scores = "; scored again: ".join(forms.result(score) for score in form.scores)
    risk = "; holds a risk answer" if form.risk else ""
    return f"{form.instrument.upper()} in the {form.phase} phase: {scores}{risk} ({noted(one)})"


def _network(found: NetworkView) -> Iterator[str]:
    for member in found.people:
        new = ", a new contact" if member.new_contact is True else ""
        gone = f", taken out on {spoken.day(member.removed_on)}" if member.removed_on else ""
        yield f"{network.person(member.latest.content)}{new}{gone} ({noted(member.latest)})"
    if found.people:
        growth = found.growth
        yield f"at first {_counts(growth.first)}"
        yield f"now {_counts(growth.latest)}, {spoken.count(len(growth.new_contacts), 'new contact')}"


def _counts(counts: Counts) -> str:
    support = ", ".join(f"{kind} from {number}" for kind, number in counts.support.items() if number)
    people = "1 person" if counts.people == 1 else f"{counts.people} people"
    return f"{people}{f' ({support})' if support else ''}"


def _safety(found: SafetyView) -> Iterator[str]:
    for one in found.assessments:
        yield f"assessment {one.number}: {safety.assessment(one.fact.content)} ({noted(one.fact)})"
    for plan in found.plans:
        holders = [str(copy.content if is_erased(copy.content) else copy.content.holder) for copy in plan.copies]
        held = f"; held by {spoken.listed(holders)}" if holders else ""
        yield f"safety plan {plan.number}: {safety.plan(plan.fact.content)}{held} ({noted(plan.fact)})"


def _formulation(found: FormulationView) -> Iterator[str]:
    for area in found.areas:
        yield f"{area.label}{_focus(area, found)}: {formulation.area(area.latest.content)} ({noted(area.latest)})"
    for stated in found.formulations:
        text = stated.fact.content if is_erased(stated.fact.content) else spoken.quoted(stated.fact.content.text)
        agreed = f", agreed on {spoken.day(stated.agreed_on)}" if stated.agreed_on else ", not agreed yet"
        yield f"formulation: {text} ({noted(stated.fact)}{agreed})"


def _focus(area: AreaView, found: FormulationView) -> str:
    if area.id not in found.in_focus:
        return ""
    return " (focus)" if found.in_focus[0] == area.id else " (second focus)"


def _working(found: WorkingView) -> Iterator[str]:
    for dispute in found.disputes:
        content = dispute.opened[-1].content
        name = str(content) if is_erased(content) else f"{content.with_whom}, {spoken.quoted(content.about)}"
        steps = len(standing(dispute.progress))
        yield f"dispute with {name}: {dispute.state}, {spoken.count(steps, 'note')} of progress"
    for rating in found.skills:
        yield f"communication: {working.ratings(rating.content.ratings)} ({noted(rating)})"
