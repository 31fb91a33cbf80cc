"""The words that the work of a session is told in."""

from typing import Annotated

import msgspec
from msgspec import Meta

from domain.plan.values import Words
from domain.values import Value
from domain.work.techniques import Record

OPENING_QUESTION = "How have you been since we last met?"
"""What every session of IPT opens with."""

Mood = Annotated[int, Meta(ge=0, le=10)]
"""A mood from 0, the worst, to 10, the best: the scale of the weekly check-in."""


class Link(Value):
    """A mood linked to an event: what happened, and what it did to the mood."""

    event: Words
    mood: Words


class Opening(Value):
    """The answer to the opening question, the mood if it was named, and what it was linked to."""

    answer: Words
    mood: Mood | None = None
    links: list[Link] = msgspec.field(default_factory=list)


class Used(Value):
    """What was done with a technique, and how the client took to it where that was noted."""

    record: Record
    response: str = ""


class NextStep(Value):
    """What client and clinician agreed to try. Optional and never scored; asked about by SMS only where so chosen."""

    words: Words
    ask_by_sms: bool = False


class Asked(Value):
    """What came of a next step, as the client told it; `goes_on` where it is asked about again."""

    told: Words
    goes_on: bool = False
