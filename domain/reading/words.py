"""Telling words, which a person must read, from a number that was merely written unclearly."""

from domain.reading.keywords import plain
from domain.reading.scale import is_number

_CORRECTIONS = frozenset({"sorry", "meant", "mean", "oops", "correction", "instead"})
_NUMBER_WITH_A_FEW = 4


def says_more_than_a_number(text: str) -> bool:
    """Tell whether a reply to a scale is meant for a person: a sentence, a correction, anything in words.

    "Wrong number", "please don't text me" or "I can't go on" must be read by somebody, and another question
    in answer to them would be wrong. "Between 2 and 3" is merely unclear, and so is one word that says nothing.
    """
    words = plain(text).split()
    if len(words) > _NUMBER_WITH_A_FEW or _CORRECTIONS & set(words):
        return True
    return len(words) > 1 and not any(is_number(word) for word in words)
