"""Quiet and safe hours: at which instants a client may be written to, on the client's own clock."""

from datetime import date, datetime, time, timedelta

from domain.client.state import Client
from domain.clinic.settings import QuietHours
from domain.instant import MINUTE, Instant, instant, later
from domain.values import Value, local_time, resolve, zone

_MIDNIGHT = time(0)
_REACH = 2  # days looked at on either side: daily hours recur within one


class Stretch(Value):
    """A stretch of allowed time: from its first instant up to, not including, its last."""

    starts: Instant
    ends: Instant


Span = tuple[time, time]


def _daily(starts: time, ends: time) -> list[Span]:
    """Return the parts of a day between two times of day; an end of midnight means the end of the day."""
    if starts == ends:
        return [(_MIDNIGHT, _MIDNIGHT)]
    if starts < ends or ends == _MIDNIGHT:
        return [(starts, ends)]
    return [(_MIDNIGHT, ends), (starts, _MIDNIGHT)]


def _both(one: list[Span], other: list[Span]) -> list[Span]:
    """Return what two sets of parts of a day have in common."""
    common = []
    for first in one:
        for second in other:
            starts = max(first[0], second[0])
            closes = _earlier_end(first[1], second[1])
            if closes == _MIDNIGHT or starts < closes:
                common.append((starts, closes))
    return sorted(common)


def _earlier_end(one: time, other: time) -> time:
    if one == _MIDNIGHT:
        return other
    return one if other == _MIDNIGHT else min(one, other)


def allowed(client: Client, quiet: QuietHours, around: Instant) -> list[Stretch]:
    """Return the stretches of allowed time in the days around an instant, in order, joined across midnight."""
    hours = _daily(quiet.ends, quiet.starts) if quiet.starts != quiet.ends else [(_MIDNIGHT, _MIDNIGHT)]
    contact = client.contact
    if contact.safe_from is not None and contact.safe_until is not None:
        hours = _both(hours, _daily(contact.safe_from, contact.safe_until))
    today = local_time(around, client.zone).date()
    days = [today + timedelta(days=offset) for offset in range(-_REACH, _REACH + 1)]
    return _joined([_stretch(day, span, client.zone) for day in days for span in hours])


def _stretch(day: date, span: Span, zone_name: str) -> Stretch:
    last = day + timedelta(days=1) if span[1] == _MIDNIGHT else day
    starts = _opens(datetime.combine(day, span[0]), zone_name)
    return Stretch(starts=starts, ends=resolve(datetime.combine(last, span[1]), zone_name))


def _opens(local: datetime, zone_name: str) -> Instant:
    """Return the instant from which on no clock shows a time before `local` again on that day.

    In a fold that is the second occurrence, so that between the two nothing goes out at an hour that the
    client did not call safe. A day itself begins with its first midnight.
    """
    first = resolve(local, zone_name)
    if local.time() == _MIDNIGHT:
        return first
    return max(first, instant(local.replace(tzinfo=zone(zone_name), fold=1)))


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for stretch in stretches:
        if joined and stretch.starts <= joined[-1].ends:
            joined[-1] = Stretch(starts=joined[-1].starts, ends=max(joined[-1].ends, stretch.ends))
        elif stretch.starts < stretch.ends:
            joined.append(stretch)
    return joined


def stretch_at(stretches: list[Stretch], at: Instant) -> Stretch | None:
    """Return the stretch that an instant lies in, if it is allowed."""
    return next((stretch for stretch in stretches if stretch.starts <= at < stretch.ends), None)


def next_allowed(stretches: list[Stretch], at: Instant) -> Instant | None:
    """Return the first allowed instant from `at` on."""
    if stretch_at(stretches, at):
        return at
    return next((stretch.starts for stretch in stretches if stretch.starts > at), None)


def placed(stretches: list[Stretch], ideal: Instant, latest: Instant, margin_minutes: int) -> Instant | None:
    """Return the allowed instant nearest to the ideal one that still serves, or None where there is none.

    After the ideal instant that is the start of the next stretch, if it lies before `latest`; before it the
    end of the stretch before, less a margin of a minute at least (at the last minute it often arrives after it).
    """
    if stretch_at(stretches, ideal):
        return ideal
    after = next_allowed(stretches, ideal)
    before = next((stretch for stretch in reversed(stretches) if stretch.ends <= ideal), None)
    earlier = max(before.starts, later(before.ends, -max(margin_minutes, 1) * MINUTE)) if before else None
    if after is None or after >= latest:
        return earlier
    if earlier is None or after - ideal <= ideal - earlier:
        return after
    return earlier
