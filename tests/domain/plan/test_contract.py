"""The contract and the reviews of the plan."""

from datetime import date
from typing import Any

import pytest

from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.errors import ReasonNeeded, UnknownSession
from domain.course.facts import standing
from domain.course.values import Outcome
from domain.errors import Invalid
from domain.ids import CLINIC
from domain.plan import commands, decisions
from domain.plan.decisions import contract_in_force
from domain.plan.view import view
from tests.builders import a_course
from tests.domain.plan.told import AUTHOR, correcting, review, revising
from tests.domain.story import Story


@pytest.fixture
def story() -> Story:
    return a_course().with_series("2026-02-09T09:00", 16).opened()


def agree(story: Story, **facts: Any) -> None:
    command = commands.AgreeContract(**{"author": AUTHOR, "focus": "the dispute", **facts})
    story.do(decisions.agree_contract, command)


def test_a_contract_states_number_length_frequency_and_focus(story: Story) -> None:
    agree(story, copy_given_on=date(2026, 2, 2))
    found = contract_in_force(story.case.plan)
    assert found is not None
    assert (found.sessions, found.minutes, found.every_days, found.focus) == (16, 50, 7, "the dispute")
    assert found.copy_given_on == date(2026, 2, 2)


def test_a_frequency_in_the_contract_counts_for_what_is_booked_from_then_on(story: Story) -> None:
    agree(story, every_days=14)
    assert view(story.case, story.world.clinic()).every_days == 14


@pytest.mark.parametrize("days", [0, 367])
def test_a_frequency_makes_sense(story: Story, days: int) -> None:
    with pytest.raises(Invalid, match="every_days"):
        agree(story, every_days=days)


def test_a_later_contract_stands_in_the_place_of_the_first(story: Story) -> None:
    assert contract_in_force(story.case.plan) is None
    agree(story)
    first = story.case.plan.contracts[0].id
    agree(story, focus="grief", replaces=revising(first))
    found = contract_in_force(story.case.plan)
    assert found is not None
    assert found.focus == "grief"
    assert len(story.case.plan.contracts) == 2


def test_a_review_lists_progress_attention_and_barriers(story: Story) -> None:
    review(story, session=story.sessions[0])
    (found,) = story.case.plan.reviews
    assert (found.content.progress, found.content.needing_attention, found.content.barriers) == (
        "fewer quarrels",
        ["sleep"],
        ["shift work"],
    )


def test_a_corrected_review_stays_in_the_history(story: Story) -> None:
    wrong = review(story)
    review(story, replaces=correcting(wrong))
    assert (len(story.case.plan.reviews), len(standing(story.case.plan.reviews))) == (2, 1)


def test_a_review_is_of_a_session_that_there_is(story: Story) -> None:
    with pytest.raises(UnknownSession):
        review(story, session=CLINIC)


def test_a_review_after_the_discharge_needs_a_reason(story: Story) -> None:
    story.do(discharge, Discharge(outcome=Outcome.COMPLETED, discharged_on=date(2026, 2, 2)))
    story.at("2026-03-02T10:00Z")
    with pytest.raises(ReasonNeeded):
        review(story)
    review(story, reason="asked for by the client")
