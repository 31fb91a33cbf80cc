"""Where quiet and safe hours put a message: judged by walking along the client's clock, minute by minute as it were."""

from collections.abc import Callable
from datetime import datetime, time
from itertools import pairwise
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from domain.client.contact import Contact
from domain.client.state import Client
from domain.clinic.settings import QuietHours
from domain.instant import HOUR, MINUTE, Instant, parse
from domain.policy.hours import Stretch, allowed, next_allowed, placed
from domain.policy.windows import window
from domain.values import local_time
from tests.builders import LONDON
from tests.domain.transitions import ZONES, clock_changes

STEP = 5 * MINUTE
ROBIN = Client(id=UUID(int=1), version=1, name="Robin Ashe", zone=LONDON, language="en")
QUIET = QuietHours()


def within(at: time, starts: time, ends: time) -> bool:
    if starts == ends:
        return True
    return starts <= at < ends if starts < ends else at >= starts or at < ends


def may_write(client: Client, quiet: QuietHours, at: int) -> bool:
    """Whether the client's clock, at an instant, shows a time at which one may write: the rule in one line."""
    shown = local_time(Instant(at), client.zone).time()
    safe = client.contact.safe_from is None or within(
        shown, client.contact.safe_from, client.contact.safe_until or time(0)
    )
    return safe and within(shown, quiet.ends, quiet.starts)


@st.composite
def clients(draw: st.DrawFn, zones: st.SearchStrategy[str]) -> Client:
    times = st.integers(0, 287).map(lambda n: time(n // 12, n % 12 * 5))
    safe = draw(st.none() | st.tuples(times, times))
    contact = Contact(safe_from=safe[0], safe_until=safe[1]) if safe else Contact()
    return msgspec.structs.replace(ROBIN, zone=draw(zones), contact=contact)


@st.composite
def quiet_hours(draw: st.DrawFn) -> QuietHours:
    times = st.integers(0, 287).map(lambda n: time(n // 12, n % 12 * 5))
    return QuietHours(starts=draw(times), ends=draw(times), margin_minutes=draw(st.sampled_from([0, 15, 30, 60])))


CHANGING = [zone for zone in ZONES if clock_changes(zone, 2026, 2026)]


@st.composite
def near_a_change(draw: st.DrawFn) -> tuple[Client, Instant]:
    """A client whose clocks are changed within two days, as often as not at night."""
    client = draw(clients(st.sampled_from(CHANGING)))
    change = draw(st.sampled_from(clock_changes(client.zone, 2026, 2026)))
    steps = draw(st.integers(-576, 576))
    return client, Instant(change.at * 1_000_000 + steps * STEP)


@st.composite
def on_any_day(draw: st.DrawFn) -> tuple[Client, Instant]:
    client = draw(clients(st.sampled_from(ZONES)))
    steps = draw(st.integers(0, 288 * 365))
    return client, Instant(parse("2026-01-01T00:00Z") + steps * STEP)


@given(case=on_any_day() | near_a_change(), quiet=quiet_hours(), reach=st.integers(0, 36))
def test_a_message_is_placed_where_one_may_write_or_nowhere(
    case: tuple[Client, Instant], quiet: QuietHours, reach: int
) -> None:
    client, ideal = case
    found = placed(allowed(client, quiet, ideal), ideal, Instant(ideal + reach * HOUR), quiet.margin_minutes)
    assert found is None or may_write(client, quiet, found)


@given(case=on_any_day() | near_a_change(), quiet=quiet_hours(), reach=st.integers(0, 36))
def test_a_message_is_put_off_only_to_when_it_still_serves(
    case: tuple[Client, Instant], quiet: QuietHours, reach: int
) -> None:
    client, ideal = case
    latest = Instant(ideal + reach * HOUR)
    found = placed(allowed(client, quiet, ideal), ideal, latest, quiet.margin_minutes)
    assert found is None or found <= ideal or found < latest


@given(case=on_any_day() | near_a_change(), quiet=quiet_hours())
def test_every_allowed_stretch_is_allowed_from_its_first_instant_to_its_last(
    case: tuple[Client, Instant], quiet: QuietHours
) -> None:
    client, around = case
    stretches = allowed(client, quiet, around)
    assert all(before.ends < after.starts for before, after in pairwise(stretches))
    for stretch in stretches:
        assert stretch.starts < stretch.ends
        assert may_write(client, quiet, stretch.starts)
        assert may_write(client, quiet, stretch.ends - 1)


@given(case=near_a_change(), quiet=quiet_hours())
def test_whatever_lies_in_an_allowed_stretch_is_allowed(case: tuple[Client, Instant], quiet: QuietHours) -> None:
    client, around = case
    for stretch in allowed(client, quiet, around):
        assert all(may_write(client, quiet, at) for at in range(stretch.starts, stretch.ends, 15 * MINUTE))


def walked(ok: Callable[[int], bool], ideal: Instant, latest: Instant, margin: int) -> int | None:
    """Where a message belongs, found by walking from the ideal instant both ways in steps of five minutes."""
    if ok(ideal):
        return ideal
    after = next((at for at in range(ideal, latest, STEP) if ok(at)), None)
    last = next((at for at in range(ideal - STEP, ideal - 30 * HOUR, -STEP) if ok(at)), None)
    before = None
    if last is not None:
        first = next(at for at in range(last, last - 30 * HOUR, -STEP) if not ok(at - STEP) or at == last - 29 * HOUR)
        before = max(first, last + STEP - max(margin, 1) * MINUTE)
    found = [at for at in (after, before) if at is not None]
    return min(found, key=lambda at: (abs(at - ideal), at < ideal), default=None)


@given(
    client=clients(st.sampled_from(["Asia/Tokyo", "Asia/Kathmandu", "America/Phoenix", "Etc/GMT+12"])),
    quiet=quiet_hours(),
    steps=st.integers(0, 288 * 7),
    reach=st.integers(0, 24),
)
def test_a_message_goes_at_the_nearest_instant_that_still_serves(
    client: Client, quiet: QuietHours, steps: int, reach: int
) -> None:
    ideal = Instant(parse("2026-05-04T00:00Z") + steps * STEP)
    latest = Instant(ideal + reach * HOUR)
    expected = walked(lambda at: may_write(client, quiet, at), ideal, latest, quiet.margin_minutes)
    assert placed(allowed(client, quiet, ideal), ideal, latest, quiet.margin_minutes) == expected


@given(
    case=on_any_day() | near_a_change(),
    quiet=quiet_hours(),
    grace=st.integers(0, 3000),
    reach=st.integers(-3, 60),
)
def test_a_window_opens_before_it_is_late_and_is_late_before_it_closes(
    case: tuple[Client, Instant], quiet: QuietHours, grace: int, reach: int
) -> None:
    client, ideal = case
    latest = Instant(ideal + reach * HOUR)
    found = window(client, quiet, ideal=ideal, grace_minutes=grace, latest=latest)
    assert found.ideal == ideal
    assert found.not_before <= found.on_time_until <= found.expires
    if found.not_before < found.expires:
        assert found.expires <= max(latest, found.not_before)
        assert may_write(client, quiet, found.not_before)
        assert may_write(client, quiet, found.on_time_until - 1)


def local(stretches: list[Stretch], zone: str) -> list[tuple[datetime, datetime]]:
    return [(local_time(one.starts, zone), local_time(one.ends, zone)) for one in stretches]


def test_without_quiet_hours_there_is_one_stretch() -> None:
    always = QuietHours(starts=time(0), ends=time(0))
    (stretch,) = allowed(ROBIN, always, parse("2026-10-25T01:00Z"))
    assert stretch.ends - stretch.starts == 5 * 24 * HOUR + HOUR  # the day of the autumn change has 25 hours


def test_a_fold_at_midnight_makes_no_hole_in_a_day_without_quiet_hours() -> None:
    havana = msgspec.structs.replace(ROBIN, zone="America/Havana")
    assert len(allowed(havana, QuietHours(starts=time(0), ends=time(0)), parse("2026-11-01T05:00Z"))) == 1


def test_the_default_hours_are_eight_to_nine_in_the_evening_on_the_clients_clock() -> None:
    stretches = allowed(ROBIN, QUIET, parse("2026-03-29T12:00Z"))
    assert local(stretches, LONDON)[2] == (datetime(2026, 3, 29, 8), datetime(2026, 3, 29, 21))
    assert stretches[2].starts == parse("2026-03-29T07:00Z")


def test_safe_hours_over_midnight_are_what_they_share_with_the_clinics() -> None:
    night = msgspec.structs.replace(ROBIN, contact=Contact(safe_from=time(19), safe_until=time(9)))
    spans = [
        (starts.time(), ends.time())
        for starts, ends in local(allowed(night, QUIET, parse("2026-05-04T12:00Z")), LONDON)
    ]
    assert set(spans) == {(time(8), time(9)), (time(19), time(21))}


def test_safe_hours_that_lie_in_the_quiet_hours_leave_nothing() -> None:
    night = msgspec.structs.replace(ROBIN, contact=Contact(safe_from=time(22), safe_until=time(6)))
    stretches = allowed(night, QUIET, parse("2026-05-04T12:00Z"))
    assert stretches == []
    assert next_allowed(stretches, parse("2026-05-04T12:00Z")) is None
    found = window(night, QUIET, ideal=parse("2026-05-04T12:00Z"), grace_minutes=60, latest=parse("2026-05-05T12:00Z"))
    assert found.not_before == found.expires


def test_safe_hours_that_begin_inside_a_fold_begin_with_its_second_occurrence() -> None:
    """At ten past one the second time, the clock shows a time that the client did not call safe."""
    early = msgspec.structs.replace(ROBIN, contact=Contact(safe_from=time(1, 30), safe_until=time(9)))
    always = QuietHours(starts=time(0), ends=time(0))
    ideal = parse("2026-10-25T01:10Z")
    assert not may_write(early, always, ideal)
    assert next_allowed(allowed(early, always, ideal), ideal) == parse("2026-10-25T01:30Z")


def test_a_day_that_never_was_has_no_hours() -> None:
    """Samoa went from the 29th to the 31st of December 2011."""
    apia = msgspec.structs.replace(ROBIN, zone="Pacific/Apia")
    hours = local(allowed(apia, QUIET, parse("2011-12-30T12:00Z")), "Pacific/Apia")
    assert [starts.date().isoformat()[5:] for starts, _ in hours] == ["12-29", "12-31", "01-01", "01-02"]
