"""Sentences on the clinical record that a clinician would accept."""

import re
from datetime import date

import msgspec
import pytest

from domain.course.facts import How
from domain.event import Event
from domain.measures.score import NoTotal
from projections.audit.catalogue import sentence
from projections.audit.names import Names
from store.messagepack import MessagePack
from store.plan import plan_of
from tests.examples import entries
from tests.examples_clinical import EXAMPLES_CLINICAL, SCORE

BY_TOPIC = {event.topic: event for event in EXAMPLES_CLINICAL}
PERSONAL = re.compile(
    r"Amari|Osei|Hill|44\d|Maria|sister|sertraline|50 mg|F32|depress|pregnant|2026, due|boss|mother|grief|dispute 'her|"
    r"moderate|walks|library|tablets|thoughts|listening|overtime|by the sea|quarrels|withdraws|winter|choir"
)


def said(event: Event, **changed: object) -> str:
    (entry,) = entries([msgspec.structs.replace(event, **changed)])
    return sentence(entry, Names())


def plainly(topic: str, **changed: object) -> str:
    """The sentence of a fact that replaces nothing and deviates from nothing."""
    return said(BY_TOPIC[topic], replaces=None, how=None, because="", deviation=None, **changed)


LITERAL = {
    "assessment.diagnosed.v1": (
        "The clinician entered the diagnosis ICD-10 F32.1, 'moderate depressive episode' "
        "on Monday 9 March 2026 by Dr Amari."
    ),
    "assessment.medication_noted.v1": (
        "Medication was noted on Monday 9 March 2026 by Dr Amari, at the session: sertraline 50 mg, started, "
        "adherence partly: 'in the morning'."
    ),
    "measure.recorded.v1": (
        "PHQ-9 version 1 was recorded on Monday 9 March 2026 by Dr Amari, filled in at the session: "
        "14, moderate, prorated, 1 item missing. It holds a risk answer, so a risk assessment is asked for."
    ),
    "formulation.stated.v1": (
        "The formulation was stated on Monday 9 March 2026 by Dr Amari, linking 1 entry of the episode: "
        "'low since her mother died'."
    ),
    "work.dispute_ended.v1": (
        "The dispute with her boss was resolved on Monday 9 March 2026 by Dr Amari: for the client "
        "'two weeks of notice'; for the other side 'cover at Christmas'."
    ),
}


@pytest.mark.parametrize("topic", sorted(LITERAL))
def test_a_sentence_gives_the_facts(topic: str) -> None:
    assert plainly(topic) == LITERAL[topic]


def test_a_correction_says_that_it_is_one_and_why() -> None:
    words = said(BY_TOPIC["assessment.pattern_noted.v1"], how=How.CORRECTION, because="mistyped", deviation=None)
    assert words == (
        "An interpersonal pattern was noted on Monday 9 March 2026 by Dr Amari: 'withdraws when hurt'. "
        "It corrects an earlier entry: 'mistyped'."
    )


def test_a_form_without_total_says_why() -> None:
    score = msgspec.structs.replace(SCORE, total=None, band=None, prorated=False, reason=NoTotal.RISK_ITEM_MISSING)
    words = plainly("measure.recorded.v1", score=score, risk=False)
    assert words.endswith("no total, because a risk item has no answer, which is never guessed.")


def test_an_emergency_contact_who_was_not_asked_has_not_consented() -> None:
    event = BY_TOPIC["client.emergency_contact_noted.v1"]
    person = msgspec.structs.replace(event.person, consented_on=None, may_be_told="")  # type: ignore[attr-defined]
    assert said(event, person=person).endswith("who has not consented yet.")


def test_a_fact_is_told_of_its_own_day() -> None:
    assert "on Thursday 1 January 2026 by" in plainly("safety.risk_assessed.v1", on=date(2026, 1, 1))


@pytest.mark.parametrize("topic", sorted(BY_TOPIC))
def test_nothing_clinical_is_left_of_what_was_erased(topic: str) -> None:
    event = BY_TOPIC[topic]
    plan, code = plan_of(type(event)), MessagePack()
    clear = {name: getattr(event, name) for name in plan.clear}
    words = said(plan.erased_event(code.decode(code.encode(clear))))
    assert not PERSONAL.search(words)
