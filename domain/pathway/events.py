"""What happens to a course on its pathway."""

from datetime import date
from uuid import UUID

from domain.course.values import Outcome
from domain.event import Event, recorded
from domain.pathway.values import Link


@recorded("course.imported.v1", readable={"sessions_held"})
class Imported(Event):
    """The course was under way elsewhere and was brought in; nothing is sent until it is released."""

    sessions_held: int
    source: str
    reference: str


@recorded("course.released.v1")
class Released(Event):
    """What was brought in has been looked through: from now on the client is written to."""

    remark: str


@recorded("course.protocol_moved.v1", readable={"protocol", "protocol_version", "before", "before_version"})
class ProtocolMoved(Event):
    """The course goes on under another version of its protocol; `consequences` are what was shown beforehand."""

    protocol: str
    protocol_version: int
    before: str
    before_version: int
    consequences: list[str]
    reason: str


@recorded("course.clinician_changed.v1", readable={"staff", "from_on"})
class ClinicianChanged(Event):
    """Somebody else gives the therapy from a day on."""

    staff: UUID
    from_on: date
    clinician: str
    before: str
    reason: str


@recorded("course.linked.v1", readable={"follows", "link"})
class Linked(Event):
    """The course follows another one of the same client."""

    follows: UUID
    link: Link
    reason: str


@recorded("course.continued.v1", readable={"course", "link"})
class Continued(Event):
    """Another course of the same client follows this one."""

    course: UUID
    link: Link


@recorded("course.discharge_withdrawn.v1", readable={"outcome", "discharged_on"})
class DischargeWithdrawn(Event):
    """The discharge as `outcome` was an error: the course goes on. Sessions that lapsed with it stay lapsed."""

    outcome: Outcome
    discharged_on: date
    reason: str
