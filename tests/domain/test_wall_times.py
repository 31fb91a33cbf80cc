"""Wall times: what instant a clock on the wall names, in gaps and folds as PEP 495 says."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UnknownZone
from domain.instant import Instant, iso, parse
from domain.values import Wall, local_time, on, resolve, zone
from tests.builders import LONDON, wall
from tests.domain.transitions import ZONES


@pytest.mark.parametrize(
    ("local", "place", "expected"),
    [
        ("2026-01-15T09:00", "Europe/London", "2026-01-15T09:00:00Z"),
        ("2026-07-15T09:00", "Europe/London", "2026-07-15T08:00:00Z"),
        ("2026-07-15T09:00", "Asia/Kathmandu", "2026-07-15T03:15:00Z"),
        ("2026-07-15T09:00", "America/New_York", "2026-07-15T13:00:00Z"),
        ("1900-06-01T12:00", "Africa/Monrovia", "1900-06-01T12:43:08Z"),  # offsets had seconds once
    ],
)
def test_a_wall_time_names_the_instant_at_which_the_clock_shows_it(local: str, place: str, expected: str) -> None:
    assert iso(wall(local, place).instant()) == expected


@pytest.mark.parametrize(
    ("local", "place", "expected"),
    [
        ("2026-03-29T01:00", "Europe/London", "2026-03-29T01:00:00Z"),
        ("2026-03-29T01:59:59.999999", "Europe/London", "2026-03-29T01:00:00Z"),
        ("2026-03-08T02:30", "America/New_York", "2026-03-08T07:00:00Z"),
        ("2026-10-04T02:30", "Australia/Sydney", "2026-10-03T16:00:00Z"),
        ("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00Z"),  # a gap of half an hour
        ("2026-09-06T00:30", "America/Santiago", "2026-09-06T04:00:00Z"),  # a day without a midnight
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-30T10:00:00Z"),  # a day that never was
        ("2011-12-30T00:00", "Pacific/Apia", "2011-12-30T10:00:00Z"),
    ],
)
def test_a_time_inside_a_gap_is_the_first_instant_after_it(local: str, place: str, expected: str) -> None:
    assert iso(wall(local, place).instant()) == expected


@pytest.mark.parametrize(
    ("local", "place", "expected"),
    [
        ("2026-10-25T01:30", "Europe/London", "2026-10-25T00:30:00Z"),
        ("2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00Z"),
        ("2026-04-05T02:30", "Australia/Sydney", "2026-04-04T15:30:00Z"),
        ("2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z"),
        ("2026-11-01T00:30", "America/Havana", "2026-11-01T04:30:00Z"),
    ],
)
def test_a_time_inside_a_fold_is_its_first_occurrence(local: str, place: str, expected: str) -> None:
    assert iso(wall(local, place).instant()) == expected


def test_the_instants_just_around_a_gap_are_what_the_clock_shows() -> None:
    before, after = wall("2026-03-29T00:59:59.999999"), wall("2026-03-29T02:00")
    assert after.instant() - before.instant() == 1


def test_the_second_occurrence_of_a_fold_is_never_named_even_if_the_datetime_asks_for_it() -> None:
    second = datetime(2026, 10, 25, 1, 30, fold=1)
    assert resolve(second, LONDON) == parse("2026-10-25T00:30Z")


moments = st.integers(parse("2000-01-01T00:00Z"), parse("2100-01-01T00:00Z")).map(Instant)


@given(at=moments, place=st.sampled_from(ZONES))
def test_what_a_clock_shows_names_the_instant_again_or_its_first_occurrence(at: Instant, place: str) -> None:
    shown = local_time(at, place)
    again = resolve(shown, place)
    assert local_time(again, place) == shown
    assert again <= at


@given(local=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), place=st.sampled_from(ZONES))
def test_a_wall_time_that_exists_is_shown_again(local: datetime, place: str) -> None:
    shown = local_time(resolve(local, place), place)
    assert shown >= local
    if shown != local:  # it lay in a gap, so the microsecond before had another offset
        assert local_time(Instant(resolve(local, place) - 1), place) < local


def test_days_earlier_keeps_the_time_of_day_across_a_change() -> None:
    monday = wall("2026-03-30T09:00")
    assert monday.days_earlier(1) == wall("2026-03-29T09:00")
    assert monday.days_earlier(2).instant() == parse("2026-03-28T09:00Z")
    assert monday.instant() - monday.days_earlier(2).instant() == timedelta(hours=47) // timedelta(microseconds=1)


def test_a_day_and_a_time_of_day_make_a_wall_time() -> None:
    assert on(date(2026, 3, 30), time(9), LONDON) == wall("2026-03-30T09:00")


@pytest.mark.parametrize("name", ["", "Europe/Londn", "UTC+1", "../etc/passwd", "europe/london"])
def test_a_name_that_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone):
        zone(name)
    with pytest.raises(UnknownZone):
        Wall(local=datetime(2026, 1, 1), zone=name).instant()
