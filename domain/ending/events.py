"""What is noted of the ending and afterwards: the content of each is sealed, its day and what it replaces are not."""

from domain.course.facts import READABLE, Fact
from domain.ending import values
from domain.event import recorded


@recorded("ending.named.v1", readable=READABLE)
class EndingNamed(Fact):
    """That the course will end was named beforehand."""

    content: values.NamedEnding


@recorded("ending.feelings_acknowledged.v1", readable=READABLE)
class FeelingsAcknowledged(Fact):
    """What the ending means to the client was acknowledged."""

    content: values.Feelings


@recorded("ending.gains_reviewed.v1", readable=READABLE)
class GainsReviewed(Fact):
    """Gains and goals were looked at together."""

    content: values.Gains


@recorded("ending.signs_noted.v1", readable=READABLE)
class SignsNoted(Fact):
    """The client named early-warning signs."""

    content: values.Signs


@recorded("ending.relapse_plan_made.v1", readable=READABLE)
class RelapsePlanMade(Fact):
    """A plan was made for when signs return."""

    content: values.RelapsePlan


@recorded("ending.remission_noted.v1", readable=READABLE)
class RemissionNoted(Fact):
    """The clinician noted whether and how remission was reached."""

    content: values.RemissionReached


@recorded("ending.maintenance_decided.v1", readable=READABLE)
class MaintenanceDecided(Fact):
    """Client and clinician decided about maintenance."""

    content: values.MaintenanceChoice


@recorded("ending.signs_returned.v1", readable=READABLE)
class SignsReturned(Fact):
    """Early-warning signs came back."""

    content: values.SignsReturned


@recorded("ending.followed_up.v1", readable=READABLE | {"month"})
class FollowedUp(Fact):
    """The client was seen or called `month` months after discharge."""

    month: int
    content: values.FollowUp


@recorded("ending.follow_up_missed.v1", readable=READABLE | {"month"})
class FollowUpMissed(Fact):
    """The follow-up of `month` months after discharge did not take place."""

    month: int
    content: values.MissedFollowUp
