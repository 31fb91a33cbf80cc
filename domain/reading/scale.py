"""Reading one number from a reply."""

import re
import unicodedata

from domain.reading.keywords import plain
from domain.values import Value

_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_ENGLISH)}

_DASHES = r"\-\u2010-\u2015\u2212"
_COMPOUND = re.compile(rf"\d\s*[.,/:{_DASHES}]\s*\d|[{_DASHES}]\s*\d|%")
_SIGNS = frozenset({"Sm", "Sc"})
"""Signs of mathematics and money (Unicode categories): about 5, below 5 and a heart (<3) are no plain number."""


class Reading(Value):
    """What was read: a value, or None when that is unsure; and why."""

    value: int | None
    because: str


def read_scale(text: str, lowest: int, highest: int) -> Reading:
    """Return the one whole number that a reply gives on a scale; anything else is unsure."""
    folded = unicodedata.normalize("NFKC", text)
    if _COMPOUND.search(folded) or any(unicodedata.category(letter) in _SIGNS for letter in folded):
        return Reading(value=None, because="more than a whole number: two, a fraction, or one with a sign")
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


def is_number(word: str) -> bool:
    """Tell whether a word (see `plain`) has to do with a number, however large."""
    return word in _NUMBERS or any(letter.isdigit() for letter in word)
