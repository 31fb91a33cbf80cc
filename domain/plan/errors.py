"""Why something may not be done to a plan."""

from domain.errors import Conflict, NotFound


class UnknownGoal(NotFound):
    """The plan has no such goal."""

    code = "unknown-goal"
    message = "The plan has no goal with this id."


class GoalDroppedBefore(Conflict):
    """The goal is not pursued."""

    code = "goal-dropped"
    message = "The goal was dropped on {dropped_on}; take it up again first."


class GoalNotDropped(Conflict):
    """There is nothing to take up again."""

    code = "goal-not-dropped"
    message = "The goal was not dropped."


class NoScale(Conflict):
    """A level means something on a scale only."""

    code = "goal-without-scale"
    message = "The goal has no scale with a baseline yet; word the five levels first."
