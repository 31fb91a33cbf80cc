"""What the rest of the program asks of the stored views."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Engine, func, select

from domain.instant import Instant
from domain.policy.due import Due, DueCommand
from projections import tables


class DueQueue:
    """What falls due, by time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ready(self, now: Instant, limit: int, without: Collection[tuple[UUID, int]] = ()) -> list[Due]:
        """Return up to `limit` commands due at `now`, the oldest first, but for some by their id and attempt."""
        due = tables.due
        query = select(due).where(due.c.at <= now).order_by(due.c.at, due.c.id).limit(limit + len(without))
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        found = [
            Due(id=row.id, command=DueCommand(row.command), at=Instant(row.at), course=row.course, attempt=row.attempt)
            for row in rows
            if (row.id, row.attempt) not in without
        ]
        return found[:limit]

    def earliest(self, after: Instant | None = None) -> Instant | None:
        """Return when the next command falls due, or the next one after an instant; None if there is none."""
        query = select(func.min(tables.due.c.at))
        if after is not None:
            query = query.where(tables.due.c.at > after)
        with self._engine.connect() as connection:
            at = connection.execute(query).scalar_one()
        return None if at is None else Instant(at)

    def references(self, line: UUID, without: UUID) -> frozenset[str]:
        """Return the providers' references of every message that went over a line, but for one message."""
        sends = tables.sends
        query = select(sends.c.reference).where(sends.c.line == line, sends.c.message != without)
        with self._engine.connect() as connection:
            return frozenset(connection.execute(query).scalars()) - {""}

    def clients_at(self, line: UUID) -> list[UUID]:
        """Return the clients who use a line."""
        query = select(tables.addresses.c.client).where(tables.addresses.c.line == line)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def quarantined(self) -> int:
        """Return how many subjects a view could not take in."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(tables.quarantine)).scalar_one())
