"""What an erasure takes out of the views: every row of the person whom it erases."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Connection, Table

from domain.client.events import Erased
from domain.inbound.events import Erased as InboundErased
from projections import day_tables, tables
from projections.view import Derivation, Row
from store.record import Trace


def _marks(connection: Connection, traces: Sequence[Trace]) -> Iterable[UUID]:
    return [trace.stream for trace in traces]


def _nothing(subjects: Sequence[UUID], position: int) -> Sequence[Row]:
    return []


def _emptied(table: Table, owner: str) -> Derivation:
    """Return the derivation that leaves no row of an erased subject; of others it knows nothing."""
    topics = frozenset({Erased.topic, InboundErased.topic})
    return Derivation(
        name=f"{table.name}-erased", table=table, owner=owner, topics=topics, marks=_marks, derive=_nothing
    )


views = (
    _emptied(tables.due, "subject"),
    _emptied(tables.sends, "subject"),
    _emptied(tables.needs_person, "client"),
    _emptied(day_tables.referrals, "client"),
    _emptied(day_tables.todos, "client"),
)
"""Those whose rows come about one event at a time; what is derived from a client derives nothing any more."""
