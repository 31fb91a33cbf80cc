"""The words that a plan is told in."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from domain.values import Value

Level = Annotated[int, Meta(ge=-2, le=2)]
"""A level of a goal-attainment scale: -2 is much less than expected, 0 expected, +2 much more."""

Words = Annotated[str, Meta(min_length=1)]
"""What somebody wrote; it may not be left out."""


class Scale(Value):
    """The five levels of a goal, each worded with the client (goal attainment scaling, Kiresuk & Sherman 1968)."""

    much_less: Words
    less: Words
    expected: Words
    more: Words
    much_more: Words


class Goal(Value):
    """A goal, its objectives, and the strategies to reach them.

    `realistic_and_achievable` is ticked where client and clinician both find it so. `baseline` is where the
    client stands on the scale at the start; both may follow later.
    """

    words: Words
    objectives: list[Words] = msgspec.field(default_factory=list)
    strategies: list[Words] = msgspec.field(default_factory=list)
    realistic_and_achievable: bool = False
    scale: Scale | None = None
    baseline: Level | None = None


class Rated(Value):
    """Where client and clinician found the client on the scale of a goal."""

    level: Level
    remark: str = ""


class Contract(Value):
    """What was agreed: number, length, frequency (a session every so many days) and focus; when a copy was given."""

    sessions: int
    minutes: int
    every_days: int
    focus: Words
    copy_given_on: date | None = None


class Review(Value):
    """A look at the plan: the progress, what needs attention, what may stand in the way, and what follows from it."""

    progress: Words
    needing_attention: list[Words] = msgspec.field(default_factory=list)
    barriers: list[Words] = msgspec.field(default_factory=list)
    consequences: str = ""
