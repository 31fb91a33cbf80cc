"""The plan as its events make it."""

from datetime import date
from uuid import UUID

import msgspec

from domain.course.facts import Noted, into, standing, with_fact
from domain.event import Entry
from domain.fold import Rules
from domain.formulation.values import AreaKind
from domain.plan import events
from domain.plan.values import Contract, Rated, Review
from domain.plan.values import Goal as Content


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """One goal: everything that it was ever worded as, the last of `told` stands, and every rating."""

    id: UUID
    area: AreaKind
    told: tuple[Noted[Content], ...]
    ratings: tuple[Noted[Rated], ...] = ()
    dropped_on: date | None = None
    dropped_because: str = ""

    @property
    def latest(self) -> Noted[Content]:
        """The goal as it is worded now."""
        return self.told[-1]

    @property
    def is_open(self) -> bool:
        """Whether the goal is pursued."""
        return self.dropped_on is None

    def rated(self) -> Noted[Rated] | None:
        """Return the standing rating of the latest day; of one day the one that was noted last."""
        return max(standing(self.ratings), key=lambda one: (one.on, one.version), default=None)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The plan of a course: goals in the order in which they were set, every contract, every review."""

    goals: dict[UUID, Goal] = msgspec.field(default_factory=dict)
    contracts: tuple[Noted[Contract], ...] = ()
    reviews: tuple[Noted[Review], ...] = ()


EMPTY = Plan()

change = msgspec.structs.replace


def _goal_set(plan: Plan | None, event: events.GoalSet, entry: Entry) -> Plan:
    plan = plan or EMPTY
    known = plan.goals.get(event.goal)
    told = with_fact(known.told if known else (), event, entry, event.content)
    goal = change(known, area=event.area, told=told) if known else Goal(id=event.goal, area=event.area, told=told)
    return change(plan, goals={**plan.goals, goal.id: goal})


def _with(plan: Plan, goal: UUID, **changed: object) -> Plan:
    return change(plan, goals={**plan.goals, goal: change(plan.goals[goal], **changed)})


def _goal_rated(plan: Plan, event: events.GoalRated, entry: Entry) -> Plan:
    ratings = with_fact(plan.goals[event.goal].ratings, event, entry, event.content)
    return _with(plan, event.goal, ratings=ratings)


def _goal_dropped(plan: Plan, event: events.GoalDropped, entry: Entry) -> Plan:
    return _with(plan, event.goal, dropped_on=event.on, dropped_because=event.content)


def _goal_taken_up(plan: Plan, event: events.GoalTakenUp, entry: Entry) -> Plan:
    return _with(plan, event.goal, dropped_on=None, dropped_because="")


RULES: Rules = {
    events.GoalSet: _goal_set,
    events.GoalRated: _goal_rated,
    events.GoalDropped: _goal_dropped,
    events.GoalTakenUp: _goal_taken_up,
    events.ContractAgreed: into(EMPTY, "contracts"),
    events.PlanReviewed: into(EMPTY, "reviews"),
}
