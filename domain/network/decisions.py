"""What may be done to the interpersonal inventory."""

from datetime import date
from uuid import UUID

from domain.course.facts import How, UnknownEntry
from domain.course.noting import Noting, Replacing, record, told, worded
from domain.errors import Conflict, Invalid
from domain.event import Change
from domain.network import events
from domain.network.anonymity import checked
from domain.network.state import Member
from domain.network.values import INNERMOST, OUTERMOST, Person
from domain.values import Value
from domain.world import World


class AddPerson(Value):
    """Put a person into the inventory; `new_contact` marks one whom the client met since the course began."""

    author: str
    person: Person
    on: date | None = None
    new_contact: bool = False
    reason: str = ""


class RevisePerson(Value):
    """Tell of a person what has changed, or correct what was noted wrongly: the whole of it again."""

    author: str
    person: Person
    because: str
    how: How = How.REVISION
    on: date | None = None
    reason: str = ""


class RemovePerson(Value):
    """Take a person out of the inventory."""

    author: str
    because: str
    on: date | None = None
    reason: str = ""


class PersonRemovedAlready(Conflict):
    """The person stands in the inventory no more."""

    code = "person-removed"
    message = "This person was taken out of the inventory before."


def add_person(world: World, course: UUID, command: AddPerson) -> list[Change]:
    """Add a person; the id is `world.new_id("person")`.

    Raises:
        Invalid: the ring is none, or a text tells what looks like a telephone number.
    """
    noting = Noting(author=command.author, on=command.on, reason=command.reason)
    fields = told(world, course, noting, "person")
    added = events.PersonAdded(person=_checked(command.person), new_contact=command.new_contact, **fields)
    return record(world, course, added)


def revise_person(world: World, course: UUID, person: UUID, command: RevisePerson) -> list[Change]:
    """Revise or correct what is told of a person; what was told before stays in the history.

    Raises:
        UnknownEntry, PersonRemovedAlready, Invalid.
    """
    member = _member(world, course, person)
    worded(because=command.because)
    replacing = Replacing(entry=member.latest.id, how=command.how, reason=command.because)
    noting = Noting(author=command.author, on=command.on, reason=command.reason, replaces=replacing)
    fields = told(world, course, noting, "telling", member.told)
    revised = events.PersonRevised(person_id=person, person=_checked(command.person), **fields)
    return record(world, course, revised)


def remove_person(world: World, course: UUID, person: UUID, command: RemovePerson) -> list[Change]:
    """Take a person out of the inventory, with the reason.

    Raises:
        UnknownEntry, PersonRemovedAlready.
    """
    label = _member(world, course, person).latest.content.label
    worded(because=command.because)
    noting = Noting(author=command.author, on=command.on, reason=command.reason)
    fields = told(world, course, noting, "removal")
    removed = events.PersonRemoved(person_id=person, label=label, because=command.because, **fields)
    return record(world, course, removed)


def _member(world: World, course: UUID, person: UUID) -> Member:
    found = world.case(course).network.people.get(person)
    if found is None:
        raise UnknownEntry(what="person")
    if found.removed_on is not None:
        raise PersonRemovedAlready
    return found


def _checked(person: Person) -> Person:
    worded(**{"person.label": person.label, "person.relation": person.relation})
    if not INNERMOST <= person.ring <= OUTERMOST:
        raise Invalid(field="person.ring", expected=f"{INNERMOST} (innermost) to {OUTERMOST}")
    if len(set(person.support)) != len(person.support):
        raise Invalid(field="person.support", expected="each kind of support once")
    return checked(person)
