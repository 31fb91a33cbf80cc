"""A file of clients to bring in: CSV with a head line, or JSON lines. Errors name a field, never what it held."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from domain.errors import Invalid
from domain.pathway.importing import ImportClient

COLUMNS = [
    "reference",
    "name",
    "zone",
    "language",
    "phone",
    "email",
    "safe_to_text",
    "consents",
    "referred_on",
    "referred_by",
    "accepted_on",
    "opened_on",
    "protocol",
    "protocol_version",
    "sessions_agreed",
    "clinician",
    "phase",
    "minutes",
    "mode",
    "where",
    "held",
    "booked",
]
"""The columns of a CSV file, in any order; those of the course stay empty where none is under way."""

_COURSE = [
    "referred_on",
    "referred_by",
    "accepted_on",
    "opened_on",
    "protocol",
    "protocol_version",
    "sessions_agreed",
    "clinician",
    "phase",
    "minutes",
]
_CONTACT = ("phone", "email", "safe_to_text")
_OWN = ("reference", "name", "zone", "language")

_QUOTED = re.compile(r"Invalid enum value.*?(?= - at|$)")


_TO_THE_MINUTE = re.compile(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}")


class Line(NamedTuple):
    """One line: its number in the file, from 1, and what it asks for, or why it cannot be read."""

    number: int
    asked: ImportClient | None
    wrong: str = ""


def lines(path: Path, source: str) -> Iterator[Line]:
    """Yield the lines of a file that hold something; `source` is the system that they come from.

    Raises:
        Invalid: the file as a whole cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Invalid(field=str(path), expected="a readable file in UTF-8") from fault
    rows = _csv(path, text) if path.suffix.lower() == ".csv" else _json(text)
    seen: dict[str, int] = {}
    for number, read in rows:
        line = _line(number, read, source)
        known = line.asked and seen.setdefault(line.asked.reference, number)
        if known and known != number:
            line = Line(number, None, f"reference: the same as in line {known}")
        yield line


def _line(number: int, read: Callable[[], dict[str, Any]], source: str) -> Line:
    try:
        return Line(number, msgspec.convert({"source": source, **read()}, ImportClient, strict=False))
    except msgspec.ValidationError as wrong:
        return Line(number, None, _QUOTED.sub("not one of the values that this field takes", str(wrong)))
    except (ValueError, TypeError) as wrong:
        return Line(number, None, str(wrong))


def _json(text: str) -> Iterator[tuple[int, Callable[[], dict[str, Any]]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, lambda line=line: _object(line)  # type: ignore[misc]


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        # Not chained: the cause holds the line.
        raise ValueError("expected one JSON object") from None  # noqa: TRY004 - the line is wrong, not a type of ours
    return found


def _csv(path: Path, text: str) -> Iterator[tuple[int, Callable[[], dict[str, Any]]]]:
    reader = csv.DictReader(text.splitlines(keepends=True))
    unknown = sorted(set(reader.fieldnames or ()) - set(COLUMNS))
    if not reader.fieldnames or unknown:
        wrong = f", not {', '.join(unknown)}" if unknown else ""
        raise Invalid(field=str(path), expected=f"a head line of the columns {', '.join(COLUMNS)}{wrong}")
    for row in reader:
        yield reader.line_num, lambda row=row: _cells(row)  # type: ignore[misc]


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    if None in row or None in row.values():
        raise ValueError("expected as many cells as the head line has")
    cells = {name: text.strip() for name, text in row.items() if text.strip()}
    asked: dict[str, Any] = {name: cells[name] for name in _OWN if name in cells}
    asked["contact"] = {name: cells[name] for name in _CONTACT if name in cells}
    asked["consents"] = [_pair("consents", one, ":", ("medium", "purpose")) for one in _several(cells, "consents")]
    if "protocol" in cells:
        asked["course"] = _course(cells)
    return asked


def _course(cells: dict[str, str]) -> dict[str, Any]:
    course: dict[str, Any] = {name: cells[name] for name in _COURSE if name in cells}
    place = {"mode": cells.get("mode", "room"), "where": cells.get("where", "")}
    course["place"] = {**place, "clinician": cells.get("clinician", "")}
    held = [_pair("held", one, " ", ("starts", "attendance")) for one in _several(cells, "held")]
    course["held"] = [one | {"starts": _to_the_second(one["starts"])} for one in held]
    course["booked"] = [_to_the_second(one) for one in _several(cells, "booked")]
    return course


def _to_the_second(local: str) -> str:
    """Return a local time such as 2026-03-30T09:00 with its seconds, which people do not write."""
    return f"{local}:00" if _TO_THE_MINUTE.fullmatch(local) else local


def _several(cells: dict[str, str], name: str) -> list[str]:
    """Return the parts of a cell that holds several things, parted by semicolons."""
    return [part.strip() for part in cells.get(name, "").split(";") if part.strip()]


def _pair(column: str, text: str, between: str, names: tuple[str, str]) -> dict[str, str]:
    first, found, second = text.partition(between)
    if not found:
        raise ValueError(f"{column}: expected {names[0]}{between}{names[1]}, several parted by semicolons")
    return {names[0]: first.strip(), names[1]: second.strip()}
