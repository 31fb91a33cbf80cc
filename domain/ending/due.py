"""When a client is followed up, and how each follow-up stands: derived from the discharge and the protocol."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from domain.client.state import Client
from domain.clinic.protocol import Protocol
from domain.course.facts import Noted, standing
from domain.course.state import Course
from domain.ending.state import Ending, Followed
from domain.values import Value


class Standing(StrEnum):
    """How a follow-up stands on a day."""

    TO_COME = "to-come"
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    MISSED = "missed"


class FollowUpDue(Value):
    """One follow-up: how many months after discharge, in which stretch of days it is due, and how it stands."""

    month: int
    due_on: date
    until: date
    standing: Standing
    on: date | None = None


def months_later(day: date, months: int) -> date:
    """Return the same day so many calendar months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def follow_ups(course: Course, ending: Ending, client: Client, protocol: Protocol, today: date) -> list[FollowUpDue]:
    """Return the follow-ups of a discharged course, by month; none after a death, nor where none are foreseen.

    One that was held or missed is listed also where the protocol has no such month.
    """
    if course.discharged_on is None or client.died_on is not None:
        return []
    planned = protocol.follow_ups
    months = set(planned.months) if course.outcome in planned.after else set()
    known = {one.content.month: one for one in standing(ending.follow_ups)}
    return [
        _due(month, months_later(course.discharged_on, month), planned.within_days, known.get(month), today)
        for month in sorted(months | known.keys())
    ]


def _due(month: int, due_on: date, within_days: int, known: Noted[Followed] | None, today: date) -> FollowUpDue:
    until = due_on + timedelta(days=within_days)
    if known is not None:
        stands = Standing.HELD if known.content.held is not None else Standing.MISSED
    elif today < due_on:
        stands = Standing.TO_COME
    else:
        stands = Standing.DUE if today <= until else Standing.OVERDUE
    return FollowUpDue(month=month, due_on=due_on, until=until, standing=stands, on=known.on if known else None)
