"""Events, builders and a clock for the tests of the store."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from domain.event import SYSTEM, Actor, Cause, Change, Entry, Event, recorded
from domain.instant import Instant
from domain.values import Value, Wall
from store.application import EventLog
from store.record import Record
from store.request import Answer, Receipt

NOON = Instant(1_767_268_800_000_000)
"""2026-01-01T12:00:00Z, where every clock of these tests starts."""


class Mood(StrEnum):
    LOW = "low"
    HIGH = "high"


class Item(Value):
    name: str
    score: int | None = None


@recorded("test.opened.v1", readable={"name"})
class Opened(Event):
    """Everything in it is readable: it needs no subject."""

    name: str = "thing"


@recorded("test.noted.v1", readable={"phase"})
class Noted(Event):
    phase: str
    text: str
    score: int = 0


@recorded("test.rich.v1", readable={"when", "day", "mood", "who", "count"})
class Rich(Event):
    """A field of every kind that events use."""

    when: Wall
    day: date
    mood: Mood
    who: UUID | None
    count: int
    at: Instant
    text: str
    local: datetime
    items: tuple[Item, ...]
    scores: dict[str, int]
    ratio: float | None
    yes: bool
    raw: bytes
    moods: frozenset[Mood] = frozenset()


@recorded("test.erased.v1", readable={"by"})
class ThingErased(Event):
    by: str = "two approvers"


ERASURES = ("test.erased.v1",)


class SteppedClock:
    """A clock that stands still until it is set."""

    def __init__(self, at: Instant = NOON) -> None:
        self.at = at

    def now(self) -> Instant:
        return self.at


def opened(stream: UUID, name: str = "thing", course: UUID | None = None) -> Change:
    return Change(stream=stream, event=Opened(name=name), course=course)


def noted(stream: UUID, subject: UUID, text: str = "a secret", phase: str = "middle") -> Change:
    return Change(stream=stream, event=Noted(phase=phase, text=text, score=7), subject=subject)


def an_entry(event: Event, subject: UUID | None = None, stream: UUID | None = None, version: int = 1) -> Entry:
    return Entry(
        originator_id=stream or uuid4(),
        originator_version=version,
        event=event,
        occurred_at=NOON,
        actor=Actor("staff", uuid4()),
        command_id=uuid4(),
        cause=Cause(uuid4(), 3),
        subject=subject,
        course=uuid4(),
    )


def a_record(stream: UUID, version: int, name: str = "thing") -> Record:
    state = b"\x81\xa4name" + bytes([0xA0 + len(name)]) + name.encode()
    return Record(stream, version, "test.opened.v1", state, 0, 0, NOON, SYSTEM.kind, None, uuid4())


def a_receipt(command_id: UUID, body: bytes = b"body") -> Receipt:
    return Receipt(command_id=command_id, principal="staff", route="/things", key="k1", request_hash=body)


def append(log: EventLog, *changes: Change, **kwargs: Any) -> Answer:
    """Append to streams as they stand."""
    read = {change.stream: len(log.entries(change.stream)) for change in changes}
    return log.append(changes, actor=SYSTEM, command_id=uuid4(), now=NOON, read=read, **kwargs)


def contents(directory: Path) -> bytes:
    """Everything that stands in the files of a directory."""
    return b"".join(path.read_bytes() for path in sorted(directory.iterdir()))
