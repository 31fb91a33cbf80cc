"""What happens to the plan of a course, in sentences."""

from collections.abc import Callable
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.plan import events
from domain.plan.values import Goal, Review
from projections.audit import spoken
from projections.audit.facts import closing, code, field, when
from projections.audit.names import Names


def goal_set(event: events.GoalSet, entry: Entry, names: Names) -> str:
    """Say what the goal is, and whether both find that it can be reached."""
    verb = "was set" if event.replaces is None else "was worded anew"
    words = spoken.quoted(field(event.content, "words"))
    return f"The goal {words} {verb} {when(event)}, about {code(event.area)}{_more(event.content)}.{closing(event)}"


def _more(goal: Goal) -> str:
    if is_erased(goal):
        return ""
    both = "client and clinician find" if goal.realistic_and_achievable else "they have not agreed yet that"
    scale = f"; on its scale the client stands at {signed(goal.baseline)}" if goal.baseline is not None else ""
    aims = f"; objectives: {spoken.listed(goal.objectives)}" if goal.objectives else ""
    ways = f"; strategies: {spoken.listed(goal.strategies)}" if goal.strategies else ""
    return f"; {both} it {'' if goal.realistic_and_achievable else 'is '}realistic and achievable{scale}{aims}{ways}"


def signed(level: int) -> str:
    """Return a level of a goal with its sign, such as +1."""
    return f"{level:+d}" if level else "0"


def goal_rated(event: events.GoalRated, entry: Entry, names: Names) -> str:
    """Say which level was reached."""
    rated = event.content
    level = str(ERASED) if is_erased(rated) else f"{signed(rated.level)}{spoken.giving(rated.remark)}"
    return f"{names.called(event.goal, 'the goal')} was rated {when(event)} at {level}.{closing(event)}"


def goal_dropped(event: events.GoalDropped, entry: Entry, names: Names) -> str:
    """Say why a goal is pursued no more."""
    goal = names.called(event.goal, "the goal")
    return f"{goal} was dropped {when(event)}{spoken.giving(event.content)}.{closing(event)}"


def goal_taken_up(event: events.GoalTakenUp, entry: Entry, names: Names) -> str:
    """Say why a goal is pursued again."""
    goal = names.called(event.goal, "the goal")
    return f"{goal} was taken up again {when(event)}{spoken.giving(event.content)}.{closing(event)}"


def contract_agreed(event: events.ContractAgreed, entry: Entry, names: Names) -> str:
    """Say what client and clinician agreed."""
    contract = event.content
    if is_erased(contract):
        return f"A contract was agreed {when(event)}: {ERASED}.{closing(event)}"
    copy = f"; a copy was given on {spoken.day(contract.copy_given_on)}" if contract.copy_given_on else ""
    return (
        f"A contract was agreed {when(event)}: {spoken.count(contract.sessions, 'session')} of {contract.minutes} "
        f"minutes, {often(contract.every_days)}, with the focus {spoken.quoted(contract.focus)}{copy}.{closing(event)}"
    )


def often(every_days: int) -> str:
    """Return a frequency in words."""
    known = {1: "daily", 7: "weekly", 14: "every two weeks", 28: "every four weeks"}
    return known.get(every_days, f"every {every_days} days")


def reviewed(event: events.PlanReviewed, entry: Entry, names: Names) -> str:
    """Say what the review found."""
    where = f" in {names.session(event.session)}" if event.session else ""
    return f"The plan was reviewed{where} {when(event)}: {findings(event.content)}.{closing(event)}"


def findings(review: Review) -> str:
    """Return what a review found."""
    if is_erased(review):
        return str(ERASED)
    said = [f"progress {spoken.quoted(review.progress)}"]
    said += [f"needing attention: {spoken.listed(review.needing_attention)}"] if review.needing_attention else []
    said += [f"possible barriers: {spoken.listed(review.barriers)}"] if review.barriers else []
    said += [f"what follows: {spoken.quoted(review.consequences)}"] if review.consequences else []
    return "; ".join(said)


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.GoalSet: goal_set,
    events.GoalRated: goal_rated,
    events.GoalDropped: goal_dropped,
    events.GoalTakenUp: goal_taken_up,
    events.ContractAgreed: contract_agreed,
    events.PlanReviewed: reviewed,
}
