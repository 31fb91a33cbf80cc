"""The supervision of a course as its events make it."""

import msgspec

from domain.course.facts import Noted, with_fact
from domain.event import Entry
from domain.fold import Rules
from domain.supervision.events import CourseSupervised, Supervision


class Supervised(msgspec.Struct, frozen=True, kw_only=True):
    """One talk, and with whom."""

    with_whom: str
    talk: Supervision


class Supervisions(msgspec.Struct, frozen=True, kw_only=True):
    """Every talk, in the order in which they were noted."""

    talks: tuple[Noted[Supervised], ...] = ()


EMPTY = Supervisions()


def _supervised(before: Supervisions | None, event: CourseSupervised, entry: Entry) -> Supervisions:
    known = before or EMPTY
    talk = Supervised(with_whom=event.with_whom, talk=event.content)
    return Supervisions(talks=with_fact(known.talks, event, entry, talk))


RULES: Rules = {CourseSupervised: _supervised}
