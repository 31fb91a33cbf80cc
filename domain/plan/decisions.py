"""What may be noted of a plan: goals, their ratings, the contract, reviews."""

from uuid import UUID

from domain.course.booking import find
from domain.course.decisions import changed, running
from domain.course.events import FrequencyAgreed
from domain.course.facts import standing
from domain.course.noting import record, told, worded
from domain.course.rhythm import frequency, rhythm
from domain.errors import Invalid
from domain.event import Change
from domain.plan import commands, errors, events
from domain.plan.state import Goal, Plan
from domain.plan.values import Contract
from domain.plan.values import Goal as Content
from domain.world import World


def _known(world: World, course: UUID) -> Plan:
    return world.case(course).plan


def goal_of(plan: Plan, goal: UUID) -> Goal:
    """Return a goal of a plan.

    Raises:
        UnknownGoal: it has no such goal.
    """
    if goal not in plan.goals:
        raise errors.UnknownGoal
    return plan.goals[goal]


def set_goal(world: World, course: UUID, command: commands.SetGoal) -> list[Change]:
    """Set a goal; its id is `world.new_id("goal")`.

    Raises:
        CourseDischarged, Invalid.
    """
    running(world, course)
    _checked(command.goal)
    if command.replaces is not None:
        raise Invalid(field="replaces", expected="nothing: a goal is worded anew by its own revisions")
    fields = told(world, course, command, "goal-entry")
    return record(
        world,
        course,
        events.GoalSet(goal=world.new_id("goal"), area=command.area, content=command.goal, **fields),
    )


def revise_goal(world: World, course: UUID, goal: UUID, command: commands.SetGoal) -> list[Change]:
    """Word a goal anew, for a reason.

    Raises:
        UnknownGoal, UnknownEntry, AlreadyReplaced, Invalid.
    """
    known = goal_of(_known(world, course), goal)
    _checked(command.goal)
    if command.replaces is None:
        raise Invalid(field="replaces", expected="the entry that stands now, and the reason")
    fields = told(world, course, command, "goal-entry", known.told)
    return record(world, course, events.GoalSet(goal=goal, area=command.area, content=command.goal, **fields))


def _checked(goal: Content) -> None:
    worded(**{"goal.words": goal.words})
    if (goal.scale is None) != (goal.baseline is None):
        raise Invalid(field="goal.baseline", expected="a level from -2 to +2 with the scale, and only with it")


def rate_goal(world: World, course: UUID, goal: UUID, command: commands.RateGoal) -> list[Change]:
    """Note the level that a goal has reached.

    Raises:
        NoScale: it has no scale yet.
    """
    case = world.case(course)
    world.client(case.course.client)  # of an erased client nothing is read below
    known = goal_of(case.plan, goal)
    if known.latest.content.scale is None:
        raise errors.NoScale
    fields = told(world, course, command, "rating", known.ratings)
    return record(world, course, events.GoalRated(goal=goal, content=command.rated, **fields))


def drop_goal(world: World, course: UUID, goal: UUID, command: commands.DropGoal) -> list[Change]:
    """Pursue a goal no more.

    Raises:
        GoalDroppedBefore.
    """
    known = goal_of(_known(world, course), goal)
    if known.dropped_on is not None:
        raise errors.GoalDroppedBefore(dropped_on=known.dropped_on)
    worded(why=command.why)
    fields = told(world, course, command, "goal-dropped")
    return record(world, course, events.GoalDropped(goal=goal, content=command.why, **fields))


def take_up_goal(world: World, course: UUID, goal: UUID, command: commands.TakeUpGoal) -> list[Change]:
    """Pursue a dropped goal again.

    Raises:
        GoalNotDropped, CourseDischarged.
    """
    running(world, course)
    if goal_of(_known(world, course), goal).is_open:
        raise errors.GoalNotDropped
    worded(why=command.why)
    fields = told(world, course, command, "goal-taken-up")
    return record(world, course, events.GoalTakenUp(goal=goal, content=command.why, **fields))


def agree_contract(world: World, course: UUID, command: commands.AgreeContract) -> list[Change]:
    """Note the contract; a frequency other than the course's counts for what is booked from now on."""
    known = running(world, course)
    worded(focus=command.focus)
    now = rhythm(known, world.clinic())
    every = frequency(command.every_days) if command.every_days is not None else now
    contract = Contract(
        sessions=known.sessions_agreed,
        minutes=known.minutes,
        every_days=every,
        focus=command.focus,
        copy_given_on=command.copy_given_on,
    )
    fields = told(world, course, command, "contract", _known(world, course).contracts)
    changes = record(world, course, events.ContractAgreed(content=contract, **fields))
    if every == now:
        return changes
    return changes + changed(world, course, [FrequencyAgreed(every_days=every, before=now)], "plan-changed")


def review_plan(world: World, course: UUID, command: commands.ReviewPlan) -> list[Change]:
    """Note a review of the plan."""
    known = world.case(course)
    worded(**{"review.progress": command.review.progress})
    if command.session is not None:
        find(known.course, command.session)
    fields = told(world, course, command, "review", known.plan.reviews)
    return record(world, course, events.PlanReviewed(session=command.session, content=command.review, **fields))


def contract_in_force(plan: Plan) -> Contract | None:
    """Return the contract that stands, if there is one."""
    found = standing(plan.contracts)
    return found[-1].content if found else None
