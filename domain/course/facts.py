"""Facts about a course as its history keeps them: each with its day and author, and what stood there before.

Nothing is overwritten. What was noted wrongly is corrected, what has changed is revised: by a new fact that
names the old one and the reason. The old one stays in the history, marked with the one in its place.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from domain.course.values import Deviation
from domain.errors import Conflict, NotFound
from domain.event import Entry, Event

Content = TypeVar("Content")


class How(StrEnum):
    """Why one fact stands in the place of another: it had been noted wrongly, or things have changed."""

    CORRECTION = "correction"
    REVISION = "revision"


class Fact(Event, kw_only=True):
    """A fact about a course. `replaces` names what stood in its place; `because` says why, `how` in which sense."""

    id: UUID
    on: date
    author: str
    replaces: UUID | None = None
    how: How | None = None
    because: str = ""
    deviation: Deviation | None = None


READABLE = frozenset({"id", "on", "replaces", "how"})
"""What may be read of every fact without a key."""


class Noted(msgspec.Struct, Generic[Content], frozen=True, kw_only=True):
    """A fact as it stands in the history; `version` is that of the course's event which noted it."""

    id: UUID
    version: int
    on: date
    author: str
    content: Content
    replaces: UUID | None = None
    how: How | None = None
    because: str = ""
    replaced_by: UUID | None = None


class UnknownEntry(NotFound):
    """The course has no such entry."""

    code = "unknown-entry"
    message = "The course has no {what} with this id."


class AlreadyReplaced(Conflict):
    """Another entry stands in its place already."""

    code = "already-replaced"
    message = "This entry was corrected or revised before; name the one that stands in its place."


def find(known: tuple[Noted[Content], ...], entry: UUID, what: str) -> Noted[Content]:
    """Return the entry with this id, which nothing has replaced; `what` such entries are called.

    Raises:
        UnknownEntry, AlreadyReplaced.
    """
    found = next((one for one in known if one.id == entry), None)
    if found is None:
        raise UnknownEntry(what=what.replace("-", " "))
    if found.replaced_by is not None:
        raise AlreadyReplaced
    return found


def standing(known: tuple[Noted[Content], ...]) -> tuple[Noted[Content], ...]:
    """Return the facts that nothing has replaced, in the order in which they were noted."""
    return tuple(one for one in known if one.replaced_by is None)


def with_fact(known: tuple[Noted[Any], ...], event: Fact, entry: Entry, content: Any) -> tuple[Noted[Any], ...]:
    """Return facts with one more, and what it replaces marked as replaced."""
    before = tuple(
        msgspec.structs.replace(one, replaced_by=event.id) if one.id == event.replaces else one for one in known
    )
    fact: Noted[Any] = Noted(
        id=event.id,
        version=entry.version,
        on=event.on,
        author=event.author,
        content=content,
        replaces=event.replaces,
        how=event.how,
        because=event.because,
    )
    return (*before, fact)


def into(empty: Any, field: str) -> Callable[[Any, Any, Entry], Any]:
    """Return the rule that adds a fact's content to one field of a state, which begins as `empty`."""

    def rule(state: Any, event: Any, entry: Entry) -> Any:
        before = state or empty
        facts = with_fact(getattr(before, field), event, entry, event.content)
        return msgspec.structs.replace(before, **{field: facts})

    return rule
