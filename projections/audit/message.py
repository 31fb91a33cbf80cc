"""What was decided about a message, in sentences: owed, held, not sent; sending it is in `sending`."""

from domain.event import Entry
from domain.message import events
from domain.message.values import Window
from projections.audit import spoken
from projections.audit.names import Names
from projections.audit.reasons import owed_because, words
from projections.audit.subjects import MEDIA


def owed(event: events.Owed, entry: Entry, names: Names) -> str:
    """Say why it is owed, in which window and by which rule."""
    return (
        f"{names.message(entry.stream)} is owed by {MEDIA[event.medium]} {window(event.window, names)}, "
        f"because {owed_because(event, names)}, by {names.rule(event.rule)}."
    )


def window(window: Window, names: Names) -> str:
    """Return when a message may go, and for when it was meant where quiet or safe hours have moved it."""
    if window.expires <= window.not_before:
        return f"at {names.when(window.ideal)}, or at no hour at all"
    meant = (
        "" if window.ideal == window.not_before else f", moved by quiet or safe hours from {names.when(window.ideal)}"
    )
    return f"{spoken.between(window.not_before, window.expires, names.zone)}{meant}"


def held(event: events.Held, entry: Entry, names: Names) -> str:
    """Say until when it waits, and why."""
    why = words(event.reason, names)
    return (
        f"{names.message(entry.stream)} was held until {names.when(event.until)}, because {why}, "
        f"by {names.rule(event.rule)}."
    )


def skipped(event: events.Skipped, entry: Entry, names: Names) -> str:
    """Say why it does not go."""
    return _not_sent(event, entry, names)


def expired(event: events.Expired, entry: Entry, names: Names) -> str:
    """Say that its time passed."""
    return _not_sent(event, entry, names)


def _not_sent(event: events.Skipped | events.Expired, entry: Entry, names: Names) -> str:
    why = words(event.reason, names)
    return f"{names.message(entry.stream)} was not sent, because {why}, by {names.rule(event.rule)}."


def superseded(event: events.Superseded, entry: Entry, names: Names) -> str:
    """Say what overtook it."""
    return f"{names.message(entry.stream)} was superseded and must not go, because {words(event.reason, names)}."


def needs_person(event: events.NeedsPerson, entry: Entry, names: Names) -> str:
    """Say why a person must see to it."""
    return f"{names.message(entry.stream)} needs a person, because {words(event.reason, names)}."
