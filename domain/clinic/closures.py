"""Days on which the clinic is closed. Nothing here is about a person: the reason names nobody and stays readable."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from domain.event import Entry, Event, recorded
from domain.fold import Rules
from domain.values import Value


@recorded("clinic.closure_noted.v1", readable={"closure", "first_on", "last_on", "reason"})
class ClosureNoted(Event):
    """The clinic is closed from a day to a day, both included."""

    closure: UUID
    first_on: date
    last_on: date
    reason: str


@recorded("clinic.closure_withdrawn.v1", readable={"closure", "reason"})
class ClosureWithdrawn(Event):
    """The clinic is open on those days after all."""

    closure: UUID
    reason: str


class Closure(Value):
    """Days on which the clinic is closed, both included, and why."""

    id: UUID
    first_on: date
    last_on: date
    reason: str

    def holds(self, day: date) -> bool:
        """Tell whether the clinic is closed on a day by this."""
        return self.first_on <= day <= self.last_on


def _noted(clinic: Any, event: ClosureNoted, entry: Entry) -> Any:
    closure = Closure(id=event.closure, first_on=event.first_on, last_on=event.last_on, reason=event.reason)
    return _with(clinic, entry, {**clinic.closures, event.closure: closure})


def _withdrawn(clinic: Any, event: ClosureWithdrawn, entry: Entry) -> Any:
    return _with(clinic, entry, {known: one for known, one in clinic.closures.items() if known != event.closure})


def _with(clinic: Any, entry: Entry, closures: dict[UUID, Closure]) -> Any:
    return msgspec.structs.replace(clinic, version=entry.version, closures=closures)


RULES: Rules = {ClosureNoted: _noted, ClosureWithdrawn: _withdrawn}
"""For a clinic that has adopted its settings: nothing is noted of one before."""
