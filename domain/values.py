"""Small values that events, policies and channels share."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from domain.errors import UnknownZone
from domain.frozen import Frozen
from domain.instant import Instant, instant


class Value(Frozen, forbid_unknown_fields=True):
    """A frozen value: equal when its fields are."""


class Wall(Value):
    """A time on the clock of a place: local date and time, and the IANA zone that gives it a meaning.

    Kept as it was meant and resolved when it is needed, so that a session at nine stays at nine
    across a clock change, also when the rules of the zone change later.
    """

    local: datetime
    zone: str

    def instant(self) -> Instant:
        """Return the instant that this wall time names.

        A time inside a gap names the first instant after the gap, one inside a fold the first
        of its two occurrences.
        """
        return resolve(self.local, self.zone)

    def days_earlier(self, days: int) -> "Wall":
        """Return the same time of day, so many calendar days before."""
        return Wall(local=self.local - timedelta(days=days), zone=self.zone)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone(name: str) -> ZoneInfo:
    """Return the IANA zone of this name.

    Raises:
        UnknownZone: the tz database has no such zone.
    """
    if name not in _zones():
        raise UnknownZone(zone=name)
    return ZoneInfo(name)


def resolve(local: datetime, zone_name: str) -> Instant:
    """Return the instant of a naive local time in a zone; see `Wall.instant` for gaps and folds."""
    place = zone(zone_name)
    aware = local.replace(tzinfo=place, fold=0)
    if aware.astimezone(UTC).astimezone(place).replace(tzinfo=None) == local:
        return instant(aware)
    return _end_of_gap(local, place)


def _end_of_gap(local: datetime, place: ZoneInfo) -> Instant:
    """Return the first instant after the gap that swallowed `local` (PEP 495: fold=0 gives the offset before it)."""
    before = local.replace(tzinfo=place, fold=0).utcoffset()
    after = local.replace(tzinfo=place, fold=1).utcoffset()
    assert before is not None
    assert after is not None
    # With fold=1 the offset after the gap is used: that instant lies before the change.
    low = instant(local.replace(tzinfo=UTC)) - _micro(after)
    high = instant(local.replace(tzinfo=UTC)) - _micro(before)
    return _first_with_offset(low, high, after, place)


def _first_with_offset(low: int, high: int, offset: timedelta, place: ZoneInfo) -> Instant:
    while high - low > 1:
        middle = (low + high) // 2
        if _offset_at(middle, place) == offset:
            high = middle
        else:
            low = middle
    return Instant(high)


def _offset_at(at: int, place: ZoneInfo) -> timedelta:
    offset = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)).astimezone(place).utcoffset()
    assert offset is not None
    return offset


def _micro(delta: timedelta) -> int:
    return delta // timedelta(microseconds=1)


def local_time(at: Instant, zone_name: str) -> datetime:
    """Return the naive local date and time that a clock in the zone shows at an instant."""
    aware = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    return aware.astimezone(zone(zone_name)).replace(tzinfo=None)


def on(day: date, at: time, zone_name: str) -> Wall:
    """Return the wall time of a day and a time of day in a zone."""
    return Wall(local=datetime.combine(day, at), zone=zone_name)
