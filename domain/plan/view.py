"""The plan as it is read: goals with where they stand, contract, reviews, and the attainment of all goals together."""

from collections.abc import Iterable
from datetime import date

import msgspec

from domain.clinic.state import Clinic
from domain.course.facts import Noted
from domain.course.rhythm import rhythm
from domain.erased import is_erased
from domain.measures.goals import Attainment, RatedGoal, attainment
from domain.plan.state import Goal, Plan
from domain.plan.values import Contract, Review
from domain.policy.case import Case


class GoalView(Goal, frozen=True, kw_only=True):
    """A goal and the level that it has reached: the baseline until it is rated, none without a scale."""

    level: int | None


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """The plan of a course. `ends_on` is the day of the last session that is booked; it moves with the sessions.

    `attainment` is the T score of the goals with a scale, dropped ones apart: at the start and now.
    """

    version: int
    sessions_agreed: int
    minutes: int
    every_days: int
    ends_on: date | None
    goals: list[GoalView]
    attainment: Attainment | None
    contracts: tuple[Noted[Contract], ...]
    reviews: tuple[Noted[Review], ...]


def view(case: Case, clinic: Clinic) -> PlanView:
    """Return the plan of a course."""
    plan, course = case.plan, case.course
    booked = [session for session in course.in_order() if session.is_booked]
    return PlanView(
        version=course.version,
        sessions_agreed=course.sessions_agreed,
        minutes=course.minutes,
        every_days=rhythm(course, clinic),
        ends_on=booked[-1].slot.starts.local.date() if booked else None,
        goals=[_goal(goal) for goal in plan.goals.values()],
        attainment=attained(plan),
        contracts=plan.contracts,
        reviews=plan.reviews,
    )


def _goal(goal: Goal) -> GoalView:
    fields = {name: getattr(goal, name) for name in goal.__struct_fields__}
    return GoalView(level=level(goal), **fields)


def level(goal: Goal) -> int | None:
    """Return where a goal stands on its scale: its baseline until it is rated."""
    content, rated = goal.latest.content, goal.rated()
    if is_erased(content) or content.scale is None:
        return None
    return content.baseline if rated is None else rated.content.level


def attained(plan: Plan) -> Attainment | None:
    """Return the T scores over the goals that have a scale; a dropped goal counts in neither."""
    return attainment(list(_rated(plan.goals.values())))


def _rated(goals: Iterable[Goal]) -> Iterable[RatedGoal]:
    for goal in goals:
        now = level(goal)
        if now is not None and goal.latest.content.baseline is not None:
            yield RatedGoal(baseline=goal.latest.content.baseline, now=now, dropped=not goal.is_open)
