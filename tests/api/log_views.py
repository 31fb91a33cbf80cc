"""The views that the routes ask for, folded from the log on each call: slow, never behind, and nothing to keep."""

import time
from uuid import UUID, uuid4

from domain.client.events import ContactChanged
from domain.course.events import CheckInRecorded, Opened
from domain.course.state import Course
from domain.event import Entry, Event
from domain.message.events import NeedsPerson
from projections.rows import CaseloadRow, NeedsPersonRow
from store.execute import Executor


class LogViews:
    """Satisfies `api.services.Views`; `reached` is how far it lets itself have read (None is all)."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.reached: int | None = None
        self.waited_for: list[int] = []

    def wait_for(self, position: int, timeout: float) -> bool:
        self.waited_for.append(position)
        if self.reached is None or self.reached >= position:
            return True
        time.sleep(timeout)
        return False

    def caseload(self, after: UUID | None, limit: int) -> list[CaseloadRow]:
        rows = [self._row(entry.stream) for entry in self._of(Opened)]
        rows.sort(key=lambda row: row.course)
        return [row for row in rows if after is None or row.course > after][:limit]

    def needs_person(self, after: UUID | None, limit: int) -> list[NeedsPersonRow]:
        rows = [_waiting(entry) for entry in self._of(NeedsPerson)]
        rows.sort(key=lambda row: row.id)
        return [row for row in rows if after is None or row.id > after][:limit]

    def clients_at(self, line: UUID) -> list[UUID]:
        world = self._executor.world(uuid4())
        clients = {entry.stream for entry in self._of(ContactChanged)}
        return [client for client in clients if world.line_id(world.client(client).contact.phone) == line]

    def _of(self, kind: type[Event]) -> list[Entry]:
        log = self._executor.log
        return [entry for entry in log.since(0, 10_000) if isinstance(entry.event, kind)]

    def _row(self, course: UUID) -> CaseloadRow:
        world = self._executor.world(uuid4())
        known = world.case(course).course
        client = world.client(known.client)
        ahead = [session.starts_at for session in known.in_order() if session.is_booked]
        return CaseloadRow(
            course=course,
            client=client.id,
            name=client.name,
            clinician=known.clinician,
            phase=known.phase,
            protocol=f"{known.protocol[0]} version {known.protocol[1]}",
            sessions_agreed=known.sessions_agreed,
            sessions_counted=known.counted(world.clinic().protocols[known.protocol].counts),
            next_session=ahead[0] if ahead else None,
            paused=known.is_paused,
            outcome=known.outcome,
            last_mood=self._mood(known),
            version=known.version,
        )

    def _mood(self, course: Course) -> int | None:
        recorded = [entry.event for entry in self._of(CheckInRecorded) if entry.stream == course.id]
        answers = [answer for event in recorded if isinstance(event, CheckInRecorded) for answer in event.answers]
        moods = [answer.value for answer in answers if answer.item == "mood"]
        return moods[-1] if moods else None


def _waiting(entry: Entry) -> NeedsPersonRow:
    assert isinstance(entry.event, NeedsPerson)
    return NeedsPersonRow(
        id=entry.stream,
        kind="message",
        course=entry.course,
        client=entry.subject,
        since=entry.occurred_at,
        reason=entry.event.reason.code,
        facts=entry.event.reason.facts,
    )
