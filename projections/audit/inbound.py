"""What happens to a message that a person sent, in sentences."""

from domain.event import Entry
from domain.inbound import events
from projections.audit import spoken
from projections.audit.names import Names

FATES = {
    "opt_out": "taken as an opt-out",
    "stop": "taken as an opt-out",
    "opt_in": "taken as an opt-in",
    "start": "taken as an opt-in",
    "help": "answered with how to reach the clinic",
    "answered": "taken as the answer to the question that was open",
    "asked-again": "not taken as an answer, and the question was put again",
    "confirm": "left to a person, as it confirms a session",
    "move": "left to a person, as it asks to move a session",
    "person": "left to a person",
}
"""What can become of an inbound message."""


def received(event: events.Received, entry: Entry, names: Names) -> str:
    """Say what came from whom."""
    files = f", with {spoken.count(event.attachments, 'attachment')}" if event.attachments else ""
    handled = f"; the provider had handled it as {event.opt_out_type}" if event.opt_out_type else ""
    said = spoken.giving(event.text) or " without text"
    return f"A message came over {event.provider} from {event.sender}{files}{said}{handled}."


def erased(event: events.Erased, entry: Entry, names: Names) -> str:
    """Say that the message went with the record of the client who sent it."""
    return f"The client's message was erased with the client's record, on the ground {spoken.quoted(event.ground)}."


def read(event: events.Read, entry: Entry, names: Names) -> str:
    """Say what became of it, and why."""
    fate = FATES.get(event.fate, f"read as {spoken.quoted(event.fate)}")
    return f"The client's message was {fate}: {event.because} (rules {event.rules})."
