"""What happens on a line, a number or an address, in sentences."""

from domain.event import Entry
from domain.line import events
from projections.audit.names import Names, how_opted_out


def opted_out(event: events.OptedOut, entry: Entry, names: Names) -> str:
    """Say by what the line opted out."""
    return f"Whoever holds the line opted out of messages {how_opted_out(event)}."


def opted_in(event: events.OptedIn, entry: Entry, names: Names) -> str:
    """Say by what the line opted in again."""
    way = "with a START reply" if event.via == "reply" else f"by way of the {event.via}"
    return f"Whoever holds the line asked {way} to be written to again."


def conversation_opened(event: events.ConversationOpened, entry: Entry, names: Names) -> str:
    """Say that the line is taken by a check-in."""
    return f"The next answer on the client's line belongs to {names.check_in(event.check_in)}."


def conversation_closed(event: events.ConversationClosed, entry: Entry, names: Names) -> str:
    """Say that the line is free again."""
    return f"The client's line is free again after {names.check_in(event.check_in)}."
