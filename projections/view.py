"""The two kinds of view: a fold of single events into rows, and a derivation of rows from whole subjects."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table

from domain.event import Entry
from store.record import Trace

Row = dict[str, Any]

Marks = Callable[[Connection, Sequence[Trace]], Iterable[UUID]]
"""Names the subjects that events concern."""


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Rows that single events change: `evolve(row or None, entry) -> row or None` for the row of `key(entry)`.

    `key` is the primary key of the table, by the name of its column; None where the event concerns no row.
    What is personal of an entry reads as erased: no view holds it, and so none changes with an erasure.
    """

    name: str
    table: Table
    topics: frozenset[str]
    key: Callable[[Entry], UUID | None]
    evolve: Callable[[Row | None, Entry], Row | None]


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """Rows that are computed anew from a whole subject when an event has made it dirty.

    `marks(connection, traces)` names the subjects that events concern, which it can tell from where they stand;
    `derive(subjects, position)` returns all rows of these subjects as of a position; `owner` is the column
    that holds the subject.
    """

    name: str
    table: Table
    owner: str
    topics: frozenset[str]
    marks: Marks
    derive: Callable[[Sequence[UUID], int], Sequence[Row]]


View = Fold | Derivation
