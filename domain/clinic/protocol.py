"""A protocol: what a course of a kind looks like, as versioned data with the evidence that it rests on."""

from itertools import pairwise
from typing import Any

import msgspec

from domain.errors import Invalid
from domain.values import Value


class Task(Value):
    """What the protocol asks of the clinician in a phase: a code, and its name in words."""

    code: str
    name: str


class Phase(Value):
    """One phase: its code, its name in words, the counted sessions that it spans, from 1, and its tasks."""

    code: str
    name: str
    first: int
    last: int
    tasks: list[Task] = []


class Split(Value):
    """How many sessions each phase has where `agreed` sessions were agreed."""

    agreed: int
    phases: list[int]


class Measure(Value):
    """A form that is filled in before every so many sessions: 1 is before each."""

    instrument: str
    every_sessions: int = 1


class Suggestions(Value):
    """What a course is set up with unless client and clinician choose otherwise; nothing is sent by these alone."""

    reminders: list[str] = []
    check_in_items: list[str] = []
    check_in_every_days: int = 7


class FollowUps(Value):
    """When a client is seen again: so many months after discharge, with so many days to do it in.

    `after` are the outcomes that are followed up.
    """

    months: list[int] = []
    within_days: int = 30
    after: list[str] = []


class Protocol(Value):
    """A course's form: how many sessions may be agreed, its phases, and which attendances count towards the number.

    `phases` span the most sessions; `splits` say how they lie where fewer were agreed. `kind` is `acute` or
    `maintenance`; `every_days` and `minutes` are how often sessions are held and how long they last.
    """

    name: str
    version: int
    title: str
    evidence: str
    fewest: int
    most: int
    phases: list[Phase]
    counts: list[str]
    kind: str = "acute"
    every_days: int = 7
    minutes: int = 50
    splits: list[Split] = []
    measures: list[Measure] = []
    suggestions: Suggestions = Suggestions()
    follow_ups: FollowUps = FollowUps()

    def phase(self, code: str) -> Phase | None:
        """Return the phase with this code, if the protocol has one."""
        return next((phase for phase in self.phases if phase.code == code), None)

    def for_agreed(self, agreed: int) -> "Protocol":
        """Return the protocol with its phases as they lie where so many sessions were agreed.

        Where no split says how, the longest phase takes up the difference: ends are kept, the work is shortened.
        """
        lengths = next((split.phases for split in self.splits if split.agreed == agreed), None)
        return self._split(lengths or self._stretched(agreed))

    def _stretched(self, agreed: int) -> list[int]:
        lengths = [phase.last - phase.first + 1 for phase in self.phases]
        longest = lengths.index(max(lengths))
        lengths[longest] = max(1, lengths[longest] + agreed - sum(lengths))
        return lengths

    def _split(self, lengths: list[int]) -> "Protocol":
        phases, before = [], 0
        for phase, length in zip(self.phases, lengths, strict=True):
            phases.append(msgspec.structs.replace(phase, first=before + 1, last=before + length))
            before += length
        return msgspec.structs.replace(self, phases=phases)


def protocol(content: dict[str, Any]) -> Protocol:
    """Return the protocol that a parsed file holds.

    Raises:
        Invalid: a field is missing, unknown or malformed, the phases do not follow each other, or a split
            does not add up.
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
    for split in read.splits:
        _check(read, split)
    return read


def _check(read: Protocol, split: Split) -> None:
    adds_up = len(split.phases) == len(read.phases) and sum(split.phases) == split.agreed and min(split.phases) >= 1
    if not adds_up:
        raise Invalid(field=f"protocol {read.name}: splits", expected=f"{split.agreed} sessions over its phases")
