"""The interpersonal inventory as its events make it."""

from datetime import date
from uuid import UUID

import msgspec

from domain.course.facts import Noted, with_fact
from domain.event import Entry
from domain.fold import Rules
from domain.network import events
from domain.network.values import Person


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the inventory, with everything that was ever told of them; the last of `told` stands."""

    id: UUID
    new_contact: bool
    told: tuple[Noted[Person], ...]
    removed_on: date | None = None
    removed_because: str = ""

    @property
    def first(self) -> Noted[Person]:
        """What was told first, as it was corrected since."""
        found = self.told[0]
        for later in self.told[1:]:
            if later.replaces == found.id and later.how == "correction":
                found = later
        return found

    @property
    def latest(self) -> Noted[Person]:
        """What stands now, or stood when the person was removed."""
        return self.told[-1]


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """The people by id, in the order in which they were added."""

    people: dict[UUID, Member] = {}


EMPTY = Network()


def _added(before: Network | None, event: events.PersonAdded, entry: Entry) -> Network:
    member = Member(id=event.id, new_contact=event.new_contact, told=with_fact((), event, entry, event.person))
    return Network(people={**(before or EMPTY).people, event.id: member})


def _revised(before: Network, event: events.PersonRevised, entry: Entry) -> Network:
    member = before.people[event.person_id]
    told = with_fact(member.told, event, entry, event.person)
    return _with(before, msgspec.structs.replace(member, told=told))


def _removed(before: Network, event: events.PersonRemoved, entry: Entry) -> Network:
    member = before.people[event.person_id]
    return _with(before, msgspec.structs.replace(member, removed_on=event.on, removed_because=event.because))


def _with(before: Network, member: Member) -> Network:
    return Network(people={**before.people, member.id: member})


RULES: Rules = {events.PersonAdded: _added, events.PersonRevised: _revised, events.PersonRemoved: _removed}
