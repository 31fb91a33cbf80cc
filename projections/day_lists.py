"""What the clinic has before it, as lists for people: days and stages from the views, names and texts from the log."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, Table, select
from sqlalchemy.engine import RowMapping

from domain.client import state as clients
from domain.fold import Rules, fold
from domain.staff import state as staffs
from domain.todo import state as todos
from projections import day_tables, tables
from projections.day_rows import AbsenceRow, ReferralRow, StaffRow, TodoRow
from store.application import EventLog

_DAYS = ("_on", "since")
"""How the columns end that hold days."""


class DayLists:
    """Referrals, to-dos, staff and absences, each in the order of ids, up to `limit` from the one after `after`."""

    def __init__(self, engine: Engine, log: EventLog) -> None:
        self._engine = engine
        self._log = log

    def courses_of(self, client: UUID) -> list[UUID]:
        """Return every course of a client."""
        query = select(tables.courses.c.course).where(tables.courses.c.client == client)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def referrals(
        self, after: UUID | None, limit: int, *, stage: str | None = None, without_course: bool = False
    ) -> list[ReferralRow]:
        """Return referrals, of one stage if it is given, and only those that led to no course if so asked."""
        table = day_tables.referrals
        wanted = [] if stage is None else [table.c.stage == stage]
        wanted += [table.c.course.is_(None)] if without_course else []
        rows = self._page(table, wanted, after, limit)
        return [ReferralRow(**_dated(row) | {"name": self._name(clients.RULES, row["client"])}) for row in rows]

    def todos(
        self, after: UUID | None, limit: int, *, staff: UUID | None = None, everything: bool = False
    ) -> list[TodoRow]:
        """Return what is to be done, by one member of staff if they are given; with `everything` what was done too."""
        table = day_tables.todos
        wanted = [] if staff is None else [table.c.staff == staff]
        wanted += [] if everything else [table.c.end.is_(None)]
        rows = self._page(table, wanted, after, limit)
        return [TodoRow(**_dated(row) | {"text": self._state(todos.RULES, row["todo"]).text}) for row in rows]

    def staff(self, after: UUID | None, limit: int, *, everyone: bool = False) -> list[StaffRow]:
        """Return who works here; with `everyone` who did, too."""
        table = day_tables.staff
        rows = self._page(table, [] if everyone else [table.c.left_on.is_(None)], after, limit)
        return [StaffRow(**_dated(row) | {"name": self._name(staffs.RULES, row["staff"])}) for row in rows]

    def absences(self, after: UUID | None, limit: int, *, on: date | None = None) -> list[AbsenceRow]:
        """Return who is away, on one day if it is given."""
        table = day_tables.absences
        day = on.isoformat() if on else ""
        wanted = [] if on is None else [table.c.first_on <= day, table.c.last_on >= day]
        rows = self._page(table, wanted, after, limit)
        return [AbsenceRow(**_dated(row) | {"name": self._name(staffs.RULES, row["staff"])}) for row in rows]

    def _page(
        self, table: Table, wanted: Sequence[ColumnElement[bool]], after: UUID | None, limit: int
    ) -> list[RowMapping]:
        key = next(iter(table.primary_key.columns))
        query = select(table).where(*wanted).order_by(key).limit(limit)
        if after is not None:
            query = query.where(key > after)
        with self._engine.connect() as connection:
            return list(connection.execute(query).mappings())

    def _name(self, rules: Rules, stream: UUID) -> str:
        return str(self._state(rules, stream).name)

    def _state(self, rules: Rules, stream: UUID) -> Any:
        return fold(rules, self._log.entries(stream))


def _dated(row: RowMapping) -> dict[str, Any]:
    """Return a row with its days, which are stored as text so that they compare alike on every database."""
    return {name: date.fromisoformat(value) if value and name.endswith(_DAYS) else value for name, value in row.items()}
