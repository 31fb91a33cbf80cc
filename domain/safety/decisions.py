"""What may be recorded of risk and safety."""

from datetime import date
from uuid import UUID

from domain.course.noting import Noting, record, told, worded
from domain.errors import Conflict
from domain.event import Change
from domain.safety import events
from domain.safety.values import PlanCopy, RiskAssessment, SafetyPlan
from domain.safety.wording import checked
from domain.values import Value
from domain.world import World


class AssessRisk(Noting):
    """Record a risk assessment, and with it the answer to a risk answer that asked for one."""

    assessment: RiskAssessment


class MakeSafetyPlan(Noting):
    """Record a safety plan, or its next version: the whole of it."""

    plan: SafetyPlan


class ShareSafetyPlan(Value):
    """Note that somebody has the latest safety plan."""

    author: str
    copy: PlanCopy
    on: date | None = None
    reason: str = ""


class NoSafetyPlan(Conflict):
    """There is no safety plan that anybody could have."""

    code = "no-safety-plan"
    message = "The course has no safety plan yet; make one first."


def assess_risk(world: World, course: UUID, command: AssessRisk) -> list[Change]:
    """Record a risk assessment.

    Raises:
        RiskCleared: it is worded as if there were no risk.
    """
    worded(**{"assessment.conclusion": command.assessment.conclusion})
    known = world.case(course).safety.assessments
    fields = told(world, course, command, "risk-assessment", known)
    found = checked(command.assessment)
    return record(world, course, events.RiskAssessed(number=len(known) + 1, content=found, **fields))


def make_safety_plan(world: World, course: UUID, command: MakeSafetyPlan) -> list[Change]:
    """Record a version of the safety plan; the ones before it stay in the history."""
    worded(**{"plan.warning_signs": " ".join(command.plan.warning_signs)})
    known = world.case(course).safety.plans
    fields = told(world, course, command, "safety-plan", known)
    return record(world, course, events.PlanMade(number=len(known) + 1, content=command.plan, **fields))


def share_safety_plan(world: World, course: UUID, command: ShareSafetyPlan) -> list[Change]:
    """Note who has the latest safety plan, and how it was given.

    Raises:
        NoSafetyPlan: there is none.
    """
    worded(**{"copy.holder": command.copy.holder})
    plans = world.case(course).safety.plans
    if not plans:
        raise NoSafetyPlan
    noting = Noting(author=command.author, on=command.on, reason=command.reason)
    fields = told(world, course, noting, "safety-plan-copy")
    return record(world, course, events.PlanShared(number=len(plans), content=command.copy, **fields))
