"""Goals, contracts and reviews as tests tell them."""

from typing import Any
from uuid import UUID

from domain.course.facts import How
from domain.course.noting import Replacing
from domain.formulation.values import AreaKind
from domain.plan import commands, decisions
from domain.plan.values import Goal, Rated, Review, Scale
from tests.domain.story import Story

AUTHOR = "Dr Okafor"
SCALE = Scale(
    much_less="argues daily", less="argues weekly", expected="one calm talk", more="two calm talks", much_more="at ease"
)


def a_goal(words: str = "talk with my brother", **facts: Any) -> Goal:
    return Goal(words=words, **{"scale": SCALE, "baseline": -1, "realistic_and_achievable": True, **facts})


def set_goal(story: Story, goal: Goal | None = None, **facts: Any) -> UUID:
    """Set a goal in a story, and return its id."""
    command = commands.SetGoal(author=AUTHOR, area=AreaKind.ROLE_DISPUTE, goal=goal or a_goal(), **facts)
    story.do(decisions.set_goal, command)
    return story.world.new_id("goal")


def rate(story: Story, goal: UUID, level: int, **facts: Any) -> UUID:
    command = commands.RateGoal(author=AUTHOR, rated=Rated(level=level), **facts)
    story.do(decisions.rate_goal, goal, command)
    return story.world.new_id("rating")


def drop(story: Story, goal: UUID) -> None:
    story.do(decisions.drop_goal, goal, commands.DropGoal(author=AUTHOR, why="he moved abroad"))


def review(story: Story, **facts: Any) -> UUID:
    told = Review(progress="fewer quarrels", needing_attention=["sleep"], barriers=["shift work"])
    story.do(decisions.review_plan, commands.ReviewPlan(author=AUTHOR, review=told, **facts))
    return story.world.new_id("review")


def correcting(entry: UUID, reason: str = "misheard") -> Replacing:
    return Replacing(entry=entry, how=How.CORRECTION, reason=reason)


def revising(entry: UUID, reason: str = "clearer") -> Replacing:
    return Replacing(entry=entry, how=How.REVISION, reason=reason)
