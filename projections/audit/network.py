"""What happens in the interpersonal inventory, in sentences."""

from collections.abc import Callable
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.network import events
from domain.network.values import Person
from projections.audit import spoken
from projections.audit.facts import closing, code, when
from projections.audit.names import Names


def person_added(event: events.PersonAdded, entry: Entry, names: Names) -> str:
    """Say who stands in the inventory now, and what they give."""
    new = " This is a new contact." if event.new_contact is True else ""
    return f"The interpersonal inventory got a person {when(event)}: {person(event.person)}.{new}{closing(event)}"


def person_revised(event: events.PersonRevised, entry: Entry, names: Names) -> str:
    """Say what is told of a person now."""
    told = person(event.person)
    return f"A person of the interpersonal inventory was described anew {when(event)}: {told}.{closing(event)}"


def person_removed(event: events.PersonRemoved, entry: Entry, names: Names) -> str:
    """Say who stands in it no more, and why."""
    why = spoken.giving(event.because)
    return f"{event.label} was taken out of the interpersonal inventory {when(event)}{why}.{closing(event)}"


def person(told: Person) -> str:
    """Return who somebody is to the client: relation, closeness, contact and support, and what is wished of both."""
    if is_erased(told):
        return str(ERASED)
    support = f"gives {spoken.listed(kind.value for kind in told.support)}" if told.support else "gives no support"
    said = {
        "the client expects": told.expected_of_person,
        "expects of the client": told.expected_of_client,
        "satisfying is": told.satisfying,
        "unsatisfying is": told.unsatisfying,
        "the client wants to change": told.wanted_changes,
    }
    more = "".join(f"; {words} {spoken.quoted(text)}" for words, text in said.items() if text)
    return f"{told.label}, {told.relation}, ring {told.ring}, in contact {code(told.contact)}, {support}{more}"


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.PersonAdded: person_added,
    events.PersonRevised: person_revised,
    events.PersonRemoved: person_removed,
}
