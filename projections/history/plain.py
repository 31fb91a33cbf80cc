"""Histories as plain data, ready for JSON, and as lines for a terminal."""

import textwrap
from collections.abc import Iterable
from typing import Any

import msgspec

WIDTH = 100
"""Columns of a text."""


def as_dict(part: msgspec.Struct) -> dict[str, Any]:
    """Return a part as plain data in the order of its fields: instants as RFC 3339 in UTC, ids as text."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(part, enc_hook=str))
    return plain


def printable(text: str) -> str:
    """Return a text on one line that no terminal acts on: people may have typed control and direction characters."""
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line)


def heading(title: str) -> list[str]:
    """Return the lines above a section."""
    return ["", title.upper()]


def wrapped(text: str, first: str = "  ", rest: str = "      ") -> list[str]:
    """Return a text as lines of at most `WIDTH` columns."""
    return textwrap.wrap(
        printable(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ) or [first.rstrip()]


def listed(title: str, texts: Iterable[str]) -> list[str]:
    """Return a section of wrapped texts, or nothing where there are none."""
    found = list(texts)
    return [*heading(title), *(line for text in found for line in wrapped(text))] if found else []


def joined(lines: Iterable[str]) -> str:
    """Return lines as one text that ends with a line end."""
    return "\n".join(line.rstrip() for line in lines) + "\n"
