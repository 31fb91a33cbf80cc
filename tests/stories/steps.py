"""One step of a random course: a command, why it may be refused, and what it does to the model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from domain.event import Change
from domain.values import Wall
from domain.world import World
from tests.stories.model import Model

ZONE = "Asia/Kolkata"
"""A zone without summer time, and with half an hour: the model does without zones, other tests have them all."""

NewId = Callable[[str], UUID]
"""Gives the id of what the command made, by its name."""


@dataclass(frozen=True)
class Step:
    """`refusals` are the codes by which it may be refused: without one it must be accepted."""

    name: str
    decide: Callable[[World], Sequence[Change]]
    refusals: set[str]
    effect: Callable[[NewId], None]
    is_fact: bool = False


Draw = Callable[[Random, Model, UUID], Step | None]
"""Draws a step for a course; None where there is nothing to do it to."""


def nothing(new_id: NewId) -> None:
    """Change nothing in the model."""
    del new_id


def wall(local: datetime) -> Wall:
    return Wall(local=local, zone=ZONE)


def some_time(rng: Random, model: Model) -> datetime:
    """A time of a morning, mostly ahead, and near enough to others to get in their way."""
    others = [one.starts for one in model.bookings.values()]
    if others and rng.random() < 1 / 4:
        return rng.choice(others[-3:]) + timedelta(minutes=rng.choice((-30, 30, 60)))
    day = model.today + timedelta(days=rng.choice((rng.randint(-1, 12), rng.randint(0, 40))))
    return datetime(day.year, day.month, day.day, rng.randint(9, 12), rng.choice((0, 30)))
