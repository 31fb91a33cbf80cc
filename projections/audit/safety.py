"""What happens to a client's safety, in sentences."""

from collections.abc import Callable, Iterator
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.safety import events
from domain.safety.values import Harm, RiskAssessment, SafetyPlan
from projections.audit import spoken
from projections.audit.facts import closing, field, when
from projections.audit.names import Names


def risk_assessed(event: events.RiskAssessed, entry: Entry, names: Names) -> str:
    """Say what was found, and what was concluded."""
    return (
        f"Risk was assessed {when(event)}, assessment {event.number} of the course: "
        f"{assessment(event.content)}.{closing(event)}"
    )


def plan_made(event: events.PlanMade, entry: Entry, names: Names) -> str:
    """Say what the safety plan holds."""
    return f"Version {event.number} of the safety plan was made {when(event)}: {plan(event.content)}.{closing(event)}"


def plan_shared(event: events.PlanShared, entry: Entry, names: Names) -> str:
    """Say who has it."""
    how = "" if is_erased(event.content) else spoken.giving(event.content.how, ", ")
    holder = field(event.content, "holder")
    return f"Version {event.number} of the safety plan was given to {holder} {when(event)}{how}.{closing(event)}"


def assessment(found: RiskAssessment) -> str:
    """Return an assessment: the conclusion first, then what was found; what was not asked about is left out."""
    if is_erased(found):
        return str(ERASED)
    return "; ".join([f"concluded {spoken.quoted(found.conclusion)}", *_found(found)])


def _found(found: RiskAssessment) -> Iterator[str]:
    yield from _harm("harm to self", found.to_self)
    yield from _harm("harm to others", found.to_others)
    for words, text in {
        "safeguarding": found.safeguarding,
        "domestic abuse": found.domestic_abuse,
        "protective factors": found.protective_factors,
    }.items():
        if text:
            yield f"{words} {spoken.quoted(text)}"


def _harm(direction: str, harm: Harm) -> Iterator[str]:
    said = [f"{name} {spoken.quoted(text)}" for name in harm.__struct_fields__ if (text := getattr(harm, name))]
    if said:
        yield f"{direction}: {', '.join(said)}"


def plan(content: SafetyPlan) -> str:
    """Return the steps of a safety plan that say something."""
    if is_erased(content):
        return str(ERASED)
    steps = {
        "warning signs": content.warning_signs,
        "coping": content.coping,
        "distraction": content.distraction,
        "people to ask": content.people_to_ask,
        "professionals": content.professionals,
        "safe surroundings": [content.safe_surroundings],
        "reasons to live": [content.reasons_to_live],
    }
    said = {name: [spoken.quoted(text) for text in texts if text] for name, texts in steps.items()}
    return "; ".join(f"{name} {spoken.listed(texts)}" for name, texts in said.items() if texts)


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.RiskAssessed: risk_assessed,
    events.PlanMade: plan_made,
    events.PlanShared: plan_shared,
}
