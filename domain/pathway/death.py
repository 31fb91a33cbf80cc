"""A death stops everything at once, across all courses of the person."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain.client.events import DeathWithdrawn, Died
from domain.client.living import ClientDied, NotDead
from domain.course import events
from domain.course.decisions import changed, occurred
from domain.course.errors import ReasonNeeded
from domain.course.values import Outcome
from domain.event import Change
from domain.values import Value
from domain.world import World


class RecordDeath(Value):
    """Note that the client has died, and from whom it is known."""

    died_on: date
    source: str = ""


class WithdrawDeath(Value):
    """Note that a death was recorded in error. Courses that it discharged stay so until that is withdrawn too."""

    reason: str


def record_death(world: World, client: UUID, command: RecordDeath, courses: Iterable[UUID]) -> list[Change]:
    """Note a death: each course of the client that still runs is discharged in the same append.

    `courses` are those that are known. One that is missed owes nothing all the same: whatever is sent
    asks whether the client lives. Recorded again for the same day, it discharges what was missed.

    Raises:
        ClientDied: another day is on record; withdraw it first.
        NotYetHappened: the day lies ahead.
    """
    known = world.client(client)
    if known.died_on not in {None, command.died_on}:
        raise ClientDied(died_on=known.died_on)
    at = occurred(world, client, command.died_on)
    died = Died(died_on=command.died_on, source=command.source)
    noted = [] if known.died_on else [Change(stream=client, event=died, subject=client, occurred_at=at)]
    return [*noted, *(change for course in courses for change in _discharged(world, course, client, command.died_on))]


def _discharged(world: World, course: UUID, client: UUID, died_on: date) -> list[Change]:
    known = world.case(course).course
    if known.is_discharged or known.client != client:
        return []
    lapsed = [session.id for session in known.in_order() if session.is_booked]
    event = events.Discharged(outcome=Outcome.DIED, discharged_on=died_on, lapsed=lapsed, reason="")
    return changed(world, course, [event], "client-died")


def withdraw_death(world: World, client: UUID, command: WithdrawDeath) -> list[Change]:
    """Take back a death that was recorded in error.

    Raises:
        NotDead, ReasonNeeded.
    """
    known = world.client(client)
    if known.died_on is None:
        raise NotDead
    if not command.reason.strip():
        raise ReasonNeeded(deviation="a recorded death is taken back")
    withdrawn = DeathWithdrawn(died_on=known.died_on, reason=command.reason)
    return [Change(stream=client, event=withdrawn, subject=client)]
