"""Whether a client's record may be erased, and what the log then says. Destroying the keys is what follows."""

from collections.abc import Iterable
from uuid import UUID

from domain.client import events as client_events
from domain.erasure.errors import CourseRuns, StillInHand
from domain.errors import Invalid
from domain.event import Cause, Change, Event
from domain.inbound import events as inbound_events
from domain.message.events import Superseded
from domain.message.state import IN_FLIGHT, OPEN, Message
from domain.message.values import Reason
from domain.policy.case import Case
from domain.values import Value
from domain.world import World

APPROVERS = 2
LONGEST_GROUND = 200


class EraseClient(Value):
    """Erase a client's record: on which ground, approved by whom.

    Both stay readable for ever, so the ground names no person; the approvers are staff, by name or id.
    """

    ground: str
    approved_by: list[str]


class Holdings(Value):
    """What the log holds of a client beside the client's own stream, by the ids of the streams.

    `courses` are all that were ever opened, `inbounds` the messages that the client sent, `messages`
    those to the client, or in answer to an inbound one, that belong to no course.
    """

    courses: list[UUID] = []
    inbounds: list[UUID] = []
    messages: list[UUID] = []


def erase_client(world: World, client: UUID, command: EraseClient, held: Holdings) -> list[Change]:
    """Erase a client, with every message that the client sent; what was still owed is superseded.

    Raises:
        CourseRuns, StillInHand: not yet.
        ClientErased, NotFound: there is nothing to erase.
        Invalid: the ground or the approvals are not of the form that is asked for.
    """
    ground, approved_by = _approved(command)
    known = world.client(client)
    cases = [world.case(course) for course in held.courses]
    for case in cases:
        _refuse_running(case)
    lone = [found for message in held.messages if (found := world.message(message)) is not None]
    erased = client_events.Erased(ground=ground, approved_by=approved_by)
    cause = Cause(client, known.version + 1)
    return [
        *_ended([*(message for case in cases for message in case.messages.values()), *lone]),
        Change(stream=client, event=erased, subject=client),
        *(_inbound(inbound, ground, cause) for inbound in held.inbounds if _stands(world, inbound)),
    ]


def _approved(command: EraseClient) -> tuple[str, list[str]]:
    ground = " ".join(command.ground.split())
    if not 0 < len(ground) <= LONGEST_GROUND:
        raise Invalid(field="ground", expected=f"why, in 1 to {LONGEST_GROUND} characters that name nobody")
    names = [" ".join(name.split()) for name in command.approved_by]
    if len(names) != APPROVERS or not all(names) or len({name.casefold() for name in names}) != APPROVERS:
        raise Invalid(field="approved_by", expected="two different people, by name or id")
    return ground, names


def _refuse_running(case: Case) -> None:
    if not case.course.is_discharged:
        raise CourseRuns(course=case.course.id)
    for check_in in case.check_ins.values():
        # An open one holds the client's line, which another client may share.
        if check_in.opened and not check_in.over:
            raise StillInHand(what="check-in", id=check_in.id)


def _ended(messages: Iterable[Message]) -> list[Change]:
    """Return the end of what is still owed; an attempt that is under way has to be concluded first."""
    changes = []
    for message in messages:
        if message.stage in IN_FLIGHT:
            raise StillInHand(what="message", id=message.id)
        if message.stage in OPEN:
            gone: Event = Superseded(reason=Reason(code="client-erased"))
            changes.append(Change(stream=message.id, event=gone, subject=message.subject, course=message.course))
    return changes


def _stands(world: World, inbound: UUID) -> bool:
    found = world.inbound(inbound)
    return found is not None and not found.is_erased


def _inbound(inbound: UUID, ground: str, cause: Cause) -> Change:
    return Change(stream=inbound, event=inbound_events.Erased(ground=ground), subject=inbound, cause=cause)


def erased_again(subject: UUID, ground: str, *, inbound: bool) -> Change:
    """Say of a client or an inbound message that it was erased, as a later log knew and a restored one does not.

    Nothing is asked of it: its key is gone, whatever was under way when the backup was taken.
    """
    event: Event = client_events.Erased(ground=ground, approved_by=[])
    if inbound:
        event = inbound_events.Erased(ground=ground)
    return Change(stream=subject, event=event, subject=subject)
