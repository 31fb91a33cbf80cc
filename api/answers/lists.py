"""Lists that cross courses, in pages."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

import msgspec

from api.answers.moments import Moment, known
from domain.instant import moment
from projections.rows import CaseloadRow, NeedsPersonRow

Row = TypeVar("Row")


class Page(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of a list: up to `limit` items after the item with that id, as `next` of the page before gave it."""

    after: UUID | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50


class CaseloadItem(msgspec.Struct, frozen=True, kw_only=True):
    """One course with where it stands; `last_mood` from 0 (worst) to 10 (best)."""

    course: UUID
    client: UUID
    name: str
    clinician: str
    phase: str
    protocol: str
    sessions_agreed: int
    sessions_counted: int
    next_session: Moment | None
    paused: bool
    outcome: str | None
    last_mood: int | None
    version: int


class Caseload(msgspec.Struct, frozen=True, kw_only=True):
    """A page of courses; without a `next` it is the last."""

    items: list[CaseloadItem]
    next: UUID | None


class NeedsPersonItem(msgspec.Struct, frozen=True, kw_only=True):
    """A message of ours, or one that came in, that the program cannot bring to an end by itself."""

    id: UUID
    kind: Literal["message", "inbound"]
    course: UUID | None
    client: UUID | None
    since: Moment
    reason: str
    facts: dict[str, Any]


class NeedsPerson(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what waits for a person; without a `next` it is the last."""

    items: list[NeedsPersonItem]
    next: UUID | None


def page(rows: Callable[[UUID | None, int], Sequence[Row]], asked: Page) -> tuple[Sequence[Row], bool]:
    """Return the rows of a page, and whether there are more."""
    found = rows(asked.after, asked.limit + 1)
    return found[: asked.limit], len(found) > asked.limit


def caseload(rows: Sequence[CaseloadRow], *, more: bool) -> Caseload:
    """Return a page of the caseload."""
    items = [CaseloadItem(**msgspec.structs.asdict(row) | {"next_session": known(row.next_session)}) for row in rows]
    return Caseload(items=items, next=items[-1].course if more else None)


def needs_person(rows: Sequence[NeedsPersonRow], *, more: bool) -> NeedsPerson:
    """Return a page of what waits for a person."""
    items = [NeedsPersonItem(**msgspec.structs.asdict(row) | {"since": moment(row.since)}) for row in rows]
    return NeedsPerson(items=items, next=items[-1].id if more else None)
