"""Risk assessments and safety plans, as a table."""

from collections.abc import Sequence

from api.commands import Command
from api.policy import SAFETY
from api.reads import Read
from api.routes.entering import entering, reading
from domain.safety import decisions, view

COMMANDS: Sequence[Command] = (
    entering(
        f"{SAFETY}/risk-assessments",
        "Record a risk assessment",
        decisions.AssessRisk,
        decisions.assess_risk,
        "risk-assessment",
    ),
    entering(
        f"{SAFETY}/plans",
        "Record a version of the safety plan",
        decisions.MakeSafetyPlan,
        decisions.make_safety_plan,
        "safety-plan",
    ),
    entering(
        f"{SAFETY}/plan-copies",
        "Note who has the safety plan",
        decisions.ShareSafetyPlan,
        decisions.share_safety_plan,
        "safety-plan-copy",
    ),
)

READS: Sequence[Read] = (reading(SAFETY, "Read risk assessments and safety plans", view.view, view.SafetyView),)
