"""What happens in a check-in, in sentences."""

from domain.check_in import events
from domain.erased import ERASED, is_erased
from domain.event import Entry
from projections.audit import spoken
from projections.audit.names import Names
from projections.audit.reasons import words


def opened(event: events.Opened, entry: Entry, names: Names) -> str:
    """Say what it is about and how long it stays open."""
    return (
        f"The check-in of week {event.week} began, about {spoken.listed(event.items)}; "
        f"it is open until {names.when(event.closes_at)}, by {names.rule(event.rule)}."
    )


def held(event: events.Held, entry: Entry, names: Names) -> str:
    """Say until when it is put off, and why."""
    why = words(event.reason, names)
    return (
        f"The check-in of week {event.week} was put off until {names.when(event.until)}, because {why}, "
        f"by {names.rule(event.rule)}."
    )


def skipped(event: events.Skipped, entry: Entry, names: Names) -> str:
    """Say why there is none this week."""
    why = words(event.reason, names)
    return f"The check-in of week {event.week} was left out, because {why}, by {names.rule(event.rule)}."


def asked(event: events.Asked, entry: Entry, names: Names) -> str:
    """Say which question was put."""
    return f"In {names.check_in(entry.stream)} the question about {event.item} was put, for the {_time(event.times)}."


def _time(times: int) -> str:
    return f"{spoken.nth(times)} time"


def answered(event: events.Answered, entry: Entry, names: Names) -> str:
    """Say what was read from which words."""
    if is_erased(event.answer):
        return f"The client answered the question about {event.item} with {ERASED}."
    given = event.answer
    return (
        f"The client answered the question about {event.item} with {given.value}, "
        f"read from {spoken.quoted(given.text)} by the rules {given.rules}."
    )


def unread(event: events.Unread, entry: Entry, names: Names) -> str:
    """Say why nothing could be read."""
    return f"From a reply about {event.item} nothing could be read with certainty: {event.because}."


def completed(event: events.Completed, entry: Entry, names: Names) -> str:
    """Say that it is complete."""
    return f"Every question of {names.check_in(entry.stream)} is answered."


def closed(event: events.Closed, entry: Entry, names: Names) -> str:
    """Say why it ended with something unanswered."""
    return f"{names.check_in(entry.stream)} ended with something unanswered, because {words(event.reason, names)}."
