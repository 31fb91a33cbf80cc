"""Instants: one number each, to and from the texts and datetimes of others."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.instant import HOUR, Instant, instant, iso, later, moment, parse

instants = st.integers(parse("1900-01-01T00:00Z"), parse("2200-01-01T00:00Z")).map(Instant)


@given(instants)
def test_an_instant_survives_its_text_and_its_datetime(at: Instant) -> None:
    assert parse(iso(at)) == at
    assert instant(moment(at)) == at


def test_an_instant_is_the_same_in_every_zone() -> None:
    there = datetime(2026, 3, 30, 9, tzinfo=timezone(timedelta(hours=1)))
    assert instant(there) == instant(datetime(2026, 3, 30, 8, tzinfo=UTC)) == parse("2026-03-30T09:00+01:00")


def test_an_instant_is_written_without_a_fraction_it_does_not_have() -> None:
    assert iso(parse("2026-03-30T08:00:00Z")) == "2026-03-30T08:00:00Z"
    assert iso(Instant(parse("2026-03-30T08:00:00Z") + 1)) == "2026-03-30T08:00:00.000001Z"


@pytest.mark.parametrize("text", ["2026-03-30T09:00", "2026-03-30", "soon"])
def test_a_text_without_an_offset_names_no_instant(text: str) -> None:
    with pytest.raises(ValueError, match=r"zone|isoformat"):
        parse(text)


def test_what_elapses_is_counted_in_microseconds() -> None:
    assert later(parse("2026-03-29T00:30Z"), HOUR) == parse("2026-03-29T01:30Z")
