"""The plot of a course's check-ins: two lines over the weeks, from 0 (worst) to 10 (best)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 26, 16, 34
_HIGHEST = 10
_MOST_LABELS = 9


@dataclass(frozen=True)
class Point:
    """One answer, where it is drawn."""

    x: float
    y: float
    value: int
    week: str


@dataclass(frozen=True)
class Line:
    """The answers to one item; `paths` breaks where a week is missing."""

    item: str
    points: list[Point]
    paths: list[str]


@dataclass(frozen=True)
class Plot:
    """Everything to be drawn: lines, the grid by value, and the weeks that are labelled."""

    width: int
    height: int
    left: int
    right: int
    floor: float
    lines: list[Line]
    grid: list[tuple[int, float]]
    weeks: list[tuple[str, float]]


def plot(check_ins: Sequence[Mapping[str, Any]], items: Sequence[str] = ("mood", "relationships")) -> Plot | None:
    """Return the plot of check-ins as a case file lists them; None where fewer than two were answered."""
    shown = [one for one in check_ins if isinstance(one["answers"], list)]
    if sum(bool(one["answers"]) for one in shown) < 2:
        return None
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(shown) - 1)
    xs = [_LEFT + number * step for number in range(len(shown))]
    every = -(-len(shown) // _MOST_LABELS)
    return Plot(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=WIDTH - _RIGHT,
        floor=_y(0),
        lines=[_line(item, shown, xs) for item in items],
        grid=[(value, _y(value)) for value in (0, 5, 10)],
        weeks=[(one["week"].partition("-")[2], x) for one, x in list(zip(shown, xs, strict=True))[::every]],
    )


def _line(item: str, shown: Sequence[Mapping[str, Any]], xs: Sequence[float]) -> Line:
    runs: list[list[Point]] = [[]]
    for one, x in zip(shown, xs, strict=True):
        value = next((answer["value"] for answer in one["answers"] if answer["item"] == item), None)
        if value is None:
            runs.append([])
        else:
            runs[-1].append(Point(round(x, 1), _y(value), value, one["week"]))
    paths = [" ".join(f"{point.x},{point.y}" for point in run) for run in runs if len(run) > 1]
    return Line(item=item, points=[point for run in runs for point in run], paths=paths)


def _y(value: int) -> float:
    return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - value / _HIGHEST), 1)
