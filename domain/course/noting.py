"""How a fact about a course is noted: never refused for what it says, and as a deviation where none was foreseen."""

from datetime import date
from typing import Any
from uuid import UUID

from domain.course.decisions import deviation, noted
from domain.course.facts import Fact, How, Noted, find
from domain.errors import Invalid
from domain.event import Change
from domain.values import Value, local_time
from domain.world import World


class Replacing(Value):
    """Which entry a fact stands in the place of, and why."""

    entry: UUID
    how: How
    reason: str


class Noting(Value, kw_only=True):
    """A fact to be noted: who says it, and on which day it was so (without one: today, by the client's calendar).

    The reason is needed where the fact deviates, such as one of after the discharge.
    """

    author: str
    on: date | None = None
    replaces: Replacing | None = None
    reason: str = ""


def told(
    world: World,
    course: UUID,
    command: Noting,
    what: str,
    known: tuple[Noted[Any], ...] = (),
    odd: str = "",
    *,
    foreseen: bool = False,
) -> dict[str, Any]:
    """Return the fields that every fact has.

    `known` are the facts of the same kind and `what` they are called, `odd` what the protocol does not foresee
    of this one; `foreseen` is what belongs after the discharge, such as a follow-up.

    Raises:
        Invalid: nobody is named as the author, or no reason is given for replacing an entry.
        UnknownEntry, AlreadyReplaced: what it is to replace is not there, or no longer.
        ReasonNeeded: it deviates, and nobody said why.
    """
    worded(author=command.author)
    on = day(world, course, command.on)
    return {
        "id": world.new_id(what),
        "on": on,
        "author": command.author.strip(),
        "deviation": deviation(odd if foreseen else odd or _unforeseen(world, course, on), command.reason),
        **_replacing(command.replaces, what, known),
    }


def record(world: World, course: UUID, event: Fact) -> list[Change]:
    """Return a fact as a change of its course, put to its day.

    Raises:
        NotYetHappened: the day lies ahead.
    """
    return noted(world, course, event, event.on)


def day(world: World, course: UUID, on: date | None) -> date:
    """Return a day, or the one that it is now by the client's calendar."""
    return on or local_time(world.now, world.client(world.case(course).course.client).zone).date()


def worded(**texts: str) -> None:
    """Make sure that texts say something; each is named as its field is.

    Raises:
        Invalid: one is blank.
    """
    for field, text in texts.items():
        if not text.strip():
            raise Invalid(field=field, expected="a few words")


def _unforeseen(world: World, course: UUID, on: date) -> str:
    known = world.case(course).course
    after = known.discharged_on is not None and on > known.discharged_on
    return f"the course was discharged on {known.discharged_on}, before this" if after else ""


def _replacing(wish: Replacing | None, what: str, known: tuple[Noted[Any], ...]) -> dict[str, Any]:
    if wish is None:
        return {}
    worded(**{"replaces.reason": wish.reason})
    find(known, wish.entry, what)
    return {"replaces": wish.entry, "how": wish.how, "because": wish.reason}
