"""All views together, over one log."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection, select

from domain.client import state as clients
from domain.client.state import Client
from domain.clinic import state as clinics
from domain.clinic.state import Clinic
from domain.event import REGISTRY, Entry
from domain.fold import fold
from domain.ids import CLINIC
from domain.policy.case import Case, case
from projections import caseload, due, erased, people, tables
from projections.view import View
from store.application import EventLog
from store.execute import ADDRESSES
from store.keys import Keystore


def _topics(*parts: str) -> frozenset[str]:
    return frozenset(topic for topic in REGISTRY if topic.partition(".")[0] in parts)


class Catalogue:
    """The views over a log, and how their subjects are read from it."""

    def __init__(self, log: EventLog, keystore: Keystore) -> None:
        self._log = log
        self._keystore = keystore
        topics = _topics("course", "check_in", "client", "clinic")
        self.views: tuple[View, ...] = (
            people.courses,
            people.addresses(self._client, lambda address: keystore.index(ADDRESSES, address)),
            people.sends,
            people.needs_person,
            due.messages,
            due.inbounds,
            due.courses(self._subjects, topics, self._courses),
            caseload.courses(self._subjects, _topics("course", "client", "clinic"), self._courses),
            *erased.views,
        )

    def _courses(self, connection: Connection, entry: Entry) -> Sequence[UUID]:
        """Return the courses that an event concerns: its own, those of its client, or all of them."""
        if entry.course is not None:
            return [entry.course]
        known = select(tables.courses.c.course)
        if entry.stream != CLINIC:
            known = known.where(tables.courses.c.client == entry.stream)
        return list(connection.execute(known).scalars())

    def _client(self, client: UUID, position: int) -> Client | None:
        found: Client | None = fold(clients.RULES, self._log.entries(client, position))
        return found

    def _subjects(self, course: UUID, position: int) -> tuple[Case, Client, Clinic] | None:
        found = case(self._log.case(course, position))
        if found is None:
            return None
        client = self._client(found.course.client, position)
        clinic: Clinic = fold(clinics.RULES, self._log.entries(CLINIC, position), clinics.EMPTY)
        if client is None or client.is_erased:
            return None
        return found, client, clinic
