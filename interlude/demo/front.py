"""The demo's front page, gathered: caseload, referrals without a course, and what needs a person."""

from dataclasses import dataclass
from uuid import UUID

from api.pages.sights import CourseLine, ReferralLine, WaitingLine
from domain.clinic.state import Clinic
from domain.course.values import Outcome
from domain.fold import fold
from domain.ids import INTERLUDE, course_of
from domain.message.values import Reason
from domain.referral import events as referral_events
from domain.referral import state as referrals
from interlude.demo.faces import Faces
from projections.audit.course import OUTCOMES
from projections.audit.inbound import FATES
from projections.audit.names import Names
from projections.audit.reasons import words
from projections.lists import Lists
from projections.rows import CaseloadRow, NeedsPersonRow
from store.execute import Executor

_MOST = 200


@dataclass(frozen=True)
class Front:
    """Looks at all courses together, from one moment."""

    lists: Lists
    executor: Executor
    faces: Faces

    def caseload(self) -> list[CourseLine]:
        """Return the courses: those that run by their next session, then the discharged ones."""
        clinic = self.executor.world(INTERLUDE).clinic()
        lines = [self._course(row, clinic) for row in self.lists.caseload(None, _MOST)]
        return sorted(lines, key=lambda line: (line.discharged, line.standing, line.next_session or 0, line.name))

    def referrals(self) -> list[ReferralLine]:
        """Return the referrals that have no course yet, the oldest first."""
        log = self.executor.log
        streams = [entry.stream for entry in log.since(0, _MOST, [referral_events.Received.topic])]
        return [line for stream in streams if not log.entries(course_of(stream)) for line in self._referral(stream)]

    def waiting(self) -> list[WaitingLine]:
        """Return what needs a person, the newest first."""
        rows = sorted(self.lists.needs_person(None, _MOST), key=lambda row: row.since, reverse=True)
        return [self._waiting(row) for row in rows]

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

    def _referral(self, stream: UUID) -> list[ReferralLine]:
        entries = self.executor.log.entries(stream)
        found: referrals.Referral = fold(referrals.RULES, entries)
        received = entries[0].event
        assert isinstance(received, referral_events.Received)
        return [
            ReferralLine(
                name=self.faces.client(found.client).name,
                source=received.source,
                received_on=found.received_on,
                accepted_on=found.accepted_on,
            )
        ]

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
