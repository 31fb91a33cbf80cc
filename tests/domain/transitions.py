"""Every clock change of every zone in a range of years, found by asking for offsets alone.

This shares nothing with how the domain resolves wall times, so each can judge the other.
"""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

# At import, before any fixture: the list of zones may not come from the machine's own database.
zoneinfo.reset_tzpath(())
ZONES = sorted(zoneinfo.available_timezones())

_STEP = 10 * 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ClockChange(NamedTuple):
    """A change of the offset (in seconds) at an instant (in seconds since 1970)."""

    at: int
    before: int
    after: int

    @property
    def shown_before(self) -> datetime:
        """What the clock would show at the change, had it not been changed."""
        return datetime(1970, 1, 1) + timedelta(seconds=self.at + self.before)

    @property
    def shown_after(self) -> datetime:
        return datetime(1970, 1, 1) + timedelta(seconds=self.at + self.after)


def offset(place: ZoneInfo, at: int) -> int:
    found = (_EPOCH + timedelta(seconds=at)).astimezone(place).utcoffset()
    assert found is not None
    return int(found.total_seconds())


@cache
def clock_changes(zone: str, first_year: int = 2020, last_year: int = 2040) -> tuple[ClockChange, ...]:
    """The changes from the start of the first year to the end of the last."""
    start = int(datetime(first_year, 1, 1, tzinfo=UTC).timestamp())
    end = int(datetime(last_year + 1, 1, 1, tzinfo=UTC).timestamp())
    return tuple(_between(ZoneInfo(zone), start, end))


def _between(place: ZoneInfo, start: int, end: int) -> Iterator[ClockChange]:
    """Steps of ten days part all changes: the shortest of these years lie a month apart (Ramadan in Morocco)."""
    low, before = start, offset(place, start)
    for high in range(start + _STEP, end + _STEP, _STEP):
        after = offset(place, high)
        if after != before:
            yield ClockChange(_bisected(place, low, high, before), before, after)
        low, before = high, after


def _bisected(place: ZoneInfo, low: int, high: int, before: int) -> int:
    while high - low > 1:
        middle = (low + high) // 2
        if offset(place, middle) == before:
            low = middle
        else:
            high = middle
    return high
