"""When the demo's people come: their weekly times, counted back from the present."""

from datetime import date, datetime, time, timedelta

from domain.instant import MINUTE, Instant, later
from domain.values import Wall, local_time
from interlude.demo.cast import Person, Weekly

ZONES = ("Europe/London", "America/New_York", "Australia/Sydney")
_MIDDAY = 13 * 60


def placed(person: Person, present: Instant) -> Person:
    """Return a person whose times are all fixed: those counted from the present lie in a zone that has day then.

    So whenever the demo begins, something is due soon, and outside of quiet hours.
    """
    if person.lead_minutes is None:
        return person
    zone = min(ZONES, key=lambda name: _from_midday(local_time(present, name)))
    next_session = local_time(later(present, person.lead_minutes * MINUTE), zone) + timedelta(days=1)
    check_in = person.check_in
    if person.check_in_minutes is not None:
        asked = local_time(later(present, person.check_in_minutes * MINUTE), zone)
        check_in = Weekly(weekday=asked.weekday(), at=asked.time())
    changes = {"zone": zone, "weekday": next_session.weekday(), "at": next_session.time(), "check_in": check_in}
    return Person(**{**{name: getattr(person, name) for name in Person.__struct_fields__}, **changes})


def _from_midday(local: datetime) -> int:
    return abs(local.hour * 60 + local.minute - _MIDDAY)


def first_session(person: Person, present: Instant) -> Wall:
    """Return when a person's first session starts: so many weeks before the coming one, or before this week's."""
    today = local_time(present, person.zone).date()
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=person.weekday)
    if person.lead_minutes is not None and day <= today:
        day += timedelta(days=7)
    return Wall(local=datetime.combine(day - timedelta(weeks=person.weeks), person.at), zone=person.zone)


def office_hour(day: date, at: time, zone: str) -> Instant:
    """Return the instant of a time of day at the clinic."""
    return Wall(local=datetime.combine(day, at), zone=zone).instant()
