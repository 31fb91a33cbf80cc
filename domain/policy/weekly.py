"""Which check-in comes next."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from domain.client.state import Client
from domain.clinic.settings import Settings
from domain.course.state import PlannedCheckIns
from domain.ids import check_in_id
from domain.instant import DAY, Instant, later
from domain.message.values import Window
from domain.policy.case import Case
from domain.policy.windows import window
from domain.values import Value, local_time, resolve

ITEMS = ("mood", "relationships")
"""What a weekly check-in can ask: each a number from 0, the worst, to 10, the best."""

_WEEK = timedelta(days=7)


class NextCheckIn(Value):
    """The next check-in that nobody has decided on: its week (ISO 8601, such as 2026-W14), items and window."""

    check_in: UUID
    week: str
    items: list[str]
    window: Window


def next_check_in(case: Case, client: Client, settings: Settings) -> NextCheckIn | None:
    """Return the next check-in of a course, or None where none is planned."""
    course = case.course
    if course.check_ins is None or course.is_discharged or course.pathway.held or client.died_on is not None:
        return None
    for day in _days(course.check_ins, client.zone):
        week = iso_week(day)
        check_in = check_in_id(course.id, week)
        known = case.check_ins.get(check_in)
        if known is None or not (known.opened or known.over):
            at = resolve(datetime.combine(day, course.check_ins.plan.at), client.zone)
            return NextCheckIn(
                check_in=check_in, week=week, items=course.check_ins.plan.items, window=_window(client, settings, at)
            )
    raise AssertionError("the days of a plan do not end")


def _window(client: Client, settings: Settings, at: Instant) -> Window:
    grace = settings.check_ins.grace_minutes
    return window(client, settings.quiet_hours, ideal=at, grace_minutes=grace, latest=later(at, 2 * DAY))


def _days(planned: PlannedCheckIns, zone: str) -> Iterator[date]:
    """Yield the days of the plan from when it was made on, without end."""
    first = local_time(planned.since, zone)
    day = first.date() + timedelta(days=(planned.plan.weekday - first.weekday()) % 7)
    if resolve(datetime.combine(day, planned.plan.at), zone) < planned.since:
        day += _WEEK
    while True:
        yield day
        day += _WEEK


def iso_week(day: date) -> str:
    """Return the ISO 8601 week of a day, such as 2026-W14."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
