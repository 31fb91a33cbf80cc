"""How each event changes a course."""

from uuid import UUID

import msgspec

from domain.course import events
from domain.course.state import Course, Pause, PlannedCheckIns, Session
from domain.course.values import PlanPart
from domain.event import Entry
from domain.fold import Rules
from domain.pathway import evolve as pathway

change = msgspec.structs.replace


def _opened(_: None, event: events.Opened, entry: Entry) -> Course:
    return Course(
        id=entry.stream,
        version=entry.version,
        client=event.client,
        referral=event.referral,
        protocol=(event.protocol, event.protocol_version),
        sessions_agreed=event.sessions_agreed,
        clinician=event.clinician,
        phase=event.phase,
        opened_at=entry.occurred_at,
        phases=((event.phase, entry.occurred_at),),
    )


def _phase(course: Course, event: events.PhaseChanged, entry: Entry) -> Course:
    phases = (*course.phases, (event.phase, entry.occurred_at))
    return change(course, version=entry.version, phase=event.phase, phases=phases)


def _with(course: Course, entry: Entry, session: UUID, **changed: object) -> Course:
    after = change(course.sessions[session], **changed)
    return change(course, version=entry.version, sessions={**course.sessions, session: after})


def _booked(course: Course, event: events.SessionBooked, entry: Entry) -> Course:
    session = Session(
        id=event.session,
        series=event.series,
        slot=event.slot,
        place=event.place,
        booked_at=entry.occurred_at,
        changed_at=entry.occurred_at,
    )
    return change(course, version=entry.version, sessions={**course.sessions, event.session: session})


def _moved(course: Course, event: events.SessionMoved, entry: Entry) -> Course:
    before = course.sessions[event.session]
    slot = change(before.slot, starts=event.starts)
    return _told(course, entry, before, slot=slot)


def _length(course: Course, event: events.SessionLengthChanged, entry: Entry) -> Course:
    before = course.sessions[event.session]
    return _told(course, entry, before, slot=change(before.slot, minutes=event.minutes))


def _frequency(course: Course, event: events.FrequencyAgreed, entry: Entry) -> Course:
    return change(course, version=entry.version, every_days=event.every_days)


def _place(course: Course, event: events.SessionPlaceChanged, entry: Entry) -> Course:
    return _told(course, entry, course.sessions[event.session], place=event.place)


def _cancelled(course: Course, event: events.SessionCancelled, entry: Entry) -> Course:
    return _told(course, entry, course.sessions[event.session], cancelled_by=event.by)


def _told(course: Course, entry: Entry, before: Session, **changed: object) -> Course:
    return _with(course, entry, before.id, sequence=before.sequence + 1, changed_at=entry.occurred_at, **changed)


def _attendance(course: Course, event: events.AttendanceRecorded, entry: Entry) -> Course:
    return _with(course, entry, event.session, attendance=event.attendance)


def _planned(course: Course, event: events.CheckInsPlanned, entry: Entry) -> Course:
    return change(course, version=entry.version, check_ins=PlannedCheckIns(event.plan, entry.occurred_at))


def _stopped(course: Course, event: events.CheckInsStopped, entry: Entry) -> Course:
    del event
    return change(course, version=entry.version, check_ins=None)


def _plan(course: Course, event: events.PlanChanged, entry: Entry) -> Course:
    agreed = course.sessions_agreed
    if event.part is PlanPart.SESSION_NUMBER and event.sessions_agreed is not None:
        agreed = event.sessions_agreed
    minutes = event.minutes or course.minutes
    return change(course, version=entry.version, sessions_agreed=agreed, minutes=minutes)


def _paused(course: Course, event: events.Paused, entry: Entry) -> Course:
    del event
    return change(course, version=entry.version, pauses=(*course.pauses, Pause(entry.occurred_at)))


def _resumed(course: Course, event: events.Resumed, entry: Entry) -> Course:
    del event
    over = change(course.pauses[-1], until=entry.occurred_at)
    return change(course, version=entry.version, pauses=(*course.pauses[:-1], over))


def _discharged(course: Course, event: events.Discharged, entry: Entry) -> Course:
    sessions = dict(course.sessions)
    for lapsed in event.lapsed:
        sessions[lapsed] = change(sessions[lapsed], lapsed=True)
    return change(
        course,
        version=entry.version,
        sessions=sessions,
        outcome=event.outcome,
        discharged_on=event.discharged_on,
    )


def _noted(course: Course, event: events.CheckInRecorded | events.NoResponse, entry: Entry) -> Course:
    del event
    return change(course, version=entry.version)


RULES: Rules = {
    events.Opened: _opened,
    events.PhaseChanged: _phase,
    events.SessionBooked: _booked,
    events.SessionMoved: _moved,
    events.SessionPlaceChanged: _place,
    events.SessionCancelled: _cancelled,
    events.AttendanceRecorded: _attendance,
    events.CheckInsPlanned: _planned,
    events.CheckInsStopped: _stopped,
    events.CheckInRecorded: _noted,
    events.NoResponse: _noted,
    events.PlanChanged: _plan,
    events.SessionLengthChanged: _length,
    events.FrequencyAgreed: _frequency,
    events.Paused: _paused,
    events.Resumed: _resumed,
    events.Discharged: _discharged,
    **pathway.RULES,
}
