"""Risk and safety as they are read."""

import msgspec

from domain.course.facts import Noted
from domain.forms.view import risk_assessment_asked_for
from domain.policy.case import Case
from domain.safety.state import Shared
from domain.safety.values import PlanCopy, RiskAssessment, SafetyPlan


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """A risk assessment by its number in the course."""

    number: int
    fact: Noted[RiskAssessment]


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """A version of the safety plan, and who has it."""

    number: int
    fact: Noted[SafetyPlan]
    copies: list[Noted[PlanCopy]]


class SafetyView(msgspec.Struct, frozen=True, kw_only=True):
    """Assessments and plans, the latest last; a plan of an earlier version may still be what somebody has."""

    version: int
    risk_assessment_asked_for: bool
    assessments: list[Assessed]
    plans: list[Planned]


def view(case: Case) -> SafetyView:
    """Return risk and safety of a course."""
    found = case.safety
    return SafetyView(
        version=case.course.version,
        risk_assessment_asked_for=risk_assessment_asked_for(case),
        assessments=[Assessed(number=number, fact=fact) for number, fact in enumerate(found.assessments, start=1)],
        plans=[
            Planned(number=number, fact=fact, copies=_copies(found.shared, number))
            for number, fact in enumerate(found.plans, start=1)
        ],
    )


def _copies(shared: tuple[Shared, ...], number: int) -> list[Noted[PlanCopy]]:
    return [one.fact for one in shared if one.plan == number]
