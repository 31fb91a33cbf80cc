"""Instants: whole microseconds since 1970-01-01T00:00:00Z, as plain integers.

One number orders the log, survives every encoding unchanged and cannot carry a zone by mistake.
Wall times, which people mean, are `domain.values.Wall`.
"""

from datetime import UTC, datetime, timedelta
from typing import NewType, Protocol

Instant = NewType("Instant", int)

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Where the time comes from: the machine, the demo's stepped clock or a test."""

    def now(self) -> Instant:
        """Return the present instant."""
        ...


def instant(moment: datetime) -> Instant:
    """Return the instant of an aware datetime.

    Raises:
        ValueError: the datetime carries no zone, so it names no instant.
    """
    if moment.tzinfo is None:
        raise ValueError("a datetime without a zone names no instant")
    return Instant((moment - _EPOCH) // timedelta(microseconds=1))


def moment(at: Instant) -> datetime:
    """Return the aware UTC datetime of an instant."""
    return _EPOCH + timedelta(microseconds=at)


def later(at: Instant, microseconds: int) -> Instant:
    """Return the instant that lies so many elapsed microseconds after `at`."""
    return Instant(at + microseconds)


def parse(text: str) -> Instant:
    """Return the instant that an RFC 3339 text names.

    Raises:
        ValueError: the text is no RFC 3339 date-time with an offset.
    """
    return instant(datetime.fromisoformat(text))


def iso(at: Instant) -> str:
    """Return an instant as RFC 3339 in UTC, without a fraction where it has none."""
    return moment(at).isoformat().replace("+00:00", "Z")
