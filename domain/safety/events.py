"""What happens to a client's safety. Everything that was found is sealed."""

from domain.course.facts import READABLE, Fact
from domain.event import recorded
from domain.safety.values import PlanCopy, RiskAssessment, SafetyPlan


@recorded("safety.risk_assessed.v1", readable=READABLE | {"number"})
class RiskAssessed(Fact):
    """Risk was assessed, for the `number`-th time in the course."""

    number: int
    content: RiskAssessment


@recorded("safety.plan_made.v1", readable=READABLE | {"number"})
class PlanMade(Fact):
    """A safety plan was made with the client: its `number`-th version in the course."""

    number: int
    content: SafetyPlan


@recorded("safety.plan_shared.v1", readable=READABLE | {"number"})
class PlanShared(Fact):
    """Somebody has the safety plan, in its version `number`, and how it was given."""

    number: int
    content: PlanCopy
