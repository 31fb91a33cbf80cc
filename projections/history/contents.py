"""What a case file holds.

Instants are datetimes in UTC, wall times carry their zone. What was erased reads `[erased]`, whatever
its type was, so a field that can be personal admits text.
"""

from datetime import date, datetime
from uuid import UUID

from domain.assessment.view import AssessmentView
from domain.client.contact import Contact
from domain.client.people import EmergencyContact, Gp
from domain.ending.due import FollowUpDue
from domain.ending.view import EndingView
from domain.forms.view import FormsView
from domain.formulation.view import FormulationView
from domain.frozen import Frozen
from domain.network.view import NetworkView
from domain.pathway.view import PathwayView
from domain.plan.view import PlanView
from domain.referral.state import Referral
from domain.safety.view import SafetyView
from domain.values import Wall
from domain.work.view import WorkView
from domain.working.view import WorkingView


class Rule(Frozen):
    """Rules of the clinic: `version` is that of the clinic's stream by which decisions cite them."""

    kind: str
    name: str
    version: int
    sha256: str
    adopted_at: datetime


class Header(Frozen):
    """Of what, and as of when: the position, and when the last row that counts was recorded."""

    course: UUID
    position: int
    recorded_at: datetime
    settings: Rule | None
    protocol: Rule | None
    rules: list[Rule]


class ConsentFact(Frozen):
    """One consent; `client_version` is the event that messages cite."""

    medium: str
    purpose: str
    how: str
    wording: str
    given_at: datetime
    withdrawn_at: datetime | None
    client_version: int


class ClientFacts(Frozen):
    """Who the client is, and how they may be reached."""

    id: UUID
    name: str
    zone: str
    language: str
    contact: Contact | str
    consents: list[ConsentFact]
    gp: Gp | None
    emergency_contact: EmergencyContact | None


class PauseFact(Frozen):
    """A stretch in which the course rested; open while `until` is None."""

    since: datetime
    until: datetime | None


class CourseFacts(Frozen):
    """Where the course stands; `sessions_counted` of `sessions_agreed` count by the protocol."""

    protocol: str
    protocol_version: int
    phase: str
    clinician: str
    opened_at: datetime
    sessions_agreed: int | str
    sessions_counted: int
    minutes: int | str
    check_ins: str
    paused: bool
    pauses: list[PauseFact]
    outcome: str | None
    discharged_on: date | None


class SessionFact(Frozen):
    """One session. `number` counts those that count towards the number agreed or still can; others have none.

    `sequence` is the iTIP SEQUENCE (RFC 5546) of its calendar entry.
    """

    id: UUID
    number: int | None
    starts: Wall
    starts_at: datetime
    minutes: int
    state: str
    place: str
    sequence: int


class AnswerFact(Frozen):
    """One answer of a check-in, from 0 (worst) to 10 (best), and the words that it was read from."""

    item: str
    value: int
    text: str


class CheckInFact(Frozen):
    """One check-in: its week (ISO 8601), how it went, and what stayed unanswered of what was asked."""

    id: UUID
    week: str
    state: str
    answers: list[AnswerFact] | str
    no_response: list[str]


class PlanChangeFact(Frozen):
    """One change of the plan."""

    recorded_at: datetime
    part: str
    change: str
    reason: str
    decided_by: str
    client_agreed: bool
    effective_on: date


class WindowFact(Frozen):
    """When a message may go: `ideal` is what the policy meant, before quiet and safe hours placed it."""

    ideal: datetime
    not_before: datetime
    on_time_until: datetime
    expires: datetime


class MessageFact(Frozen):
    """One message: `stage` is its code, `state` the same in words, `status` what the provider told last."""

    id: UUID
    kind: str
    subject: str
    about: list[UUID]
    medium: str
    stage: str
    state: str
    reason: str
    window: WindowFact
    attempts: int
    status: str


class ComingFact(Frozen):
    """Something that is owed next; `expected` says what would come of it if nothing changed until then."""

    id: UUID
    kind: str
    subject: str
    medium: str
    window: WindowFact
    because: str
    expected: str


class TimelineEntry(Frozen):
    """One event. `late` marks what was recorded more than a day after it happened."""

    position: int
    recorded_at: datetime
    occurred_at: datetime
    late: bool
    actor: str
    actor_id: UUID | None
    topic: str
    stream: UUID
    version: int
    sentence: str


class CaseFile(Frozen):
    """Everything about one course, as known at a position."""

    header: Header
    client: ClientFacts
    course: CourseFacts
    sessions: list[SessionFact]
    check_ins: list[CheckInFact]
    plan_changes: list[PlanChangeFact]
    assessment: AssessmentView
    measures: FormsView
    network: NetworkView
    safety: SafetyView
    formulation: FormulationView
    working: WorkingView
    referral: Referral | None
    pathway: PathwayView
    ending: EndingView
    follow_ups: list[FollowUpDue]
    plan: PlanView
    work: WorkView
    messages: list[MessageFact]
    coming: list[ComingFact]
    timeline: list[TimelineEntry]
