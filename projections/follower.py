"""The follower: reads the log in batches and keeps the views in step with it."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

import structlog
from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Engine,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from domain.event import Entry
from projections import tables
from projections.view import Derivation, Fold, Row, View
from store.application import ERASURES, EventLog
from store.record import Trace
from store.upcast import stored_as

logger = structlog.get_logger()

Statement = TypeVar("Statement", Select[Any], Delete)

BATCH = 1_000
"""Events that one transaction folds in."""

SPAN = 20_000
"""Positions that one transaction goes on by at most, however few of the events concern a view."""

CHUNK = 20
"""Dirty subjects that one transaction works off: the events of all of them are in memory together."""

_PREPARING = 0x1D7E_0004
"""The advisory lock of PostgreSQL under which the tables are made; the log's own locks have other numbers."""


class Deposed(RuntimeError):
    """Another follower has moved the views on: this one must read where they stand."""


class Follower:
    """Keeps the views of one database in step with one log. Not for several threads at once."""

    def __init__(self, log: EventLog, engine: Engine, views: Sequence[View]) -> None:
        self._log = log
        self._engine = engine
        self._folds = [view for view in views if isinstance(view, Fold)]
        self._derivations = {view.name: view for view in views if isinstance(view, Derivation)}
        self._folded = frozenset[str]().union(*(view.topics for view in self._folds))
        self._marking = frozenset(ERASURES).union(*(view.topics for view in self._derivations.values()))

    def prepare(self) -> None:
        """Make the tables; views of another form, or ahead of the log, are emptied and will be filled again.

        In one transaction, and one process at a time: several may start together.
        """
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_PREPARING)))
            tables.views.create_all(connection)
            known = connection.execute(select(tables.followed)).mappings().first()
            if known is not None and known["form"] == tables.FORM and known["position"] <= self._log.head():
                return
            tables.views.drop_all(connection)
            tables.views.create_all(connection)
            first = {"name": "views", "form": tables.FORM, "position": 0, "settled": 0}
            connection.execute(insert(tables.followed).values(first))

    def settled(self) -> int:
        """Return the position up to which every view is complete."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(tables.followed.c.settled)).scalar_one())

    def step(self) -> bool:
        """Take in what the log holds by now and work off what it made dirty; tell whether there was anything to do.

        First all of it, then the subjects: in a rebuild each is computed once, however often it changed.
        """
        with self._engine.connect() as connection:
            before, settled = connection.execute(select(tables.followed.c.position, tables.followed.c.settled)).one()
        head, reached = self._log.head(), before
        if head == before == settled:  # an idle clinic locks and writes nothing, however often this is asked
            return False
        while reached < head:
            reached = self._take_in(reached, head)
        worked = self._work_off(reached)
        return reached > before or worked

    def catch_up(self) -> int:
        """Take in everything that the log holds; returns the position that the views are at."""
        while self.step():
            pass
        return self.settled()

    def _take_in(self, before: int, head: int) -> int:
        """Take in the next batch after a position, up to another; returns how far that came."""
        upto = min(before + SPAN, head)
        entries = self._log.readable(before, upto, BATCH, self._folded) if self._folded else []
        reached = entries[-1].position if len(entries) == BATCH else upto
        traces = self._log.traces(before, reached, self._marking)
        self._complete_erasures(traces)
        with self._engine.begin() as connection:
            moved = connection.execute(
                update(tables.followed).where(tables.followed.c.position == before).values(position=reached)
            )
            if moved.rowcount != 1:
                raise Deposed
            for view in self._folds:
                self._fold(connection, view, [entry for entry in entries if entry.event.topic in view.topics])
            for derivation in self._derivations.values():
                self._mark(connection, derivation, traces)
        return reached

    def _complete_erasures(self, traces: Sequence[Trace]) -> None:
        """Destroy the keys of the erased: another process may have recorded it, and this one still hold the key."""
        for trace in traces:
            if trace.topic in ERASURES:
                self._log.destroy_key(trace.stream)

    def _fold(self, connection: Connection, view: Fold, entries: Sequence[Entry]) -> None:
        """Evolve the rows that a batch touches in memory, and write the difference."""
        keyed = [(key, entry) for entry in entries if (key := view.key(entry)) is not None]
        if not keyed:
            return
        (primary,) = view.table.primary_key.columns
        found = connection.execute(*_where(select(view.table), primary, {key for key, _ in keyed})).mappings()
        before: dict[UUID, Row] = {row[primary.name]: dict(row) for row in found}
        after = dict(before)
        self._evolve(connection, view, after, keyed)
        _write(connection, view, before, after, primary)

    def _evolve(
        self, connection: Connection, view: Fold, rows: dict[UUID, Row], keyed: Iterable[tuple[UUID, Entry]]
    ) -> None:
        for key, entry in keyed:
            try:
                row = view.evolve(rows.get(key), entry)
            except Exception as fault:  # noqa: BLE001 - one bad event must not stop the clinic
                self._quarantine(connection, view, entry.stream, entry.position, entry.event.topic, fault)
                continue
            if row is None:
                rows.pop(key, None)
            else:
                rows[key] = row

    def _mark(self, connection: Connection, view: Derivation, traces: Sequence[Trace]) -> None:
        topics = stored_as(view.topics)
        concerning = [trace for trace in traces if trace.topic in topics]
        concerned = set(view.marks(connection, concerning)) if concerning else set()
        if concerned:
            marks = [{"view": view.name, "subject": subject} for subject in concerned]
            connection.execute(_insert_or_ignore(connection, tables.dirty), marks)

    def _work_off(self, position: int) -> bool:
        """Compute anew what is dirty, a chunk a transaction, as of the position that the views are at."""
        worked = False
        while True:
            with self._engine.begin() as connection:
                # The row is locked until the chunk is done: of several processes one derives, as of its own position.
                stands = connection.execute(select(tables.followed.c.position).with_for_update()).scalar_one()
                if stands != position:
                    raise Deposed
                chunk = connection.execute(select(tables.dirty).order_by(*tables.dirty.primary_key).limit(CHUNK)).all()
                for name, marks in groupby(chunk, key=lambda mark: str(mark.view)):
                    self._derive(connection, self._derivations[name], [mark.subject for mark in marks], position)
                if len(chunk) < CHUNK:
                    connection.execute(update(tables.followed).values(settled=position))
            worked = worked or bool(chunk)
            if len(chunk) < CHUNK:
                return worked

    def _derive(self, connection: Connection, view: Derivation, subjects: Sequence[UUID], position: int) -> None:
        marks = delete(tables.dirty).where(tables.dirty.c.view == view.name)
        connection.execute(*_where(marks, tables.dirty.c.subject, subjects))
        derived, rows = self._derived(connection, view, subjects, position)
        if derived:
            connection.execute(*_where(delete(view.table), view.table.c[view.owner], derived))
        if rows:
            connection.execute(insert(view.table), rows)

    def _derived(
        self, connection: Connection, view: Derivation, subjects: Sequence[UUID], position: int
    ) -> tuple[list[UUID], list[Row]]:
        """Return the subjects that could be derived, and their rows; where something raises, each is tried alone."""
        try:
            return list(subjects), list(view.derive(subjects, position))
        except Exception as fault:  # noqa: BLE001 - one bad course must not stop the clinic
            if len(subjects) == 1:
                self._quarantine(connection, view, subjects[0], position, "", fault)
                return [], []
        alone = [self._derived(connection, view, [subject], position) for subject in subjects]
        return [one for derived, _ in alone for one in derived], [row for _, rows in alone for row in rows]

    def _quarantine(
        self, connection: Connection, view: View, subject: UUID, position: int, topic: str, fault: Exception
    ) -> None:
        logger.error("quarantined", view=view.name, position=position, topic=topic, fault=type(fault).__name__)
        row = {"view": view.name, "subject": subject, "position": position, "topic": topic}
        values = row | {"fault": type(fault).__name__}
        connection.execute(_insert_or_ignore(connection, tables.quarantine), [values])


def _insert_or_ignore(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()


def _where(statement: Statement, column: Column[Any], values: Iterable[UUID]) -> tuple[Statement, dict[str, Any]]:
    """Return a statement on rows with one of these values, and its parameters: a thousand of them cost little so."""
    return statement.where(column.in_(bindparam("values", expanding=True))), {"values": list(values)}


def _write(
    connection: Connection, view: Fold, before: dict[UUID, Row], after: dict[UUID, Row], primary: Column[UUID]
) -> None:
    changed = {key: row for key, row in after.items() if before.get(key) != row}
    gone = [key for key in before if key not in after or key in changed]
    if gone:
        connection.execute(*_where(delete(view.table), primary, gone))
    if changed:
        connection.execute(insert(view.table), list(changed.values()))
