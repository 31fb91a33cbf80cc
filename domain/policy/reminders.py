"""Which reminders of sessions are owed."""

from collections.abc import Iterator

from domain.client.contact import Medium, Purpose
from domain.client.state import Client
from domain.clinic.settings import Reminder, Settings
from domain.course.state import Course, Session
from domain.ids import message_id
from domain.instant import MINUTE, Instant, later
from domain.message.values import Appointment, Details, Kind, Obligation, Reason
from domain.policy.case import Case
from domain.policy.windows import window
from domain.values import Wall


def reminders(case: Case, client: Client, settings: Settings) -> Iterator[Obligation]:
    """Yield the reminders of every session that is still to take place."""
    slots = ((Kind.REMINDER, settings.reminders.first), (Kind.LAST_REMINDER, settings.reminders.last))
    for session in case.course.in_order():
        if session.is_booked:
            enabled = ((kind, slot) for kind, slot in slots if slot.enabled)
            yield from (_reminder(case.course, session, kind, slot, client, settings) for kind, slot in enabled)


def ideal(session: Session, slot: Reminder) -> Instant:
    """Return when a slot would have its reminder go.

    Days count on the wall clock of the session's zone ("the same time the day before"), minutes elapse.
    """
    starts = session.slot.starts
    if slot.days_before:
        return starts.days_earlier(slot.days_before).instant()
    return later(starts.instant(), -slot.minutes_before * MINUTE)


def _reminder(
    course: Course, session: Session, kind: Kind, slot: Reminder, client: Client, settings: Settings
) -> Obligation:
    occurrence = f"{session.id}:{session.slot.starts.local.isoformat()}"
    return Obligation(
        message=message_id(course.id, kind, occurrence),
        kind=kind,
        occurrence=occurrence,
        medium=Medium.SMS,
        purpose=Purpose.APPOINTMENTS,
        course=course.id,
        client=client.id,
        about=[session.id],
        wording=kind.value,
        window=window(
            client,
            settings.quiet_hours,
            ideal=ideal(session, slot),
            grace_minutes=slot.grace_minutes,
            latest=later(session.starts_at, -slot.latest_minutes_before * MINUTE),
        ),
        because=Reason(
            code="session-is-near",
            facts={"days_before": slot.days_before, "minutes_before": slot.minutes_before},
        ),
        details=Details(appointments=[appointment(session, "booked")]),
    )


def appointment(session: Session, status: str, was: Wall | None = None) -> Appointment:
    """Return what a message tells of a session; `was` is the time that it takes the place of."""
    return Appointment(
        session=session.id,
        sequence=session.sequence,
        status=status,
        starts=session.slot.starts,
        minutes=session.slot.minutes,
        mode=session.place.mode,
        where=session.place.where,
        was=was,
    )
