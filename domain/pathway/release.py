"""Letting a course go that was brought in, and taking a discharge back."""

from uuid import UUID

from domain.client.living import living
from domain.course.decisions import changed
from domain.course.errors import ReasonNeeded
from domain.event import Change
from domain.pathway import errors, events
from domain.values import Value
from domain.world import World


class Release(Value):
    """Let messages about a course go that was brought in from elsewhere."""

    remark: str = ""


class WithdrawDischarge(Value):
    """Note that the course was discharged in error, so that it goes on."""

    reason: str


def release(world: World, course: UUID, command: Release) -> list[Change]:
    """Release a course; what it owes from now on is sent.

    Raises:
        NotHeld: it was not brought in, or is released already.
    """
    if not world.case(course).course.pathway.held:
        raise errors.NotHeld
    return changed(world, course, [events.Released(remark=command.remark)], "course-released")


def withdraw_discharge(world: World, course: UUID, command: WithdrawDischarge) -> list[Change]:
    """Take a discharge back. Sessions that lapsed with it are booked anew, so that the client is told.

    Raises:
        NotDischarged, ReasonNeeded, ClientDied.
    """
    known = world.case(course).course
    living(world.client(known.client))
    if known.outcome is None or known.discharged_on is None:
        raise errors.NotDischarged
    if not command.reason.strip():
        raise ReasonNeeded(deviation="a discharge is taken back")
    event = events.DischargeWithdrawn(outcome=known.outcome, discharged_on=known.discharged_on, reason=command.reason)
    return changed(world, course, [event], "discharge-withdrawn")
