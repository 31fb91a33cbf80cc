"""One session as its clinician writes it up: which it is of how many, with whom, and what is on record by then."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from domain.policy.case import Case as Known
from interlude.demo.clinical import Case

BRIEF = 8
"""In a course of so many sessions the formulation is agreed on one session earlier."""


def formulated_at(agreed: int) -> int:
    """Return the number of the session in which the formulation is agreed on, where so many are."""
    return 2 if agreed <= BRIEF else 3


@dataclass(frozen=True)
class Meeting:
    """A session that took place. `number` counts those that count, up to the `last` of `agreed`.

    `reason` says why something is noted that no protocol foresees, such as a form after the discharge;
    `maintained` marks a course that follows an acute one.
    """

    case: Case
    known: Known
    session: UUID
    number: int
    last: int
    agreed: int
    author: str
    on: date
    reason: str = ""
    maintained: bool = False

    @property
    def formulated(self) -> int:
        """The number of the session in which the formulation is agreed on."""
        return formulated_at(self.agreed)

    @property
    def said(self) -> dict[str, Any]:
        """Who says what is noted of it, and for which day."""
        return {"author": self.author, "on": self.on}

    @property
    def gone(self) -> float:
        """How far the course has come, from 0 at the first session to 1 at the last."""
        return min(1.0, (self.number - 1) / max(1, self.last - 1))

    @property
    def is_worsening(self) -> bool:
        """Whether the scores rise over the course."""
        return self.case.phq[1] > self.case.phq[0]

    @property
    def chance(self) -> Random:
        """Chance that is the same each time that this session is written up."""
        return Random(f"{self.case.name} {self.number}")  # noqa: S311 - it varies a story, and guards nothing
