"""What the program has to do about a course, and when: commands that fall due."""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from domain.client.state import Client
from domain.clinic.settings import Settings
from domain.instant import Instant
from domain.message.state import IN_FLIGHT, OPEN, Message
from domain.policy.case import Case
from domain.policy.owed import owed
from domain.policy.weekly import next_check_in
from domain.values import Value


class DueCommand(StrEnum):
    """What can fall due."""

    SEND = "send"
    RECONCILE = "reconcile"
    ASK = "ask"
    CLOSE = "close"
    READ = "read"


class Due(Value):
    """One command and when it falls due; `id` is the message, check-in or inbound message that it is about.

    `attempt` tells one run of the command from the next, as the version of what it is about.
    """

    id: UUID
    command: DueCommand
    at: Instant
    course: UUID | None
    attempt: int


def due_of_message(message: Message) -> Due | None:
    """Return what is due of a message whose stream has begun: send it, look for evidence, or nothing."""
    if message.stage in IN_FLIGHT:
        command = DueCommand.RECONCILE
    elif message.stage in OPEN:
        command = DueCommand.SEND
    else:
        return None
    return Due(id=message.id, command=command, at=message.wake_at, course=message.course, attempt=message.version)


def due(case: Case, client: Client, settings: Settings) -> list[Due]:
    """Return everything that falls due about a course, in no particular order."""
    found = {one.id: one for one in _owed(case, client, settings)}
    found |= {one.id: one for message in case.messages.values() if (one := due_of_message(message))}
    return [*found.values(), *_asking(case, client, settings), *_closing(case)]


def _owed(case: Case, client: Client, settings: Settings) -> Iterator[Due]:
    for obligation in owed(case, client, settings).values():
        known = case.messages.get(obligation.message)
        yield Due(
            id=obligation.message,
            command=DueCommand.SEND,
            at=obligation.window.not_before,
            course=case.course.id,
            attempt=known.version if known else 0,
        )


def _asking(case: Case, client: Client, settings: Settings) -> Iterator[Due]:
    coming = next_check_in(case, client, settings)
    if coming is None:
        return
    known = case.check_ins.get(coming.check_in)
    at = max(coming.window.not_before, known.held_until if known else Instant(0))
    attempt = known.version if known else 0
    yield Due(id=coming.check_in, command=DueCommand.ASK, at=at, course=case.course.id, attempt=attempt)


def _closing(case: Case) -> Iterator[Due]:
    for check_in in case.check_ins.values():
        if check_in.opened and not check_in.over:
            at = Instant(0) if case.course.is_discharged else check_in.closes_at
            yield Due(id=check_in.id, command=DueCommand.CLOSE, at=at, course=case.course.id, attempt=check_in.version)
