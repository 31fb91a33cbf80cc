"""A protocol: what a course of a kind looks like, as versioned data with the evidence that it rests on."""

from itertools import pairwise
from typing import Any

import msgspec

from domain.errors import Invalid
from domain.values import Value


class Phase(Value):
    """One phase: its code, its name in words, and the counted sessions that it spans, from 1."""

    code: str
    name: str
    first: int
    last: int


class Protocol(Value):
    """A course's form: how many sessions may be agreed, its phases, and which attendances count towards the number."""

    name: str
    version: int
    title: str
    evidence: str
    fewest: int
    most: int
    phases: list[Phase]
    counts: list[str]

    def phase(self, code: str) -> Phase | None:
        """Return the phase with this code, if the protocol has one."""
        return next((phase for phase in self.phases if phase.code == code), None)


def protocol(content: dict[str, Any]) -> Protocol:
    """Return the protocol that a parsed file holds.

    Raises:
        Invalid: a field is missing, unknown or malformed, or the phases do not follow each other.
    """
    try:
        read = msgspec.convert(content, Protocol)
    except msgspec.ValidationError as wrong:
        raise Invalid(field="protocol", expected=str(wrong)) from wrong
    bounds = [(phase.first, phase.last) for phase in read.phases]
    if not bounds or any(first > last for first, last in bounds):
        raise Invalid(field=f"protocol {read.name}: phases", expected="at least one, each with first <= last")
    if any(after[0] != before[1] + 1 for before, after in pairwise(bounds)):
        raise Invalid(field=f"protocol {read.name}: phases", expected="each to begin right after the one before")
    return read
