"""Reading one number from a reply."""

import re

from domain.reading.keywords import plain
from domain.values import Value

_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_ENGLISH)}


class Reading(Value):
    """What was read: a value, or None when that is unsure; and why."""

    value: int | None
    because: str


def read_scale(text: str, lowest: int, highest: int) -> Reading:
    """Return the one whole number that a reply gives on a scale; anything else is unsure."""
    if re.search(r"\d\s*[.,/:-]\s*\d|[-\u2212]\s*\d", text):
        return Reading(value=None, because="more than one number, a fraction or a negative number")
    words = plain(text).split()
    if len(words) != 1:
        return Reading(value=None, because="not a single number")
    number = _number(words[0])
    if number is None:
        return Reading(value=None, because="not a number")
    if not lowest <= number <= highest:
        return Reading(value=None, because=f"not between {lowest} and {highest}")
    return Reading(value=number, because="a single number on the scale")


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 3 else None  # noqa: PLR2004 - longer is a telephone number or a slip
    return _NUMBERS.get(word)
