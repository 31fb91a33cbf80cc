"""Who is who in the demo: the names of clients, and the lines that they use."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import Engine, select

from domain.client import state as clients
from domain.client.state import Client
from domain.fold import fold
from projections import tables
from store.application import EventLog


@dataclass(frozen=True)
class Faces:
    """Clients, lines and courses as they are at one moment; each is looked up once."""

    log: EventLog
    engine: Engine

    @cached_property
    def _clients(self) -> dict[UUID, Client]:
        return {}

    def client(self, client: UUID) -> Client:
        """Return a client."""
        if client not in self._clients:
            self._clients[client] = fold(clients.RULES, self.log.entries(client))
        return self._clients[client]

    @cached_property
    def _users(self) -> dict[UUID, list[UUID]]:
        users: dict[UUID, list[UUID]] = {}
        with self.engine.connect() as connection:
            for line, client in connection.execute(select(tables.addresses.c.line, tables.addresses.c.client)):
                users.setdefault(line, []).append(client)
        return users

    @cached_property
    def _clients_by_course(self) -> dict[UUID, UUID]:
        """The client of each course, the courses that were opened later last."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(tables.courses)).all()
        return {row.course: row.client for row in sorted(rows, key=lambda row: self._opened(row.course))}

    def _opened(self, course: UUID) -> int:
        return self.log.entries(course)[0].position

    def users(self, line: UUID) -> list[Client]:
        """Return the clients who use a line."""
        return [self.client(client) for client in self._users.get(line, [])]

    def course(self, client: UUID) -> UUID | None:
        """Return a client's course, the latest of several, if there is one."""
        found = [course for course, whose in self._clients_by_course.items() if whose == client]
        return found[-1] if found else None

    def client_of(self, course: UUID) -> Client:
        """Return whose course it is."""
        return self.client(self._clients_by_course[course])
