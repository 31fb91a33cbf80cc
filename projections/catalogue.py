"""All views together, over one log."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import Connection, select

from domain.client import state
from domain.client.events import Erased
from domain.client.state import Client
from domain.clinic import state as clinics
from domain.clinic.state import Clinic
from domain.course.state import Course
from domain.event import REGISTRY, Entry
from domain.fold import fold
from domain.ids import CLINIC
from domain.policy.case import Case, case
from projections import caseload, day, due, erased, people, tables
from projections.view import View
from store.application import EventLog
from store.execute import ADDRESSES
from store.keys import Keystore
from store.record import Trace


def _topics(*parts: str) -> frozenset[str]:
    return frozenset(topic for topic in REGISTRY if topic.partition(".")[0] in parts)


_ELSEWHERE = _topics("message", "check_in", "inbound", "line", "referral", "staff", "todo", "token")
_TELLING = frozenset(REGISTRY) - _ELSEWHERE
"""What can change the caseload: a course, the version of whose stream it shows; its client; the clinic."""


class Catalogue:
    """The views over a log, and how their subjects are read from it."""

    def __init__(self, log: EventLog, keystore: Keystore) -> None:
        self._log = log
        self._known: tuple[int, Clinic] | None = None
        topics = _topics("course", "check_in", "client", "clinic")
        self.views: tuple[View, ...] = (
            people.courses,
            people.addresses(self._clients, lambda address: keystore.index(ADDRESSES, address)),
            people.sends,
            people.needs_person,
            due.messages,
            due.inbounds,
            due.courses(self._cases, topics, self._concerned),
            caseload.courses(self._standing, _TELLING, self._concerned),
            *day.views,
            *erased.views,
        )

    def _concerned(self, connection: Connection, traces: Sequence[Trace]) -> Iterable[UUID]:
        """Return the courses that events concern: their own, those of their client, or all of them."""
        found = {trace.course for trace in traces if trace.course is not None}
        others = {trace.stream for trace in traces if trace.course is None}
        if not others:
            return found
        known = select(tables.courses.c.course)
        if CLINIC not in others:
            known = known.where(tables.courses.c.client.in_(others))
        return found.union(connection.execute(known).scalars())

    def _cases(self, courses: Sequence[UUID], position: int) -> Iterator[tuple[Case, Client, Clinic]]:
        """Yield courses with all that belongs to them."""
        found = [known for entries in self._log.cases(courses, position) if (known := case(entries))]
        clients = {one.id: one for one in self._clients({known.course.client for known in found}, position)}
        clinic = self._clinic(position)
        for known in found:
            client = clients.get(known.course.client)
            if client is not None and not client.is_erased:
                yield known, client, clinic

    def _standing(self, courses: Sequence[UUID], position: int) -> Iterator[tuple[Course, Clinic]]:
        """Yield courses without their messages and check-ins, which are the most of a case."""
        found = [known.course for entries in self._streams(courses, position) if (known := case(entries))]
        erased = self._log.several({course.client for course in found}, position, [Erased.topic])
        gone = {entry.stream for entry in erased}
        clinic = self._clinic(position)
        return ((course, clinic) for course in found if course.client not in gone)

    def _clients(self, clients: Collection[UUID], position: int, topics: Collection[str] = ()) -> Iterator[Client]:
        for entries in self._streams(clients, position, topics):
            found: Client | None = fold(state.RULES, entries)
            if found is not None:
                yield found

    def _clinic(self, position: int) -> Clinic:
        """Return the clinic, which every course of a chunk asks for as of the same position."""
        if self._known is None or self._known[0] != position:
            self._known = position, fold(clinics.RULES, self._log.entries(CLINIC, position), clinics.EMPTY)
        return self._known[1]

    def _streams(self, streams: Collection[UUID], position: int, topics: Collection[str] = ()) -> list[list[Entry]]:
        by_stream = defaultdict(list)
        for entry in self._log.several(streams, position, topics):
            by_stream[entry.stream].append(entry)
        return list(by_stream.values())
