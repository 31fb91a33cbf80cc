"""What happens to a referral."""

from datetime import date
from uuid import UUID

from domain.event import Event, recorded


@recorded("referral.received.v1", readable={"client", "received_on"})
class Received(Event):
    """A client was referred: by whom and why."""

    client: UUID
    received_on: date
    source: str
    reason: str


@recorded("referral.accepted.v1", readable={"accepted_on"})
class Accepted(Event):
    """The clinic offers the client a course."""

    accepted_on: date
    reason: str
