"""The line as its events make it."""

from uuid import UUID

import msgspec

from domain.event import Cause, Entry
from domain.fold import Rules
from domain.line import events


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the line may be written to, and which check-in is open on it."""

    version: int = 0
    opted_out: Cause | None = None
    check_in: UUID | None = None
    course: UUID | None = None
    client: UUID | None = None


def _out(line: Line | None, event: events.OptedOut, entry: Entry) -> Line:
    del event
    cause = Cause(entry.stream, entry.version)
    return msgspec.structs.replace(line or Line(), version=entry.version, opted_out=cause)


def _in(line: Line | None, event: events.OptedIn, entry: Entry) -> Line:
    del event
    return msgspec.structs.replace(line or Line(), version=entry.version, opted_out=None)


def _opened(line: Line | None, event: events.ConversationOpened, entry: Entry) -> Line:
    return msgspec.structs.replace(
        line or Line(), version=entry.version, check_in=event.check_in, course=event.course, client=event.client
    )


def _closed(line: Line, event: events.ConversationClosed, entry: Entry) -> Line:
    if line.check_in != event.check_in:
        return msgspec.structs.replace(line, version=entry.version)
    return msgspec.structs.replace(line, version=entry.version, check_in=None, course=None, client=None)


RULES: Rules = {
    events.OptedOut: _out,
    events.OptedIn: _in,
    events.ConversationOpened: _opened,
    events.ConversationClosed: _closed,
}
EMPTY = Line()
