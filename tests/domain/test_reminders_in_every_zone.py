"""The reminder "the day before" in every zone of the tz database, around every clock change of 2020 to 2040."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.clinic.settings import Reminder
from domain.course.state import Session
from domain.course.values import Slot
from domain.instant import Instant
from domain.policy.reminders import ideal
from domain.values import Wall
from tests.builders import ROOM
from tests.domain.transitions import ZONES, ClockChange, clock_changes

THE_DAY_BEFORE = Reminder(days_before=1)
TWO_HOURS_BEFORE = Reminder(minutes_before=120)
DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def expected(local: datetime, place: ZoneInfo, changes: tuple[ClockChange, ...]) -> int:
    """The instant that a wall time names by the rules of PEP 495, in microseconds."""
    first, second = local.replace(tzinfo=place, fold=0), local.replace(tzinfo=place, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    assert before is not None
    assert after is not None
    if before < after:
        (gap,) = [one for one in changes if one.shown_before <= local < one.shown_after]
        return gap.at * 1_000_000
    return (first - _EPOCH) // timedelta(microseconds=1)


def sessions_around(change: ClockChange) -> Iterator[datetime]:
    """Starts whose reminder, or which themselves, lie before, at, inside and after a gap or a fold."""
    edges = sorted((change.shown_before, change.shown_after))
    inside = edges[0] + (edges[1] - edges[0]) / 2
    for local in (edges[0] - timedelta(hours=3), edges[0], inside, edges[1], edges[1] + timedelta(hours=5)):
        yield local
        yield local + DAY


def session_at(local: datetime, zone: str) -> Session:
    nobody = UUID(int=0)
    slot = Slot(starts=Wall(local=local, zone=zone))
    return Session(id=nobody, series=nobody, slot=slot, place=ROOM, booked_at=Instant(0))


def test_the_day_before_is_the_same_wall_time_in_every_zone_across_every_change() -> None:
    wrong = []
    for zone in ZONES:
        place = ZoneInfo(zone)
        changes = clock_changes(zone)
        for change in changes:
            for local in sessions_around(change):
                session = session_at(local, zone)
                if ideal(session, THE_DAY_BEFORE) != expected(local - DAY, place, changes):
                    wrong.append((zone, local))
    assert wrong == []


def test_two_hours_before_has_elapsed_when_the_session_starts_in_every_zone_across_every_change() -> None:
    wrong = []
    for zone in ZONES:
        place = ZoneInfo(zone)
        changes = clock_changes(zone)
        for change in changes:
            for local in sessions_around(change):
                starts = expected(local, place, changes)
                if ideal(session_at(local, zone), TWO_HOURS_BEFORE) != starts - 7_200_000_000:
                    wrong.append((zone, local))
    assert wrong == []


def test_there_are_changes_to_be_tested() -> None:
    """Were the changes not found, the tests above would pass and mean nothing."""
    assert len(clock_changes("Europe/London")) == 42
    assert len(clock_changes("Asia/Tokyo")) == 0
    assert sum(len(clock_changes(zone)) for zone in ZONES) > 6_000
    assert {one.after - one.before for one in clock_changes("Australia/Lord_Howe")} == {1800, -1800}
