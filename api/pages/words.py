"""How times and counts read on the pages."""

from datetime import UTC, date, datetime

from domain.instant import DAY, HOUR, MINUTE, Instant, instant
from domain.values import local_time
from projections.audit.spoken import WEEKDAYS, clock, count, day

_MONTH_LETTERS = 3

Time = str | int | datetime
"""An instant: RFC 3339, microseconds, or an aware datetime."""


def at(when: Time) -> Instant:
    """Return the instant of any of its forms."""
    if isinstance(when, int):
        return Instant(when)
    return instant(when if isinstance(when, datetime) else datetime.fromisoformat(when))


def machine(when: Time) -> str:
    """Return an instant for a `datetime` attribute."""
    return datetime.fromtimestamp(at(when) // 1_000_000, UTC).isoformat().replace("+00:00", "Z")


def local(when: Time, zone: str) -> str:
    """Return an instant on a zone's clock, such as Monday 30 March 2026, 09:00."""
    shown = local_time(at(when), zone)
    return f"{day(shown)}, {clock(shown.time())}"


def short(when: Time, zone: str) -> str:
    """Return an instant on a zone's clock, such as Mon 30 Mar, 09:00."""
    shown = local_time(at(when), zone)
    return f"{short_day(shown)}, {clock(shown.time())}"


def short_day(when: date) -> str:
    """Return a day, such as Mon 30 Mar."""
    month = day(when).split()[2]
    return f"{WEEKDAYS[when.weekday()][:_MONTH_LETTERS]} {when.day} {month[:_MONTH_LETTERS]}"


def the_day(when: Time, zone: str) -> str:
    """Return the day of an instant on a zone's clock, such as Monday 30 March 2026."""
    return day(local_time(at(when), zone))


def hour(when: Time, zone: str) -> str:
    """Return the time of day of an instant on a zone's clock."""
    return clock(local_time(at(when), zone).time())


def wall(local_text: str) -> str:
    """Return a local time as a case file gives it, such as Mon 30 Mar, 09:00."""
    shown = datetime.fromisoformat(local_text)
    return f"{short_day(shown)}, {clock(shown.time())}"


def calendar_day(text: str | date) -> str:
    """Return a date, such as Monday 30 March 2026."""
    return day(text if isinstance(text, date) else date.fromisoformat(text))


def until(when: Time, now: Time) -> str:
    """Return how far ahead an instant lies, such as in 25 minutes."""
    left = at(when) - at(now)
    if left < MINUTE:
        return "now"
    if left < 2 * HOUR:
        return f"in {count(left // MINUTE, 'minute')}"
    if left < 2 * DAY:
        return f"in {count(left // HOUR, 'hour')}"
    return f"in {count(left // DAY, 'day')}"


def place(zone: str) -> str:
    """Return a zone as people call it, such as New York."""
    return zone.rpartition("/")[2].replace("_", " ")


def form_time(when: Time, zone: str) -> str:
    """Return an instant as a form's field for local times takes it."""
    return local_time(at(when), zone).strftime("%Y-%m-%dT%H:%M")
