"""What happens to a course on its pathway, in sentences."""

from collections.abc import Callable
from typing import Any

from domain.client import events as client
from domain.clinic import closures
from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.pathway import events
from domain.pathway.values import Link
from projections.audit import spoken
from projections.audit.course import OUTCOMES
from projections.audit.names import Names

LINKS = {Link.MAINTENANCE: "for maintenance", Link.RELAPSE: "after a relapse"}


def imported(event: events.Imported, entry: Entry, names: Names) -> str:
    """Say from where a course was brought in, and that nothing is sent yet."""
    held = spoken.count(event.sessions_held, "session")
    return (
        f"The course was brought in from {event.source}, where it was known as {event.reference}, with {held} held. "
        "Nothing is sent to the client before it is released."
    )


def released(event: events.Released, entry: Entry, names: Names) -> str:
    """Say that messages go from now on."""
    return f"The course was released: from now on the client is written to{spoken.giving(event.remark)}."


def protocol_moved(event: events.ProtocolMoved, entry: Entry, names: Names) -> str:
    """Say which version was left for which, with what that changed."""
    found = event.consequences
    listed = str(ERASED) if is_erased(found) else "; ".join(found) or "nothing else"
    return (
        f"The course went over from version {event.before_version} of the protocol {event.before} to version "
        f"{event.protocol_version} of {event.protocol}{spoken.giving(event.reason)}. It changes: {listed}."
    )


def clinician_changed(event: events.ClinicianChanged, entry: Entry, names: Names) -> str:
    """Say who took over from whom."""
    return (
        f"From {spoken.day(event.from_on)} on {event.clinician} gives the therapy in place of "
        f"{event.before}{spoken.giving(event.reason)}."
    )


def linked(event: events.Linked, entry: Entry, names: Names) -> str:
    """Say why this course follows another."""
    return f"The course follows an earlier one of the same client, {LINKS[event.link]}{spoken.giving(event.reason)}."


def continued(event: events.Continued, entry: Entry, names: Names) -> str:
    """Say why another course follows this one."""
    return f"Another course of the client was opened {LINKS[event.link]}."


def discharge_withdrawn(event: events.DischargeWithdrawn, entry: Entry, names: Names) -> str:
    """Say which discharge is taken back."""
    return (
        f"The discharge of {spoken.day(event.discharged_on)} as {OUTCOMES[event.outcome]} was taken back"
        f"{spoken.giving(event.reason)}. The course goes on; sessions that lapsed with it stay lapsed."
    )


def died(event: client.Died, entry: Entry, names: Names) -> str:
    """Say that the client has died, and from whom it is known."""
    source = spoken.giving(event.source, ", as known from ")
    return f"The client died on {spoken.day(event.died_on)}{source}. Nothing is owed any more, in any course."


def death_withdrawn(event: client.DeathWithdrawn, entry: Entry, names: Names) -> str:
    """Say that the death was recorded in error."""
    return f"The death recorded for {spoken.day(event.died_on)} was taken back{spoken.giving(event.reason)}."


def closure_noted(event: closures.ClosureNoted, entry: Entry, names: Names) -> str:
    """Say when the clinic is closed, and why."""
    return f"The clinic is closed {span(event)}{spoken.giving(event.reason)}."


def span(days: Any) -> str:
    """Return the days of a stretch, both included."""
    if days.first_on == days.last_on:
        return f"on {spoken.day(days.first_on)}"
    return f"from {spoken.day(days.first_on)} to {spoken.day(days.last_on)}"


def closure_withdrawn(event: closures.ClosureWithdrawn, entry: Entry, names: Names) -> str:
    """Say that the clinic is open after all."""
    return f"A closure of the clinic was taken back{spoken.giving(event.reason)}."


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.Imported: imported,
    events.Released: released,
    events.ProtocolMoved: protocol_moved,
    events.ClinicianChanged: clinician_changed,
    events.Linked: linked,
    events.Continued: continued,
    events.DischargeWithdrawn: discharge_withdrawn,
    client.Died: died,
    client.DeathWithdrawn: death_withdrawn,
    closures.ClosureNoted: closure_noted,
    closures.ClosureWithdrawn: closure_withdrawn,
}
