"""How dates, numbers and quotations are said. English, whatever the locale of the machine."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from domain.course.values import Mode, Place
from domain.erased import ERASED, is_erased
from domain.instant import Instant
from domain.values import Wall, local_time

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - a row reads best
)
_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_MODES = {Mode.ROOM: "in person", Mode.PHONE: "by phone", Mode.VIDEO: "by video"}


def day(when: date) -> str:
    """Return a date, such as Monday 30 March 2026."""
    return f"{WEEKDAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"


def clock(at: time) -> str:
    """Return a time of day, such as 09:00."""
    return at.strftime("%H:%M")


def local(when: datetime) -> str:
    """Return a local date and time, such as Monday 30 March 2026, 09:00."""
    return f"{day(when)}, {clock(when.time())}"


def wall(when: Wall, beside: Wall | None = None) -> str:
    """Return a wall time with its zone, left out where it is that of another wall time said `beside` it."""
    same = beside is not None and beside.zone == when.zone
    return local(when.local) if same else f"{local(when.local)} ({when.zone})"


def instant(at: Instant, zone: str) -> str:
    """Return an instant on the clock of a zone."""
    return f"{local(local_time(at, zone))} ({zone})"


def between(starts: Instant, ends: Instant, zone: str) -> str:
    """Return a stretch of time on the clock of a zone, the day said once where it is one."""
    one, other = local_time(starts, zone), local_time(ends, zone)
    last = clock(other.time()) if one.date() == other.date() else local(other)
    return f"between {local(one)} and {last} ({zone})"


def nth(number: int) -> str:
    """Return an ordinal number, such as 2nd."""
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def count(number: int, thing: str) -> str:
    """Return how many there are of a thing whose plural ends in s."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def listed(things: Iterable[str], last: str = "and") -> str:
    """Return things in a row: a, b and c."""
    *before, final = list(things) or ["nothing"]
    return f"{', '.join(before)} {last} {final}" if before else final


def quoted(words: str) -> str:
    """Return somebody's own words between quotation marks, on one line; an erased text reads [erased]."""
    if is_erased(words):
        return str(words)
    return f"'{' '.join(words.split())}'"


def giving(words: str, before: str = ": ") -> str:
    """Return somebody's own words after a colon, or nothing where none were given."""
    return f"{before}{quoted(words)}" if words.strip() else ""


def place(where: Place) -> str:
    """Return how and with whom a session is held. The link of a video session is a secret, and is not said."""
    if is_erased(where):
        return str(ERASED)
    room = giving(where.where, " at ") if where.mode is Mode.ROOM else ""
    who = f" with {where.clinician}" if where.clinician else ""
    return f"{_MODES[where.mode]}{room}{who}"


def scores(answers: Sequence[tuple[str, int]]) -> str:
    """Return the answers to the items of a check-in, such as mood 7 and relationships 4."""
    return listed(f"{item} {value}" for item, value in answers)


def capital(sentence: str) -> str:
    """Return a sentence with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
