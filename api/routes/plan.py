"""The plan of a course: a table."""

from collections.abc import Sequence
from uuid import uuid4

from api.commands import Command
from api.policy import COURSE, GOAL
from api.reads import Look, Read
from api.routes.entering import entering
from api.services import Services
from domain.plan import commands, decisions, view


def _plan(services: Services, look: Look) -> view.PlanView:
    world = services.executor.world(uuid4())
    return view.view(world.case(look.ids["course"]), world.clinic())


COMMANDS: Sequence[Command] = (
    entering(f"{COURSE}/goals", "Set a goal with the client", commands.SetGoal, decisions.set_goal, "goal"),
    entering(f"{GOAL}/revisions", "Word a goal anew", commands.SetGoal, decisions.revise_goal, "goal-entry"),
    entering(f"{GOAL}/ratings", "Rate a goal", commands.RateGoal, decisions.rate_goal, "rating"),
    entering(f"{GOAL}/drop", "Pursue a goal no more", commands.DropGoal, decisions.drop_goal, "goal-dropped"),
    entering(
        f"{GOAL}/taking-up",
        "Pursue a dropped goal again",
        commands.TakeUpGoal,
        decisions.take_up_goal,
        "goal-taken-up",
    ),
    entering(f"{COURSE}/contracts", "Note the contract", commands.AgreeContract, decisions.agree_contract, "contract"),
    entering(f"{COURSE}/plan-reviews", "Review the plan", commands.ReviewPlan, decisions.review_plan, "review"),
)

READS: Sequence[Read] = (
    Read(
        path=f"{COURSE}/plan",
        summary="Read the plan of a course",
        look=_plan,
        answers=view.PlanView,
        versioned=True,
    ),
)
