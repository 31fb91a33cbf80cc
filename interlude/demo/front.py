"""The demo's front page, gathered: caseload, referrals without a course, follow-ups, and what needs a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from api.pages.sights import CourseLine, FollowUpLine, ReferralLine, WaitingLine
from domain.clinic.state import Clinic
from domain.course.values import Outcome
from domain.ending.due import Standing, follow_ups
from domain.event import Entry
from domain.fold import fold
from domain.forms.events import Recorded, Rescored
from domain.ids import INTERLUDE, course_of
from domain.instant import Instant
from domain.message.values import Reason
from domain.referral import events as referral_events
from domain.referral import state as referrals
from domain.safety.events import RiskAssessed
from domain.values import local_time
from interlude.demo.faces import Faces
from projections.audit.course import OUTCOMES
from projections.audit.inbound import FATES
from projections.audit.names import Names
from projections.audit.reasons import words
from projections.lists import Lists
from projections.rows import CaseloadRow, NeedsPersonRow
from store.execute import Executor

_MOST = 200
_MANY = 10_000
_SOON = timedelta(days=31)
_PIPELINE = ("accepted", "offered", "waiting", "screened", "received", "declined")
_OF_RISK = (Recorded.topic, Rescored.topic, RiskAssessed.topic)


@dataclass(frozen=True)
class Front:
    """Looks at all courses together, from one moment."""

    lists: Lists
    executor: Executor
    faces: Faces

    @cached_property
    def _rows(self) -> list[CaseloadRow]:
        return self.lists.caseload(None, _MOST)

    def caseload(self) -> list[CourseLine]:
        """Return the courses: those that run by their next session, then the discharged ones."""
        clinic = self.executor.world(INTERLUDE).clinic()
        lines = [self._course(row, clinic) for row in self._rows]
        return sorted(lines, key=lambda line: (line.discharged, line.standing, line.next_session or 0, line.name))

    def referrals(self) -> list[ReferralLine]:
        """Return the referrals that have no course, those that came furthest first, declined ones last."""
        log = self.executor.log
        streams = [entry.stream for entry in log.since(0, _MOST, [referral_events.Received.topic])]
        lines = [self._referral(stream) for stream in streams if not log.entries(course_of(stream))]
        return sorted(lines, key=lambda line: (_PIPELINE.index(line.stage), line.since))

    def follow_ups(self, now: Instant) -> list[FollowUpLine]:
        """Return the follow-ups that are due, or will be within a month, by day."""
        lines = [line for row in self._rows if row.outcome for line in self._follow_ups(row, now)]
        return sorted(lines, key=lambda line: line.due_on)

    def _follow_ups(self, row: CaseloadRow, now: Instant) -> Iterator[FollowUpLine]:
        world = self.executor.world(INTERLUDE)
        found, client = world.case(row.course), self.faces.client(row.client)
        protocol, today = world.clinic().protocols[found.course.protocol], local_time(now, client.zone).date()
        for one in follow_ups(found.course, found.ending, client, protocol, today):
            soon = one.standing is Standing.TO_COME and one.due_on - today <= _SOON
            if soon or one.standing in {Standing.DUE, Standing.OVERDUE}:
                yield FollowUpLine(
                    course=row.course,
                    name=row.name,
                    month=one.month,
                    due_on=one.due_on,
                    until=one.until,
                    standing=one.standing.value,
                )

    def waiting(self) -> list[WaitingLine]:
        """Return what needs a person: risk answers without an assessment, then all else, the newest first."""
        rows = sorted(self.lists.needs_person(None, _MOST), key=lambda row: row.since, reverse=True)
        return [*self._at_risk(), *(self._waiting(row) for row in rows)]

    def _at_risk(self) -> list[WaitingLine]:
        latest: dict[UUID | None, Entry] = {}
        for entry in self.executor.log.since(0, _MANY, _OF_RISK):
            if getattr(entry.event, "risk", True):
                latest[entry.course] = entry
        return [self._risk(entry) for entry in latest.values() if not isinstance(entry.event, RiskAssessed)]

    def _risk(self, entry: Entry) -> WaitingLine:
        assert entry.course is not None
        return WaitingLine(
            id=entry.stream,
            kind="risk",
            name=self.faces.client_of(entry.course).name,
            course=entry.course,
            medium="",
            line=None,
            since=entry.occurred_at,
            why="A form holds a risk answer: a risk assessment is asked for",
        )

    def _course(self, row: CaseloadRow, clinic: Clinic) -> CourseLine:
        protocols = {f"{name} version {version}": found for (name, version), found in clinic.protocols.items()}
        phase = protocols[row.protocol].phase(row.phase)
        outcome = OUTCOMES[Outcome(row.outcome)] if row.outcome else ""
        return CourseLine(
            course=row.course,
            name=row.name,
            zone=self.faces.client(row.client).zone,
            clinician=row.clinician,
            phase=phase.name if phase else row.phase,
            counted=row.sessions_counted,
            agreed=row.sessions_agreed,
            next_session=row.next_session,
            last_mood=row.last_mood,
            standing=outcome or ("paused" if row.paused else ""),
            discharged=bool(row.outcome),
        )

    def _referral(self, stream: UUID) -> ReferralLine:
        entries = self.executor.log.entries(stream)
        found: referrals.Referral = fold(referrals.RULES, entries)
        received = entries[0].event
        assert isinstance(received, referral_events.Received)
        return ReferralLine(
            name=self.faces.client(found.client).name,
            source=received.source,
            received_on=found.received_on,
            stage=found.stage.value,
            since=found.since,
        )

    def _waiting(self, row: NeedsPersonRow) -> WaitingLine:
        if row.kind == "message":
            name = self.faces.client(row.client).name if row.client else ""
            why = words(Reason(code=row.reason, facts=row.facts), Names())
            return WaitingLine(
                id=row.id, kind=row.kind, name=name, course=row.course, medium="", line=None, since=row.since, why=why
            )
        inbound = self.executor.world(INTERLUDE).inbound(row.id)
        assert inbound is not None
        users = self.faces.users(inbound.line)
        client = self.faces.client(row.client) if row.client else users[0] if len(users) == 1 else None
        return WaitingLine(
            id=row.id,
            kind=row.kind,
            name=client.name if client else "somebody unknown",
            course=row.course or (self.faces.course(client.id) if client else None),
            medium="sms",
            line=inbound.line,
            since=row.since,
            why=f"{FATES[row.reason]}: {row.facts.get('because', '')}".rstrip(": "),
            text=inbound.text,
        )
