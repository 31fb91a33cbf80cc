"""How results are shown: a table for people, and a file for machines."""

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.bench import Result

_HEADINGS = ("benchmark", "case", "ours", "other", "unit", "ratio", "of rounds", "target")


def table(results: Sequence[Result]) -> str:
    """Return results as a table of plain text."""
    rows = [_HEADINGS, *map(_cells, results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def write(path: Path, facts: dict[str, object], results: Sequence[Result]) -> None:
    """Write a run as JSON."""
    content = {**facts, "results": [dataclasses.asdict(result) for result in results]}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _cells(result: Result) -> tuple[str, ...]:
    least, greatest = result.spread
    return (
        result.benchmark,
        result.case,
        _short(result.ours),
        _short(result.other),
        result.unit,
        f"{result.ratio:.2f}",
        f"{least:.2f}-{greatest:.2f}",
        result.target,
    )


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
