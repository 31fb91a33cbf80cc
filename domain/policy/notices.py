"""Which notices of bookings and changes are owed: an email with the calendar entry of each session."""

from collections.abc import Iterator
from itertools import groupby

from domain.client.contact import Medium, Purpose
from domain.client.state import Client
from domain.clinic.settings import Settings
from domain.course.state import Session
from domain.ids import message_id
from domain.message.state import IN_FLIGHT, Stage
from domain.message.values import Details, Kind, Obligation, Reason
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
    return session.is_booked or (session.cancelled_by is not None and _knows(case, session))


def _knows(case: Case, session: Session) -> bool:
    return any(
        session.id in message.obligation.about and (message.stage is Stage.SENT or message.stage in IN_FLIGHT)
        for message in case.messages.values()
    )


def _status(case: Case, session: Session) -> str:
    if session.cancelled_by is not None:
        return "cancelled"
    return "moved" if session.sequence and _knows(case, session) else "booked"


def _notice(case: Case, client: Client, settings: Settings, *, occurrence: str, sessions: list[Session]) -> Obligation:
    course = case.course
    told = [appointment(session, _status(case, session)) for session in sessions]
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
        ),
        because=Reason(code=f"session-{told[0].status}", facts={"sessions": len(told)}),
        details=Details(appointments=told),
    )
