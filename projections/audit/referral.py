"""What happens to a referral, in sentences."""

from domain.event import Entry
from domain.referral import events
from projections.audit import spoken
from projections.audit.names import Names


def received(event: events.Received, entry: Entry, names: Names) -> str:
    """Say who referred the client, when and why."""
    source = f" from {event.source}" if event.source else ""
    return f"A referral was received{source} on {spoken.day(event.received_on)}{spoken.giving(event.reason)}."


def accepted(event: events.Accepted, entry: Entry, names: Names) -> str:
    """Say when the client was offered a course."""
    return f"The referral was accepted on {spoken.day(event.accepted_on)}{spoken.giving(event.reason)}."
