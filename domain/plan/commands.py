"""What can be asked of a plan."""

from datetime import date
from uuid import UUID

from domain.course.noting import Noting
from domain.formulation.values import AreaKind
from domain.plan.values import Goal, Rated, Review, Words


class SetGoal(Noting, kw_only=True):
    """Set a goal with the client, within a problem area; or word one anew, naming the entry that it replaces."""

    area: AreaKind
    goal: Goal


class RateGoal(Noting, kw_only=True):
    """Note where the client stands on the scale of a goal."""

    rated: Rated


class DropGoal(Noting, kw_only=True):
    """Pursue a goal no more, for a reason."""

    why: Words


class TakeUpGoal(Noting, kw_only=True):
    """Pursue a dropped goal again, for a reason."""

    why: Words


class AgreeContract(Noting, kw_only=True):
    """Note the contract. Number and length are those of the course, frequency too unless another is agreed."""

    focus: Words
    every_days: int | None = None
    copy_given_on: date | None = None


class ReviewPlan(Noting, kw_only=True):
    """Note a review of the plan, in a session or outside of one."""

    review: Review
    session: UUID | None = None
