"""What happens in the interpersonal inventory. People in it are third parties: everything told of them is sealed."""

from uuid import UUID

from domain.course.facts import READABLE, Fact
from domain.event import recorded
from domain.network.values import Person


@recorded("network.person_added.v1", readable=READABLE)
class PersonAdded(Fact):
    """A person stands in the inventory; `new_contact` marks one whom the client met since the course began."""

    person: Person
    new_contact: bool


@recorded("network.person_revised.v1", readable=READABLE | {"person_id"})
class PersonRevised(Fact):
    """What is told of a person has changed, or had been noted wrongly (`how`); `replaces` is what was told before."""

    person_id: UUID
    person: Person


@recorded("network.person_removed.v1", readable=READABLE | {"person_id"})
class PersonRemoved(Fact):
    """A person stands in the inventory no more, for the reason that `because` gives; `label` is who that was."""

    person_id: UUID
    label: str
