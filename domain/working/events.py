"""What happens in working through. What was said, tried and rated is sealed."""

from uuid import UUID

from domain.course.facts import READABLE, Fact
from domain.event import recorded
from domain.measures.answers import Answers
from domain.working.values import Dispute, DisputeEnding, Progress, Rater


@recorded("work.dispute_opened.v1", readable=READABLE)
class DisputeOpened(Fact):
    """A dispute is worked through from now on."""

    content: Dispute


@recorded("work.dispute_progressed.v1", readable=READABLE | {"dispute"})
class DisputeProgressed(Fact):
    """A dispute has come this far."""

    dispute: UUID
    with_whom: str
    content: Progress


@recorded("work.dispute_ended.v1", readable=READABLE | {"dispute"})
class DisputeEnded(Fact):
    """A dispute was resolved to the satisfaction of each side, or let go."""

    dispute: UUID
    with_whom: str
    content: DisputeEnding


@recorded("work.skills_rated.v1", readable=READABLE | {"instrument", "instrument_version"})
class SkillsRated(Fact):
    """The client's communication skills were rated, by the anchors of a version of the scale."""

    instrument: str
    instrument_version: int
    rater: Rater
    ratings: Answers
