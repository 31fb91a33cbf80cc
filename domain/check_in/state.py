"""The check-in as its events make it."""

from uuid import UUID

import msgspec

from domain.check_in import events
from domain.course.values import CheckInAnswer
from domain.event import Entry
from domain.fold import Rules
from domain.instant import Instant


class CheckIn(msgspec.Struct, frozen=True, kw_only=True):
    """Where one check-in stands: which item is outstanding, how often it was asked, what was answered.

    `over` says how it ended: empty while it runs, else `completed`, `closed` or `skipped`.
    """

    id: UUID
    version: int
    week: str
    course: UUID
    client: UUID
    opened: bool = False
    line: UUID | None = None
    items: tuple[str, ...] = ()
    closes_at: Instant = Instant(0)
    held_until: Instant = Instant(0)
    item: str = ""
    times: int = 0
    question: UUID | None = None
    asked: tuple[str, ...] = ()
    answers: tuple[CheckInAnswer, ...] = ()
    over: str = ""

    def remaining(self) -> list[str]:
        """Return the items that are not answered yet, in the order in which they are asked."""
        answered = {answer.item for answer in self.answers}
        return [item for item in self.items if item not in answered]


change = msgspec.structs.replace


def _new(entry: Entry, week: str) -> CheckIn:
    assert entry.course is not None
    assert entry.subject is not None
    return CheckIn(id=entry.stream, version=entry.version, week=week, course=entry.course, client=entry.subject)


def _opened(before: CheckIn | None, event: events.Opened, entry: Entry) -> CheckIn:
    return change(
        before or _new(entry, event.week),
        version=entry.version,
        opened=True,
        line=event.line,
        items=tuple(event.items),
        closes_at=event.closes_at,
    )


def _held(before: CheckIn | None, event: events.Held, entry: Entry) -> CheckIn:
    return change(before or _new(entry, event.week), version=entry.version, held_until=event.until)


def _skipped(before: CheckIn | None, event: events.Skipped, entry: Entry) -> CheckIn:
    return change(before or _new(entry, event.week), version=entry.version, over="skipped")


def _asked(check_in: CheckIn, event: events.Asked, entry: Entry) -> CheckIn:
    asked = check_in.asked if event.item in check_in.asked else (*check_in.asked, event.item)
    return change(
        check_in, version=entry.version, item=event.item, times=event.times, question=event.message, asked=asked
    )


def _answered(check_in: CheckIn, event: events.Answered, entry: Entry) -> CheckIn:
    return change(
        check_in, version=entry.version, answers=(*check_in.answers, event.answer), item="", question=None, times=0
    )


def _unread(check_in: CheckIn, event: events.Unread, entry: Entry) -> CheckIn:
    del event
    return change(check_in, version=entry.version)


def _completed(check_in: CheckIn, event: events.Completed, entry: Entry) -> CheckIn:
    del event
    return change(check_in, version=entry.version, over="completed", question=None)


def _closed(check_in: CheckIn, event: events.Closed, entry: Entry) -> CheckIn:
    del event
    return change(check_in, version=entry.version, over="closed", question=None)


RULES: Rules = {
    events.Opened: _opened,
    events.Held: _held,
    events.Skipped: _skipped,
    events.Asked: _asked,
    events.Answered: _answered,
    events.Unread: _unread,
    events.Completed: _completed,
    events.Closed: _closed,
}
