"""Risk assessments and safety plans: dated, versioned, and never worded as clearance."""

from typing import Any

import pytest

from domain.course.errors import ReasonNeeded
from domain.errors import Invalid
from domain.safety.decisions import (
    AssessRisk,
    MakeSafetyPlan,
    NoSafetyPlan,
    ShareSafetyPlan,
    assess_risk,
    make_safety_plan,
    share_safety_plan,
)
from domain.safety.events import PlanMade, RiskAssessed
from domain.safety.values import Harm, PlanCopy, RiskAssessment, SafetyPlan
from domain.safety.view import view
from domain.safety.wording import RiskCleared
from tests.domain.facts import AUTHOR, a_story, discharged, noted, revising
from tests.domain.story import Story


def assessed(story: Story, conclusion: str = "passing thoughts without intent", **facts: Any) -> RiskAssessed:
    reason = facts.pop("reason", "")
    found = RiskAssessment(conclusion=conclusion, **facts)
    return noted(story, RiskAssessed, assess_risk, AssessRisk(author=AUTHOR, assessment=found, reason=reason))


def planned(story: Story, sign: str = "does not sleep", **facts: Any) -> PlanMade:
    plan = SafetyPlan(warning_signs=[sign], coping=["walks"], people_to_ask=["Maria"])
    return noted(story, PlanMade, make_safety_plan, MakeSafetyPlan(author=AUTHOR, plan=plan, **facts))


def test_risk_is_assessed_by_number_and_every_assessment_stays() -> None:
    story = a_story()
    assessed(story, to_self=Harm(ideation="passing thoughts", intent="denied"), protective_factors="her sister")
    assessed(
        story, to_others=Harm(ideation="none told"), safeguarding="children with their aunt", domestic_abuse="asked"
    )
    first, second = view(story.case).assessments
    assert (first.number, first.fact.content.to_self.ideation) == (1, "passing thoughts")
    assert (second.number, second.fact.author) == (2, AUTHOR)


@pytest.mark.parametrize(
    "words",
    [
        "no risk",
        "No current suicide risk found",
        "there is no immediate risk to others",
        "Risk: none",
        "risk to self: nil",
        "risk is absent",
        "not at risk",
        "she is not currently at risk",
        "zero risk",
        "without any risk",
        "risk-free",
    ],
)
def test_an_assessment_never_says_that_there_is_no_risk(words: str) -> None:
    for facts in (dict(conclusion=words), dict(to_self=Harm(intent=words)), dict(safeguarding=words)):
        with pytest.raises(RiskCleared, match="never worded as no risk") as refused:
            assessed(a_story(), **facts)
        assert words not in str(refused.value).replace("never worded as no risk", "")


@pytest.mark.parametrize(
    "words",
    ["no thoughts told", "risk lower than last week", "intent denied", "risks were talked over", "no change in risk"],
)
def test_what_was_found_is_said_in_the_clinicians_words(words: str) -> None:
    assert assessed(a_story(), words).content.conclusion == words


def test_an_assessment_concludes_something() -> None:
    with pytest.raises(Invalid, match=r"^assessment\.conclusion: a few words"):
        assessed(a_story(), " ")


def test_an_assessment_after_the_discharge_is_recorded_as_a_deviation() -> None:
    story = discharged(a_story()).at("2026-02-10T10:00Z")
    with pytest.raises(ReasonNeeded):
        assessed(story)
    assert assessed(story, reason="he called the clinic").deviation is not None


def test_a_safety_plan_has_versions_and_it_is_known_who_has_which() -> None:
    story = a_story()
    with pytest.raises(NoSafetyPlan):
        story.do(share_safety_plan, ShareSafetyPlan(author=AUTHOR, copy=PlanCopy(holder="the client")))
    first = planned(story)
    for holder in ("the client", "the GP"):
        story.do(share_safety_plan, ShareSafetyPlan(author=AUTHOR, copy=PlanCopy(holder=holder, how="on paper")))
    planned(story, "drinks alone", replaces=revising(first))
    story.do(share_safety_plan, ShareSafetyPlan(author=AUTHOR, copy=PlanCopy(holder="the client")))
    one, two = view(story.case).plans
    assert ([copy.content.holder for copy in one.copies], one.number) == (["the client", "the GP"], 1)
    assert ([copy.content.holder for copy in two.copies], two.number) == (["the client"], 2)
    assert one.fact.replaced_by == two.fact.id


def test_a_safety_plan_begins_with_warning_signs() -> None:
    with pytest.raises(Invalid, match=r"^plan\.warning_signs: a few words"):
        planned(a_story(), " ")
