"""What an event is, and the envelope that the log keeps around it.

An event is a frozen, keyword-only struct that says what happened. Its `topic` is its name for ever:
moving the class changes nothing that is stored. Only the fields in `readable` are stored in the
clear; every other field is sealed with the key of the subject.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import ClassVar, TypeVar
from uuid import UUID

import msgspec

from domain.frozen import Frozen
from domain.instant import Instant

REGISTRY: dict[str, type["Event"]] = {}
"""Every event type by its topic, filled as the modules of the domain are imported."""


class Event(Frozen):
    """One thing that happened; `recorded` gives each kind of it its topic."""

    topic: ClassVar[str] = ""
    readable: ClassVar[frozenset[str]] = frozenset()


Kind = TypeVar("Kind", bound=type[Event])


def recorded(topic: str, readable: AbstractSet[str] = frozenset()) -> Callable[[Kind], Kind]:
    """Register an event type under its topic, and say which of its fields may be read without a key.

        @recorded("course.phase_changed.v1", readable={"phase"})
        class PhaseChanged(Event): ...

    Raises:
        TypeError: the topic is taken, or a readable field does not exist.
    """

    def register(kind: Kind) -> Kind:
        if topic in REGISTRY:
            raise TypeError(f"the topic {topic} is taken by {REGISTRY[topic].__qualname__}")
        if unknown := set(readable) - set(kind.__struct_fields__):
            raise TypeError(f"{topic} has no field {unknown}")
        kind.topic = topic
        kind.readable = frozenset(readable)
        REGISTRY[topic] = kind
        return kind

    return register


class Actor(msgspec.Struct, frozen=True):
    """Who acted: `staff`, `client`, `service` (a token), `system` or `provider`, and which one."""

    kind: str
    id: UUID | None = None


SYSTEM = Actor("system")


class Cause(msgspec.Struct, frozen=True):
    """The event that gave rise to another: its stream and version."""

    stream: UUID
    version: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One event that a decision wants appended to a stream, with what the envelope must say of it.

    `subject` is the id whose key seals the personal fields; `course` the case that it belongs to;
    `occurred_at` when it happened, if not when it was recorded.
    """

    stream: UUID
    event: Event
    subject: UUID | None = None
    course: UUID | None = None
    occurred_at: Instant | None = None
    cause: Cause | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An event with its envelope, as it stands in the log.

    `originator_id` and `originator_version` are the names by which the eventsourcing library knows
    the stream and the version. `position` and `recorded_at` are 0 until the writer has stamped them.
    """

    originator_id: UUID
    originator_version: int
    event: Event
    occurred_at: Instant
    actor: Actor
    command_id: UUID
    cause: Cause | None = None
    subject: UUID | None = None
    course: UUID | None = None
    position: int = 0
    recorded_at: Instant = Instant(0)

    @property
    def stream(self) -> UUID:
        """The stream that the event belongs to."""
        return self.originator_id

    @property
    def version(self) -> int:
        """The place of the event in its stream, from 1."""
        return self.originator_version
