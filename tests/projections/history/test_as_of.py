import pytest

from domain.errors import Invalid
from domain.instant import iso, parse
from projections.history.as_of import position_of
from tests.projections.history.conftest import Lived


def test_without_a_wish_it_is_the_present(lived: Lived) -> None:
    assert position_of(lived.living.record.log) is None


def test_an_instant_names_the_last_position_recorded_by_then(lived: Lived) -> None:
    log = lived.living.record.log
    late = next(one for one in lived.file().timeline if one.topic == "course.attendance_recorded.v1")
    at = log.position_at(parse(late.recorded_at.isoformat()))
    assert position_of(log, as_of="2026-03-12T12:00:00Z") == at
    assert position_of(log, as_of="2026-03-12T13:00:00+01:00") == at
    assert position_of(log, as_of="2026-03-12T11:59:59Z") == late.position - 1
    assert position_of(log, as_of=iso(parse("2199-01-01T00:00Z"))) == log.head()


def test_before_the_record_began_nothing_was_known(lived: Lived) -> None:
    assert position_of(lived.living.record.log, as_of="1999-01-01T00:00:00Z") == 0


def test_a_position_names_itself(lived: Lived) -> None:
    log = lived.living.record.log
    assert position_of(log, at=1) == 1
    assert position_of(log, at=log.head()) == log.head()


@pytest.mark.parametrize("text", ["", "yesterday", "2026-03-12", "2026-03-12T12:00:00", "2026-03-12T12:00:00 01:00"])
def test_a_time_that_names_no_instant_is_refused(lived: Lived, text: str) -> None:
    with pytest.raises(Invalid, match="as_of: an RFC 3339 date and time with its offset"):
        position_of(lived.living.record.log, as_of=text)


@pytest.mark.parametrize("at", [-1, 0, 10_000, 2**70])
def test_a_position_that_the_log_has_not_reached_is_refused(lived: Lived, at: int) -> None:
    with pytest.raises(Invalid, match="at: a position of the log, 1 to"):
        position_of(lived.living.record.log, at=at)


def test_two_wishes_at_once_are_refused(lived: Lived) -> None:
    with pytest.raises(Invalid, match="not both"):
        position_of(lived.living.record.log, as_of="2026-03-12T12:00:00Z", at=1)
