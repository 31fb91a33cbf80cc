"""What every benchmark is given, and what it gives back."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import NamedTuple, TypedDict

from benchmarks.places import Places
from benchmarks.story import Lived, lived

Show = Callable[[str, int, int], None]
"""Shows how far a part of the work has come: its name, how much is done, and of how much."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """One comparison of one run: ours beside another, in a unit, as medians over the rounds.

    `ratio` is the median of the ratios of single rounds, in which both ran one after the other; `target` what it is
    meant to be, in words. `spread` has the least and the greatest ratio of a round.
    """

    benchmark: str
    case: str
    unit: str
    ours: float
    other: float
    ratio: float
    spread: tuple[float, float]
    target: str
    facts: dict[str, object] = field(default_factory=dict)


class Bench:
    """The places where data are kept, how large they are, and how often is measured."""

    def __init__(self, places: Places, *, full: bool, show: Show) -> None:
        self.places = places
        self.full = full
        self.rounds = 7 if full else 5
        self._show = show

    @cached_property
    def pattern(self) -> Lived:
        """The story that all histories repeat."""
        return lived()

    def clients(self, events: int) -> int:
        """Return how many clients have about so many events."""
        return max(1, events // len(self.pattern.entries))

    def steps(self, part: str, total: int) -> Iterator[int]:
        """Yield numbers from 0 on, and show the work that is done between them."""
        for number in range(total):
            self._show(part, number, total)
            yield number
        self._show(part, total, total)

    def filling(self, part: str, total: int) -> Callable[[int], None]:
        """Return what is told of so many more events that were filled in, and shows it."""
        done = [0]

        def progress(more: int) -> None:
            done[0] += more
            self._show(part, done[0], total)

        return progress


class Taken(NamedTuple):
    """How long something took: seconds that passed, and seconds that this process worked."""

    wall: float
    cpu: float


def timed(work: Callable[[], object]) -> Taken:
    """Do something, and return how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)


class Compared(TypedDict):
    """The figures of a result."""

    ours: float
    other: float
    ratio: float
    spread: tuple[float, float]


def compared(ours: Sequence[float], others: Sequence[float]) -> Compared:
    """Return the figures of rounds: those of `ours` over those of `others`, round by round."""
    ratios = [one / other for one, other in zip(ours, others, strict=True)]
    return Compared(ours=median(ours), other=median(others), ratio=median(ratios), spread=(min(ratios), max(ratios)))


def processor(ours: Sequence[Taken], others: Sequence[Taken]) -> dict[str, object]:
    """Return how much ours worked for each second that the other did: it depends less on who else is at work."""
    return {"processor": round(median(one.cpu / other.cpu for one, other in zip(ours, others, strict=True)), 2)}
