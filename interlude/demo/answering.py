"""How the demo's people answer what they are asked by text."""

from random import Random

from domain.instant import MINUTE, Instant, later
from interlude.demo.cast import Person

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNCLEAR = ("not great, not terrible", "somewhere between 4 and 5", "same as last week", "ask me tomorrow", "3-4")
_SILENT_WEEKS = 0.12
_UNCLEAR_WEEKS = 0.3


class Answering:
    """One person's way of answering: where mood and relationships stand in time, and in which words it is said."""

    def __init__(self, person: Person, begins: Instant, ends: Instant) -> None:
        self._person = person
        self._begins = begins
        self._ends = ends
        self._chance = Random(person.name)  # noqa: S311 - it plays a client, and guards nothing

    def answer(self, wording: str, asked_at: Instant) -> tuple[Instant, str] | None:
        """Return when the person answers a question and with which words, or None where no answer comes."""
        if self._person.answers == "never":
            return None
        first, again = wording == "check-in-mood", "again" in wording
        if self._person.answers != "always" and first and self._chance.random() < _SILENT_WEEKS:
            return None
        minutes = self._chance.randint(2, 95) if first else self._chance.randint(1, 6)
        at = later(asked_at, minutes * MINUTE)
        unclear = self._person.answers == "unclear" and self._chance.random() < (0.6 if again else _UNCLEAR_WEEKS)
        return at, self._chance.choice(_UNCLEAR) if unclear else self._said(self._value(wording, asked_at))

    def _value(self, wording: str, at: Instant) -> int:
        low, high = self._person.mood if "mood" in wording else self._person.relationships
        gone = min(1.0, max(0.0, (at - self._begins) / (self._ends - self._begins)))
        wavering = self._chance.choice((-1, 0, 0, 0, 1))
        return min(10, max(0, round(low + (high - low) * gone) + wavering))

    def _said(self, value: int) -> str:
        way = self._chance.random()
        if way < 0.1:
            return _WORDS[value].capitalize()
        return f" {value}." if way < 0.2 else f"{value}!" if way < 0.25 else str(value)
