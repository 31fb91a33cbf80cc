"""Many clients from the story of one: the same course for others, each with ids, line and address of their own."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec

from benchmarks.story import EMAIL, PHONE, Lived
from domain.check_in.events import Opened
from domain.event import Actor, Cause, Entry, Event
from domain.ids import CLINIC, check_in_id, course_of, inbound_id, message_id
from domain.inbound.events import Received
from domain.message.events import Owed
from domain.referral.events import Accepted

_UUID = rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_NAMES = re.compile(b"|".join([_UUID, re.escape(PHONE.encode()), re.escape(EMAIL.encode())]))

Names = dict[bytes, bytes]
"""What stands in place of each id, number and address of the pattern."""


New = Callable[[UUID, Callable[[str], str]], UUID]
"""Returns the id of a thing that belongs to another; what tells it apart may name ids, which are to be renamed."""


class Derived(NamedTuple):
    """An id that says what it is of, so that the policies find again what a clone's events speak of."""

    made: UUID
    of: UUID
    new: New


class Clones:
    """Makes the entries of any number of clients. `line_id` gives the id of a number, as the program does."""

    def __init__(self, pattern: Lived, line_id: Callable[[str], UUID]) -> None:
        self._pattern = pattern
        self._line_id = line_id
        self._derived = list(_derivations(pattern))
        self._encoded = [(entry, type(entry.event), msgspec.msgpack.encode(entry.event)) for entry in pattern.entries]

    def course(self, number: int) -> UUID:
        """Return the course of a client."""
        return _read(self._names(number), self._pattern.course)

    def entries(self, number: int) -> list[Entry]:
        """Return everything about one client, in order; positions and instants of recording are not stamped."""
        names = self._names(number)
        new = partial(_read, names)
        return [_entry(entry, _event(kind, data, names), new) for entry, kind, data in self._encoded]

    def _names(self, number: int) -> Names:
        """Return the ids of a client, worked out anew where they are derived from others."""
        phone, email = f"+447{number:09}", f"{number:05}@example.org"
        names = _Names(number)
        names |= {PHONE.encode(): phone.encode(), EMAIL.encode(): email.encode(), _text(CLINIC): _text(CLINIC)}
        names[_text(self._pattern.line)] = _text(self._line_id(phone))
        for derived in self._derived:
            made = derived.new(_read(names, derived.of), partial(_renamed, names))
            names[_text(derived.made)] = _text(made)
        return names


class _Names(Names):
    """Names of the clone of a number: an id that is derived from nothing is a new one."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = str(number)

    def __missing__(self, name: bytes) -> bytes:
        new = self[name] = _text(uuid5(UUID(name.decode()), self._number))
        return new


def _derivations(pattern: Lived) -> Iterator[Derived]:
    """Yield the ids that are derived from others, those that others are derived from first."""
    abouts = [pattern.course]
    for entry in pattern.entries:
        event, stream = entry.event, entry.stream
        if isinstance(event, Accepted):
            yield Derived(pattern.course, stream, lambda referral, _: course_of(referral))
        elif isinstance(event, Opened):
            abouts.append(stream)
            yield Derived(stream, pattern.course, _weekly(event))
        elif isinstance(event, Received):
            abouts.append(stream)
            yield Derived(stream, pattern.client, _arrived(event))
        elif isinstance(event, Owed):
            yield _message(stream, event, abouts)


def _weekly(event: Opened) -> New:
    return lambda course, _: check_in_id(course, event.week)


def _arrived(event: Received) -> New:
    return lambda client, _: inbound_id(event.provider, f"{client}{event.reference}")


def _message(stream: UUID, event: Owed, abouts: list[UUID]) -> Derived:
    """Find out what a message is about: the course, a check-in or an inbound message."""
    for about in reversed(abouts):
        for occurrence in (event.occurrence, event.occurrence.partition(":")[2]):
            if message_id(about, event.kind, occurrence) == stream:
                return Derived(stream, about, _told(event, occurrence))
    raise LookupError(f"nothing says what a {event.kind} is about")


def _told(event: Owed, occurrence: str) -> New:
    return lambda about, renamed: message_id(about, event.kind, renamed(occurrence))


def _entry(entry: Entry, event: Event, new: Callable[[UUID], UUID]) -> Entry:
    cause, actor = entry.cause, entry.actor
    return Entry(
        originator_id=new(entry.stream),
        originator_version=entry.version,
        event=event,
        occurred_at=entry.occurred_at,
        actor=Actor(actor.kind, actor.id),
        command_id=new(entry.command_id),
        cause=Cause(new(cause.stream), cause.version) if cause else None,
        subject=new(entry.subject) if entry.subject else None,
        course=new(entry.course) if entry.course else None,
    )


def _event(kind: type[Event], data: bytes, names: Names) -> Event:
    return msgspec.msgpack.decode(_NAMES.sub(lambda found: names[found[0]], data), type=kind)


def _renamed(names: Names, text: str) -> str:
    return _NAMES.sub(lambda found: names[found[0]], text.encode()).decode()


def _read(names: Names, name: UUID) -> UUID:
    return UUID(names[_text(name)].decode())


def _text(name: UUID) -> bytes:
    return str(name).encode()
