"""The plots of a course's forms: totals by day, over the phases and with the changes of the plan marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, HEIGHT = 640, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 20, 30, 34
_MOST_DAYS = 6
HIGHEST = {"phq-9": 27, "gad-7": 21, "wsas": 40, "mspss": 7}
"""The greatest total of each plotted form; of another one the greatest that there was."""


@dataclass(frozen=True)
class Dot:
    """One total, where it is drawn."""

    x: float
    y: float
    total: float
    on: str
    band: str | None


@dataclass(frozen=True)
class Stretch:
    """One phase, from where to where it is drawn."""

    phase: str
    x: float
    width: float


@dataclass(frozen=True)
class Scores:
    """The totals of one instrument: everything to be drawn, and what has changed from first to last."""

    instrument: str
    dots: list[Dot]
    grid: list[tuple[int, float]]
    days: list[tuple[str, float]]
    phases: list[Stretch]
    changes: list[float]
    change: Mapping[str, Any] | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    floor: int = HEIGHT - _BOTTOM

    @property
    def path(self) -> str:
        """The line through the dots."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def scores(progress: Mapping[str, Any]) -> list[Scores]:
    """Return a plot for each instrument with a total, the one that is filled in most first."""
    found = [_plot(series, progress) for series in progress["scores"]]
    return sorted((one for one in found if one.dots), key=lambda one: (-len(one.dots), one.instrument != "phq-9"))


def _plot(series: Mapping[str, Any], progress: Mapping[str, Any]) -> Scores:
    points = [point for point in series["points"] if point["total"] is not None]
    days = [date.fromisoformat(point["on"]) for point in points]
    first, last = (days[0], max(days[-1], days[0] + timedelta(days=1))) if days else (date.min, date.max)
    highest = HIGHEST.get(series["instrument"]) or max([1, *(round(point["total"]) for point in points)])

    def x(day: date) -> float:
        gone = (min(max(day, first), last) - first) / (last - first)
        return round(_LEFT + gone * (WIDTH - _LEFT - _RIGHT), 1)

    def y(total: float) -> float:
        return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - total / highest), 1)

    return Scores(
        instrument=series["instrument"],
        dots=[
            Dot(x(day), y(point["total"]), point["total"], point["on"], point["band"])
            for day, point in zip(days, points, strict=True)
        ],
        grid=[(value, y(value)) for value in (0, highest // 2, highest)],
        days=[(f"{day:%d.%m.}", x(day)) for day in _some(days)],
        phases=_phases(progress["phases"], first, last, x) if points else [],
        changes=[x(day) for day in _changed(progress) if first < day < last] if points else [],
        change=series["change"],
    )


def _some(days: Sequence[date]) -> Sequence[date]:
    return days[:: max(1, -(-len(days) // _MOST_DAYS))]


def _changed(progress: Mapping[str, Any]) -> list[date]:
    return [date.fromisoformat(change["on"]) for change in progress["plan_changes"]]


def _phases(phases: Sequence[Mapping[str, Any]], first: date, last: date, x: Any) -> list[Stretch]:
    starts = [max(first, date.fromisoformat(phase["since"][:10])) for phase in phases]
    ends = [*starts[1:], last]
    return [
        Stretch(phase["phase"], x(start), round(x(end) - x(start), 1))
        for phase, start, end in zip(phases, starts, ends, strict=True)
        if end > start
    ]
