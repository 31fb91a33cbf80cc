"""What happens in a check-in."""

from uuid import UUID

from domain.course.values import CheckInAnswer
from domain.event import Cause, Event, recorded
from domain.instant import Instant
from domain.message.values import Reason


@recorded("check_in.opened.v1", readable={"course", "client", "week", "line", "items", "closes_at", "rule"})
class Opened(Event):
    """The week's check-in begins on a line; it stays open until `closes_at`."""

    course: UUID
    client: UUID
    week: str
    line: UUID
    items: list[str]
    closes_at: Instant
    rule: Cause


@recorded("check_in.held.v1", readable={"week", "until", "reason", "rule"})
class Held(Event):
    """It cannot begin yet; it is tried again at an instant."""

    week: str
    until: Instant
    reason: Reason
    rule: Cause


@recorded("check_in.skipped.v1", readable={"week", "reason", "rule"})
class Skipped(Event):
    """There is none this week, for this reason."""

    week: str
    reason: Reason
    rule: Cause


@recorded("check_in.asked.v1", readable={"item", "times", "message"})
class Asked(Event):
    """A question was put (for the `times`-th time), by the message named."""

    item: str
    times: int
    message: UUID


@recorded("check_in.answered.v1", readable={"item"})
class Answered(Event):
    """The client answered an item; the words are kept beside what was read from them."""

    item: str
    answer: CheckInAnswer


@recorded("check_in.unread.v1", readable={"item", "inbound", "because"})
class Unread(Event):
    """A reply came from which nothing could be read with certainty."""

    item: str
    inbound: UUID
    because: str


@recorded("check_in.completed.v1")
class Completed(Event):
    """Every item is answered."""


@recorded("check_in.closed.v1", readable={"reason"})
class Closed(Event):
    """It is over with something unanswered."""

    reason: Reason
