"""Which notices of bookings and changes are owed: an email with the calendar entry of each session."""

from collections.abc import Iterator
from itertools import groupby

from domain.client.contact import Medium, Purpose
from domain.client.state import Client
from domain.clinic.settings import Settings
from domain.course.state import Session
from domain.ids import message_id
from domain.message.state import IN_FLIGHT, Stage
from domain.message.values import Appointment, Details, Kind, Obligation, Reason
from domain.policy.case import Case
from domain.policy.reminders import appointment
from domain.policy.windows import window

_SINCE_BOOKING = 0


def notices(case: Case, client: Client, settings: Settings) -> Iterator[Obligation]:
    """Yield one notice for the unchanged sessions of each booking, and one for each session changed since."""
    sessions = case.course.in_order()
    booked = sorted((one for one in sessions if one.is_booked and one.sequence == _SINCE_BOOKING), key=_series)
    for series, together in groupby(booked, key=_series):
        yield _notice(case, client, settings, occurrence=f"{series}:{_SINCE_BOOKING}", sessions=list(together))
    for session in sessions:
        if session.sequence > _SINCE_BOOKING and _is_news(case, session):
            occurrence = f"{session.id}:{session.sequence}"
            yield _notice(case, client, settings, occurrence=occurrence, sessions=[session])


def _series(session: Session) -> str:
    return str(session.series)


def _is_news(case: Case, session: Session) -> bool:
    """Tell whether the client must hear of a changed session; of a cancelled one only who knew of it."""
    return session.is_booked or (session.cancelled_by is not None and _told(case, session) is not None)


def _told(case: Case, session: Session) -> Appointment | None:
    """Return what the client was last told of a session, by a message that went or may have gone."""
    gone = (one for one in case.messages.values() if one.stage is Stage.SENT or one.stage in IN_FLIGHT)
    told = [one for message in gone for one in message.obligation.details.appointments if one.session == session.id]
    return max(told, key=lambda one: one.sequence, default=None)


def _appointment(case: Case, session: Session) -> Appointment:
    """Return what a notice says of a session; its old time is the one that the client knows, however often it moved."""
    told = _told(case, session)
    if session.cancelled_by is not None:
        return appointment(session, "cancelled")
    if not session.sequence or told is None:
        return appointment(session, "booked")
    return appointment(session, "moved", was=told.starts if told.starts != session.slot.starts else None)


def _notice(case: Case, client: Client, settings: Settings, *, occurrence: str, sessions: list[Session]) -> Obligation:
    course = case.course
    told = [_appointment(case, session) for session in sessions]
    return Obligation(
        message=message_id(course.id, Kind.NOTICE, occurrence),
        kind=Kind.NOTICE,
        occurrence=occurrence,
        medium=Medium.EMAIL,
        purpose=Purpose.APPOINTMENTS,
        course=course.id,
        client=client.id,
        about=[session.id for session in sessions],
        wording=Kind.NOTICE.value,
        window=window(
            client,
            settings.quiet_hours,
            ideal=max(session.changed_at for session in sessions),
            grace_minutes=settings.notices.grace_minutes,
            latest=max(session.starts_at for session in sessions),
            may_precede=False,
        ),
        because=Reason(code=f"session-{told[0].status}", facts={"sessions": len(told)}),
        details=Details(appointments=told),
    )
