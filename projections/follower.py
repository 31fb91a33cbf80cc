"""The follower: reads the log in batches and keeps the views in step with it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import structlog
from sqlalchemy import Connection, Engine, Table, and_, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.event import Entry
from projections import tables
from projections.view import Derivation, Fold, Row, View
from store.application import ERASURES, EventLog

logger = structlog.get_logger()

BATCH = 1_000
"""Entries that one transaction takes in."""

CHUNK = 200
"""Dirty subjects that one transaction works off: a replay of each is read meanwhile."""


class Deposed(RuntimeError):
    """Another follower has moved the views on: this one must read where they stand."""


class Follower:
    """Keeps the views of one database in step with one log. Not for several threads at once."""

    def __init__(self, log: EventLog, engine: Engine, views: Sequence[View]) -> None:
        self._log = log
        self._engine = engine
        self._folds = [view for view in views if isinstance(view, Fold)]
        self._derivations = {view.name: view for view in views if isinstance(view, Derivation)}

    def prepare(self) -> None:
        """Make the tables; views of another form, or ahead of the log, are emptied and will be filled again."""
        tables.views.create_all(self._engine)
        with self._engine.begin() as connection:
            known = connection.execute(select(tables.followed)).mappings().first()
            if known is not None and known["form"] == tables.FORM and known["position"] <= self._log.head():
                return
        tables.views.drop_all(self._engine)
        tables.views.create_all(self._engine)
        with self._engine.begin() as connection:
            first = {"name": "views", "form": tables.FORM, "position": 0, "settled": 0}
            connection.execute(insert(tables.followed).values(first))

    def settled(self) -> int:
        """Return the position up to which every view is complete."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(tables.followed.c.settled)).scalar_one())

    def step(self) -> bool:
        """Take in the next batch and work off what it made dirty; tell whether there was anything to do."""
        with self._engine.connect() as connection:
            before = int(connection.execute(select(tables.followed.c.position)).scalar_one())
        entries = self._log.since(before, BATCH)
        if entries:
            self._complete_erasures(entries)
            self._take_in(before, entries)
        worked = self._work_off(entries[-1].position if entries else before)
        return bool(entries) or worked

    def catch_up(self) -> int:
        """Take in everything that the log holds; returns the position that the views are at."""
        while self.step():
            pass
        return self.settled()

    def _complete_erasures(self, entries: Sequence[Entry]) -> None:
        """Destroy the keys of the erased: another process may have recorded it, and this one still hold the key."""
        for entry in entries:
            if entry.event.topic in ERASURES:
                self._log.destroy_key(entry.stream)

    def _take_in(self, before: int, entries: Sequence[Entry]) -> None:
        with self._engine.begin() as connection:
            moved = connection.execute(
                update(tables.followed)
                .where(tables.followed.c.position == before)
                .values(position=entries[-1].position)
            )
            if moved.rowcount != 1:
                raise Deposed
            for view in self._folds:
                self._fold(connection, view, [entry for entry in entries if entry.event.topic in view.topics])
            for derivation in self._derivations.values():
                self._mark(connection, derivation, entries)

    def _fold(self, connection: Connection, view: Fold, entries: Sequence[Entry]) -> None:
        """Evolve the rows that a batch touches in memory, and write the difference."""
        keys = {key for entry in entries if (key := view.key(entry)) is not None}
        if not keys:
            return
        primary = next(iter(view.table.primary_key.columns))
        found = connection.execute(select(view.table).where(primary.in_(keys))).mappings()
        before: dict[UUID, Row] = {row[primary.name]: dict(row) for row in found}
        after = dict(before)
        for entry in entries:
            self._evolve(connection, view, after, entry)
        _write(connection, view, before, after, primary.name)

    def _evolve(self, connection: Connection, view: Fold, rows: dict[UUID, Row], entry: Entry) -> None:
        key = view.key(entry)
        if key is None:
            return
        try:
            row = view.evolve(rows.get(key), entry)
        except Exception as fault:  # noqa: BLE001 - one bad event must not stop the clinic
            self._quarantine(connection, view, entry.stream, entry.position, entry.event.topic, fault)
            return
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row

    def _mark(self, connection: Connection, view: Derivation, entries: Iterable[Entry]) -> None:
        concerned = {
            subject
            for entry in entries
            if entry.event.topic in view.topics
            for subject in view.marks(connection, entry)
        }
        if concerned:
            marks = [{"view": view.name, "subject": subject} for subject in sorted(concerned)]
            connection.execute(_insert_or_ignore(connection, tables.dirty), marks)

    def _work_off(self, position: int) -> bool:
        """Compute anew what is dirty, a chunk a transaction, as of the position that the views are at."""
        worked = False
        while True:
            with self._engine.begin() as connection:
                chunk = connection.execute(select(tables.dirty).limit(CHUNK)).all()
                for name, subject in chunk:
                    self._derive(connection, self._derivations[name], subject, position)
                if len(chunk) < CHUNK:
                    connection.execute(update(tables.followed).values(settled=position))
            worked = worked or bool(chunk)
            if len(chunk) < CHUNK:
                return worked

    def _derive(self, connection: Connection, view: Derivation, subject: UUID, position: int) -> None:
        mark = and_(tables.dirty.c.view == view.name, tables.dirty.c.subject == subject)
        connection.execute(delete(tables.dirty).where(mark))
        try:
            rows = view.derive(subject, position)
        except Exception as fault:  # noqa: BLE001 - one bad course must not stop the clinic
            self._quarantine(connection, view, subject, position, "", fault)
            return
        owner = view.table.c[view.owner]
        connection.execute(delete(view.table).where(owner == subject))
        if rows:
            connection.execute(insert(view.table), list(rows))

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


def _write(connection: Connection, view: Fold, before: dict[UUID, Row], after: dict[UUID, Row], primary: str) -> None:
    changed = [row for key, row in after.items() if before.get(key) != row]
    gone = [key for key in before if key not in after] + [row[primary] for row in changed if row[primary] in before]
    if gone:
        connection.execute(delete(view.table).where(view.table.c[primary].in_(gone)))
    if changed:
        connection.execute(insert(view.table), changed)
