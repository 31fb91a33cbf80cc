"""What happens to the plan of a course. What was said is sealed; goals, areas and days can be read."""

from uuid import UUID

from domain.course.facts import READABLE, Fact
from domain.event import recorded
from domain.formulation.values import AreaKind
from domain.plan.values import Contract, Goal, Rated, Review

_OF_GOAL = READABLE | {"goal"}


@recorded("plan.goal_set.v1", readable=_OF_GOAL | {"area"})
class GoalSet(Fact, kw_only=True):
    """A goal was set with the client, or worded anew; `area` is the problem area that it belongs to."""

    goal: UUID
    area: AreaKind
    content: Goal


@recorded("plan.goal_rated.v1", readable=_OF_GOAL)
class GoalRated(Fact, kw_only=True):
    """Client and clinician found where the client stands on the scale of a goal."""

    goal: UUID
    content: Rated


@recorded("plan.goal_dropped.v1", readable=_OF_GOAL)
class GoalDropped(Fact, kw_only=True):
    """A goal is pursued no more: it stays on record with its reason, and counts in no score."""

    goal: UUID
    content: str


@recorded("plan.goal_taken_up.v1", readable=_OF_GOAL)
class GoalTakenUp(Fact, kw_only=True):
    """A goal that had been dropped is pursued again, for a reason."""

    goal: UUID
    content: str


@recorded("plan.contract_agreed.v1", readable=READABLE)
class ContractAgreed(Fact, kw_only=True):
    """Client and clinician agreed the frame of the therapy."""

    content: Contract


@recorded("plan.reviewed.v1", readable=READABLE | {"session"})
class PlanReviewed(Fact, kw_only=True):
    """The plan was looked at again, in a session or outside of one."""

    session: UUID | None = None
    content: Review
