"""What happens to a referral."""

from datetime import date
from uuid import UUID

from domain.course.values import Party
from domain.event import Event, recorded
from domain.referral.values import Findings, Suitability


@recorded("referral.received.v1", readable={"client", "received_on"})
class Received(Event):
    """A client was referred: by whom and why."""

    client: UUID
    received_on: date
    source: str
    reason: str


@recorded("referral.screened.v1", readable={"screened_on", "outcome", "corrects"})
class Screened(Event):
    """Somebody looked at whether IPT suits; `corrects` is the version of the screening that this puts right."""

    screened_on: date
    outcome: Suitability
    findings: Findings
    screened_by: str
    remarks: str
    corrects: int | None = None
    because: str = ""


@recorded("referral.waiting.v1", readable={"since"})
class Waiting(Event):
    """The client waits for a place."""

    since: date
    reason: str


@recorded("referral.offered.v1", readable={"offered_on", "answer_by"})
class Offered(Event):
    """The client was offered a course, to be answered by a day if one was set."""

    offered_on: date
    offer: str
    answer_by: date | None = None


@recorded("referral.accepted.v1", readable={"accepted_on"})
class Accepted(Event):
    """The clinic offers the client a course."""

    accepted_on: date
    reason: str


@recorded("referral.declined.v1", readable={"declined_on", "by"})
class Declined(Event):
    """The referral leads to no course, by the wish of the client or of the clinic."""

    declined_on: date
    by: Party
    reason: str
