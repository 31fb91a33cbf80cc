"""The two kinds of view: a fold of single events into rows, and a derivation of rows from whole subjects."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table

from domain.event import Entry

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Rows that single events change: `evolve(row or None, entry) -> row or None` for the row of `key(entry)`.

    `key` is the primary key of the table, by the name of its column; None where the event concerns no row.
    """

    name: str
    table: Table
    topics: frozenset[str]
    key: Callable[[Entry], UUID | None]
    evolve: Callable[[Row | None, Entry], Row | None]


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """Rows that are computed anew from a whole subject when an event has made it dirty.

    `marks(connection, entry)` names the subjects that an event concerns; `derive(subject, position)`
    returns all rows of a subject as of a position; `owner` is the column that holds the subject.
    """

    name: str
    table: Table
    owner: str
    topics: frozenset[str]
    marks: Callable[[Connection, Entry], Iterable[UUID]]
    derive: Callable[[UUID, int], Sequence[Row]]


View = Fold | Derivation
