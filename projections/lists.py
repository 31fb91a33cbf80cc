"""The stored views as lists for people: names are read from the log, where they are sealed."""

from uuid import UUID

from sqlalchemy import Engine, Table, select
from sqlalchemy.engine import RowMapping

from domain.client import state as clients
from domain.client.state import Client
from domain.fold import fold
from domain.instant import Instant
from domain.policy.case import Case, case
from projections import tables
from projections.rows import CaseloadRow, NeedsPersonRow
from projections.runner import Runner
from store.application import EventLog


class Lists:
    """What staff see of all courses together."""

    def __init__(self, engine: Engine, runner: Runner, log: EventLog) -> None:
        self._engine = engine
        self._runner = runner
        self._log = log

    def wait_for(self, position: int, timeout: float) -> bool:
        """Wait until the views have taken in a position; see `Runner.wait_for`."""
        return self._runner.wait_for(position, timeout)

    def caseload(self, after: UUID | None, limit: int) -> list[CaseloadRow]:
        """Return up to `limit` courses in the order of their ids, from the one after `after`."""
        return [self._course(row) for row in self._page(tables.caseload, "course", after, limit)]

    def needs_person(self, after: UUID | None, limit: int) -> list[NeedsPersonRow]:
        """Return up to `limit` things that wait for a person in the order of their ids, from the one after `after`."""
        rows = self._page(tables.needs_person, "id", after, limit)
        return [NeedsPersonRow(**{**row, "since": Instant(row["since"])}) for row in rows]

    def clients_at(self, line: UUID) -> list[UUID]:
        """Return the clients who use a line."""
        query = select(tables.addresses.c.client).where(tables.addresses.c.line == line)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _page(self, table: Table, key: str, after: UUID | None, limit: int) -> list[RowMapping]:
        query = select(table).order_by(table.c[key]).limit(limit)
        if after is not None:
            query = query.where(table.c[key] > after)
        with self._engine.connect() as connection:
            return list(connection.execute(query).mappings())

    def _course(self, row: RowMapping) -> CaseloadRow:
        client: Client = fold(clients.RULES, self._log.entries(row["client"]))
        found = case(self._log.case(row["course"]))
        assert found is not None
        return CaseloadRow(**row, name=client.name, clinician=found.course.clinician, last_mood=_last_mood(found))


def _last_mood(found: Case) -> int | None:
    by_week = sorted(found.check_ins.values(), key=lambda check_in: check_in.week)
    moods = [answer.value for check_in in by_week for answer in check_in.answers if answer.item == "mood"]
    return moods[-1] if moods else None
