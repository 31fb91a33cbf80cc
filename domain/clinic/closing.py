"""Noting on which days the clinic is closed."""

from datetime import date
from uuid import UUID

from domain.clinic.closures import ClosureNoted, ClosureWithdrawn
from domain.errors import Invalid, NotFound
from domain.event import Change
from domain.ids import CLINIC
from domain.values import Value
from domain.world import World

LONGEST_REASON = 100


class NoteClosure(Value):
    """Close the clinic from a day to a day, both included; the reason, such as a public holiday, names nobody."""

    first_on: date
    last_on: date
    reason: str


class WithdrawClosure(Value):
    """Open the clinic on those days after all."""

    closure: UUID
    reason: str = ""


class NoSuchClosure(NotFound):
    """No such closure is on record."""

    code = "no-such-closure"
    message = "The clinic has no closure with this id."


def note_closure(world: World, command: NoteClosure) -> list[Change]:
    """Note a closure; its id is `world.new_id("closure")`. Series are booked around it; what is booked stays.

    Raises:
        Invalid, NotConfigured.
    """
    world.clinic().settings  # noqa: B018 - a clinic without settings is none yet
    if command.last_on < command.first_on:
        raise Invalid(field="last_on", expected="a day from the first one on")
    if not 0 < len(command.reason.strip()) <= LONGEST_REASON:
        raise Invalid(field="reason", expected=f"why, in 1 to {LONGEST_REASON} characters that name nobody")
    noted = ClosureNoted(
        closure=world.new_id("closure"),
        first_on=command.first_on,
        last_on=command.last_on,
        reason=command.reason.strip(),
    )
    return [Change(stream=CLINIC, event=noted)]


def withdraw_closure(world: World, command: WithdrawClosure) -> list[Change]:
    """Take a closure back.

    Raises:
        NoSuchClosure, Invalid.
    """
    if command.closure not in world.clinic().closures:
        raise NoSuchClosure
    if len(command.reason) > LONGEST_REASON:
        raise Invalid(field="reason", expected=f"at most {LONGEST_REASON} characters that name nobody")
    return [Change(stream=CLINIC, event=ClosureWithdrawn(closure=command.closure, reason=command.reason.strip()))]
