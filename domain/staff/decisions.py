"""What may be noted of a member of staff."""

from datetime import date
from uuid import UUID

from domain.errors import Conflict, Invalid, NotFound
from domain.event import Change, Event
from domain.staff import events
from domain.staff.state import Staff
from domain.staff.values import Role
from domain.values import Value
from domain.world import World


class Join(Value):
    """Make a member of staff known."""

    name: str
    roles: list[Role]
    joined_on: date


class Leave(Value):
    """Note that somebody works here no more."""

    left_on: date
    reason: str = ""


class NoteAbsence(Value):
    """Note from which day to which day, both included, somebody is away, and who covers."""

    first_on: date
    last_on: date
    covered_by: UUID | None = None
    reason: str = ""


class WithdrawAbsence(Value):
    """Take an absence back."""

    absence: UUID
    reason: str = ""


class StaffLeft(Conflict):
    """The person works here no more."""

    code = "staff-left"
    message = "This member of staff left on {left_on}."


class NoSuchAbsence(NotFound):
    """No such absence is on record."""

    code = "no-such-absence"
    message = "This member of staff has no absence with this id."


class CoverAway(Conflict):
    """Whoever covers must be there."""

    code = "cover-away"
    message = "Whoever is to cover is away too, from {first_on} to {last_on}."


def at_work(world: World, staff: UUID) -> Staff:
    """Return a member of staff who works here.

    Raises:
        StaffLeft: no more.
    """
    found = world.staff(staff)
    if found.left_on is not None:
        raise StaffLeft(left_on=found.left_on)
    return found


def _of(staff: UUID, event: Event) -> Change:
    return Change(stream=staff, event=event, subject=staff)


def join(world: World, command: Join) -> list[Change]:
    """Make a member of staff; their id is `world.new_id("staff")`."""
    if not command.name.strip():
        raise Invalid(field="name", expected="the name by which clients and colleagues know the person")
    if not command.roles or len(set(command.roles)) != len(command.roles):
        raise Invalid(field="roles", expected="one or more roles, each once")
    joined = events.Joined(roles=command.roles, joined_on=command.joined_on, name=command.name.strip())
    return [_of(world.new_id("staff"), joined)]


def leave(world: World, staff: UUID, command: Leave) -> list[Change]:
    """Note that somebody left; their courses are given to others by commands of their own."""
    at_work(world, staff)
    return [_of(staff, events.Left(left_on=command.left_on, reason=command.reason))]


def note_absence(world: World, staff: UUID, command: NoteAbsence) -> list[Change]:
    """Note an absence; its id is `world.new_id("absence")`.

    Raises:
        Invalid, CoverAway, StaffLeft.
    """
    at_work(world, staff)
    if command.last_on < command.first_on:
        raise Invalid(field="last_on", expected="a day from the first one on")
    if command.covered_by is not None:
        _covering(world, staff, command.covered_by, command)
    noted = events.AbsenceNoted(
        absence=world.new_id("absence"),
        first_on=command.first_on,
        last_on=command.last_on,
        covered_by=command.covered_by,
        reason=command.reason,
    )
    return [_of(staff, noted)]


def _covering(world: World, staff: UUID, cover: UUID, command: NoteAbsence) -> None:
    if cover == staff:
        raise Invalid(field="covered_by", expected="somebody else")
    for absence in at_work(world, cover).absences.values():
        if absence.first_on <= command.last_on and command.first_on <= absence.last_on:
            raise CoverAway(first_on=absence.first_on, last_on=absence.last_on)


def withdraw_absence(world: World, staff: UUID, command: WithdrawAbsence) -> list[Change]:
    """Take an absence back.

    Raises:
        NoSuchAbsence.
    """
    if command.absence not in world.staff(staff).absences:
        raise NoSuchAbsence
    return [_of(staff, events.AbsenceWithdrawn(absence=command.absence, reason=command.reason))]
