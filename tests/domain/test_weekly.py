"""One check-in a week, on the client's own clock, whatever happens to plan, zone and clock."""

from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import pairwise
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.check_in.state import CheckIn
from domain.client.decisions import ChangeZone, change_zone
from domain.client.state import Client
from domain.clinic.settings import Settings, settings
from domain.course.commands import PlanCheckIns, StopCheckIns
from domain.course.decisions import plan_check_ins, stop_check_ins
from domain.course.state import Course, PlannedCheckIns
from domain.course.values import CheckInPlan
from domain.ids import check_in_id
from domain.instant import DAY, HOUR, Instant, iso, later, parse
from domain.policy.case import Case
from domain.policy.weekly import NextCheckIn, iso_week, next_check_in
from domain.values import local_time, resolve
from tests.builders import LONDON, SETTINGS, a_client, a_course
from tests.domain.transitions import ZONES, clock_changes

RULES: Settings = settings(SETTINGS)
ROBIN = Client(id=UUID(int=1), version=1, name="Robin Ashe", zone=LONDON, language="en")
COURSE = Course(
    id=UUID(int=2),
    version=1,
    client=ROBIN.id,
    referral=UUID(int=3),
    protocol=("ipt-16", 1),
    sessions_agreed=16,
    clinician="Dr Okafor",
    phase="initial",
    opened_at=Instant(0),
)


@dataclass
class Weeks:
    """A course in which nothing happens but check-ins: each that comes is asked as soon as it may be."""

    now: Instant
    client: Client = ROBIN
    course: Course = COURSE
    asked: dict[UUID, CheckIn] = field(default_factory=dict)

    def plans(self, weekday: int, at: time) -> None:
        plan = CheckInPlan(weekday=weekday, at=at, items=["mood"])
        self.course = msgspec.structs.replace(self.course, check_ins=PlannedCheckIns(plan, self.now))

    def goes_to(self, zone: str) -> None:
        self.client = msgspec.structs.replace(self.client, zone=zone)

    def coming(self) -> NextCheckIn:
        found = next_check_in(Case(course=self.course, check_ins=self.asked), self.client, RULES)
        assert found is not None
        return found

    def asks(self) -> NextCheckIn:
        coming = self.coming()
        self.now = max(self.now, coming.window.not_before)
        self.asked[coming.check_in] = CheckIn(
            id=coming.check_in, version=1, week=coming.week, course=COURSE.id, client=ROBIN.id, opened=True
        )
        return coming


days = st.integers(0, 6)
times = st.integers(0, 1439).map(lambda n: time(n // 60, n % 60))
steps = st.one_of(
    st.tuples(st.just("asks")),
    st.tuples(st.just("plans"), days, times),
    st.tuples(st.just("goes_to"), st.sampled_from(ZONES)),
    st.tuples(st.just("waits"), st.integers(1, 24 * 20)),
)


@given(weekday=days, at=times, happened=st.lists(steps, min_size=3, max_size=15), begins=st.integers(0, 365 * 24))
def test_no_week_has_two_check_ins_whatever_changes(
    weekday: int, at: time, happened: list[tuple[object, ...]], begins: int
) -> None:
    weeks = Weeks(now=later(parse("2026-01-01T00:00Z"), begins * HOUR))
    weeks.plans(weekday, at)
    seen = []
    for what, *args in happened:
        if what == "waits":
            weeks.now = later(weeks.now, int(str(args[0])) * HOUR)
        else:
            getattr(weeks, str(what))(*args)
        coming = weeks.coming()
        assert coming.week not in seen
        if what == "asks":
            seen = [known.week for known in weeks.asked.values()]
    assert len(set(seen)) == len(seen)


@given(zone=st.sampled_from(ZONES), weekday=days, at=times, begins=st.integers(0, 365 * 24))
def test_a_plan_that_stays_has_one_check_in_in_each_week(zone: str, weekday: int, at: time, begins: int) -> None:
    weeks = Weeks(now=later(parse("2026-01-01T00:00Z"), begins * HOUR))
    weeks.goes_to(zone)
    weeks.plans(weekday, at)
    found = [weeks.asks() for _ in range(6)]
    shown = [local_time(one.window.ideal, zone) for one in found]
    assert [iso_week(one.date()) for one in shown] == [one.week for one in found]
    assert {one.weekday() for one in shown} == {weekday}
    assert all((after.date() - before.date()).days == 7 for before, after in pairwise(shown))
    assert found[0].window.ideal - parse("2026-01-01T00:00Z") - begins * HOUR < 8 * DAY


def test_every_zone_is_asked_at_its_own_time_across_every_change_of_a_year() -> None:
    wrong = []
    for zone in ZONES:
        for change in clock_changes(zone, 2026, 2026):
            weeks = Weeks(now=Instant((change.at - 8 * 86_400) * 1_000_000))
            weeks.goes_to(zone)
            local = datetime.fromisoformat(local_time(Instant(change.at * 1_000_000), zone).isoformat())
            weeks.plans(local.weekday(), time(10, 15))
            found = [local_time(weeks.asks().window.ideal, zone) for _ in range(3)]
            if {one.time() for one in found} != {time(10, 15)} or len({iso_week(one.date()) for one in found}) != 3:
                wrong.append((zone, found))
    assert wrong == []


def test_a_time_inside_a_gap_is_asked_right_after_it() -> None:
    weeks = Weeks(now=parse("2026-03-23T00:00Z"))
    weeks.plans(6, time(1, 30))
    assert weeks.asks().window.ideal == parse("2026-03-29T01:00Z")
    assert weeks.asks().window.ideal == resolve(datetime(2026, 4, 5, 1, 30), LONDON)


@pytest.mark.parametrize(
    ("planned", "first"),
    [
        ("2026-02-04T18:29Z", "2026-02-04T18:30:00Z"),
        ("2026-02-04T18:30Z", "2026-02-04T18:30:00Z"),
        ("2026-02-04T18:31Z", "2026-02-11T18:30:00Z"),
        ("2026-02-05T00:00Z", "2026-02-11T18:30:00Z"),
    ],
)
def test_the_first_check_in_is_the_first_one_after_it_was_planned(planned: str, first: str) -> None:
    story = a_course().begun_at(planned).with_check_ins(2, "18:30").opened()
    assert iso(story.coming().window.ideal) == first


def test_a_new_plan_in_a_week_that_was_asked_begins_in_the_next_week() -> None:
    story = a_course().with_check_ins(0, "18:30").opened()
    story.ask()
    friday = CheckInPlan(weekday=4, at=time(12), items=["mood"])
    story.do(plan_check_ins, PlanCheckIns(plan=friday))
    assert story.coming().week == "2026-W07"
    assert iso(story.coming().window.ideal) == "2026-02-13T12:00:00Z"


def test_a_new_plan_before_the_week_was_asked_moves_the_same_check_in() -> None:
    story = a_course().with_check_ins(2, "18:30").opened()
    before = story.coming().check_in
    story.do(plan_check_ins, PlanCheckIns(plan=CheckInPlan(weekday=4, at=time(12), items=["mood"])))
    assert story.coming().check_in == before
    assert iso(story.coming().window.ideal) == "2026-02-06T12:00:00Z"


def test_a_client_who_travels_is_asked_by_the_clock_there() -> None:
    story = a_course().with_check_ins(2, "18:30").opened()
    before = story.coming().check_in
    story.do_to_client(change_zone, ChangeZone(zone="America/New_York"))
    assert story.coming().check_in == before
    assert iso(story.coming().window.ideal) == "2026-02-04T23:30:00Z"


def test_a_check_in_at_night_is_moved_but_belongs_to_the_week_of_its_day() -> None:
    story = a_course().with_check_ins(0, "01:00").opened()
    coming = story.coming()
    assert coming.week == "2026-W07"
    assert local_time(coming.window.not_before, LONDON).isoformat() == "2026-02-08T20:30:00"


def test_a_year_that_ends_inside_a_week_has_no_week_twice() -> None:
    weeks = Weeks(now=parse("2026-12-21T00:00Z"))
    weeks.plans(4, time(12))
    assert [weeks.asks().week for _ in range(4)] == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]


def test_nothing_comes_where_nothing_is_planned() -> None:
    story = a_course().opened()
    client = story.world.client(story.client)
    assert next_check_in(story.case, client, story.settings) is None
    story = a_course().with_check_ins(2, "18:30").opened()
    story.do(stop_check_ins, StopCheckIns())
    assert next_check_in(story.case, client, story.settings) is None


def test_the_id_of_a_check_in_names_its_course_and_week() -> None:
    story = a_course().for_client(a_client().in_zone("Asia/Tokyo")).with_check_ins(2, "18:30").opened()
    coming = story.coming()
    assert coming.check_in == check_in_id(story.course, coming.week)
