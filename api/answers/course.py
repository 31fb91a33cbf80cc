"""The course and its sessions as the API shows them."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from api.answers.moments import Moment
from domain.clinic.state import Clinic
from domain.course.state import Course, Session
from domain.course.values import Attendance, CheckInPlan, Outcome, Party, Place
from domain.forms.view import risk_assessment_asked_for
from domain.instant import moment
from domain.policy.case import Case
from domain.values import Wall


class SessionAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One session. `number` counts those that count or may still: none for what was cancelled or not attended.

    `sequence` is raised by each change that the client must know (RFC 5546).
    """

    id: UUID
    series: UUID
    number: int | None
    starts: Wall
    starts_at: Moment
    minutes: int
    place: Place
    state: Literal["booked", "held", "cancelled", "lapsed"]
    attendance: Attendance | None
    cancelled_by: Party | None
    sequence: int


class CourseAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Where a course stands; its sessions in the order in which they start, session `number` of `sessions_agreed`."""

    id: UUID
    version: int
    client: UUID
    referral: UUID
    protocol: str
    protocol_version: int
    clinician: str
    phase: str
    phase_name: str
    opened_at: Moment
    sessions_agreed: int
    sessions_counted: int
    minutes: int
    paused: bool
    risk_assessment_asked_for: bool
    check_ins: CheckInPlan | None
    outcome: Outcome | None
    discharged_on: date | None
    sessions: list[SessionAnswer]


def course_answer(case: Case, clinic: Clinic) -> CourseAnswer:
    """Return a course as an answer, under the protocol that it follows."""
    course = case.course
    protocol = clinic.protocols[course.protocol]
    phase = protocol.phase(course.phase)
    return CourseAnswer(
        id=course.id,
        version=course.version,
        client=course.client,
        referral=course.referral,
        protocol=protocol.name,
        protocol_version=protocol.version,
        clinician=course.clinician,
        phase=course.phase,
        phase_name=phase.name if phase else course.phase,
        opened_at=moment(course.opened_at),
        sessions_agreed=course.sessions_agreed,
        sessions_counted=course.counted(protocol.counts),
        minutes=course.minutes,
        paused=course.is_paused,
        risk_assessment_asked_for=risk_assessment_asked_for(case),
        check_ins=course.check_ins.plan if course.check_ins else None,
        outcome=course.outcome,
        discharged_on=course.discharged_on,
        sessions=_sessions(course, protocol.counts),
    )


def _sessions(course: Course, counts: list[str]) -> list[SessionAnswer]:
    answers: list[SessionAnswer] = []
    number = 0
    for session in course.in_order():
        counted = session.is_booked or session.attendance in counts
        number += counted
        answers.append(_session(session, number if counted else None))
    return answers


def _session(session: Session, number: int | None) -> SessionAnswer:
    return SessionAnswer(
        id=session.id,
        series=session.series,
        number=number,
        starts=session.slot.starts,
        starts_at=moment(session.starts_at),
        minutes=session.slot.minutes,
        place=session.place,
        state=_state(session),
        attendance=session.attendance,
        cancelled_by=session.cancelled_by,
        sequence=session.sequence,
    )


def _state(session: Session) -> Literal["booked", "held", "cancelled", "lapsed"]:
    if session.attendance is not None:
        return "held"
    if session.cancelled_by is not None:
        return "cancelled"
    return "lapsed" if session.lapsed else "booked"
