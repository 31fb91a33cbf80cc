"""What was decided about a message, in sentences: owed, held, not sent; sending it is in `sending`."""

from domain.event import Entry
from domain.message import events
from projections.audit.names import Names
from projections.audit.reasons import words
from projections.audit.subjects import MEDIA


def owed(event: events.Owed, entry: Entry, names: Names) -> str:
    """Say why it is owed, in which window and by which rule."""
    window = event.window
    ideal = f", meant for {names.when(window.ideal)}" if window.ideal != window.not_before else ""
    return (
        f"{names.message(entry.stream)} is owed by {MEDIA[event.medium]}, because {words(event.because, names)}: "
        f"from {names.when(window.not_before)}{ideal}, of no use from {names.when(window.expires)} on, "
        f"by {names.rule(event.rule)}."
    )


def held(event: events.Held, entry: Entry, names: Names) -> str:
    """Say until when it waits, and why."""
    why = words(event.reason, names)
    return (
        f"{names.message(entry.stream)} was held until {names.when(event.until)}, because {why}, "
        f"by {names.rule(event.rule)}."
    )


def skipped(event: events.Skipped, entry: Entry, names: Names) -> str:
    """Say why it does not go."""
    return f"{names.message(entry.stream)} was not sent: {words(event.reason, names)}; by {names.rule(event.rule)}."


def expired(event: events.Expired, entry: Entry, names: Names) -> str:
    """Say that its time passed."""
    return f"{names.message(entry.stream)} was not sent: {words(event.reason, names)}; by {names.rule(event.rule)}."


def superseded(event: events.Superseded, entry: Entry, names: Names) -> str:
    """Say what overtook it."""
    return f"{names.message(entry.stream)} was superseded and must not go, because {words(event.reason, names)}."


def needs_person(event: events.NeedsPerson, entry: Entry, names: Names) -> str:
    """Say why a person must see to it."""
    return f"{names.message(entry.stream)} needs a person: {words(event.reason, names)}."
