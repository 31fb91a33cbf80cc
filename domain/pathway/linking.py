"""A course that follows another one: maintenance after remission, or a new course after a relapse."""

from uuid import UUID

from domain.client.living import living
from domain.clinic.protocol import Protocol
from domain.clinic.state import Clinic
from domain.course.errors import ReasonNeeded, SessionsOutOfBounds, UnknownProtocol
from domain.course.events import Opened
from domain.event import Change, Event
from domain.pathway import errors, events
from domain.pathway.values import Link
from domain.values import Value
from domain.world import World

KINDS = {Link.MAINTENANCE: "maintenance", Link.RELAPSE: "acute"}
"""The kind of protocol that each link takes."""


class OpenLinked(Value):
    """Open a course that follows a discharged one, under the newest version of a protocol unless it says otherwise."""

    link: Link
    protocol: str
    sessions_agreed: int
    clinician: str
    reason: str = ""
    protocol_version: int | None = None


def open_linked(world: World, course: UUID, command: OpenLinked) -> list[Change]:
    """Open a course of the same client and referral; its id is `world.new_id("course")`.

    Raises:
        StillRuns, ClientDied, UnknownProtocol, WrongKind, SessionsOutOfBounds, ReasonNeeded.
    """
    before = world.case(course).course
    client = living(world.client(before.client))
    if not before.is_discharged:
        raise errors.StillRuns
    if command.link is Link.RELAPSE and not command.reason.strip():
        raise ReasonNeeded(deviation="a relapse leads to a new course")
    protocol = _protocol(world.clinic(), command)
    opened = Opened(
        client=client.id,
        referral=before.referral,
        protocol=protocol.name,
        protocol_version=protocol.version,
        sessions_agreed=command.sessions_agreed,
        phase=protocol.phases[0].code,
        clinician=command.clinician,
    )
    new = world.new_id("course")
    return [
        _of(new, client.id, opened),
        _of(new, client.id, events.Linked(follows=course, link=command.link, reason=command.reason)),
        _of(course, client.id, events.Continued(course=new, link=command.link)),
    ]


def _of(course: UUID, client: UUID, event: Event) -> Change:
    return Change(stream=course, event=event, subject=client, course=course)


def _protocol(clinic: Clinic, command: OpenLinked) -> Protocol:
    versions = [version for name, version in clinic.protocols if name == command.protocol]
    version = command.protocol_version or max(versions, default=0)
    found = clinic.protocols.get((command.protocol, version))
    if found is None:
        known = ", ".join(sorted({name for name, _ in clinic.protocols})) or "none"
        raise UnknownProtocol(protocol=command.protocol, version=version, known=known)
    if found.kind != KINDS[command.link]:
        wanted = KINDS[command.link]
        raise errors.WrongKind(protocol=found.name, kind=found.kind, link=command.link.value, wanted=wanted)
    if not found.fewest <= command.sessions_agreed <= found.most:
        raise SessionsOutOfBounds(fewest=found.fewest, most=found.most, agreed=command.sessions_agreed)
    return found
