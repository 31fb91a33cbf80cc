"""The catalogue: for each type of event the function that says it."""

from collections.abc import Callable
from typing import Any

from domain.check_in import events as check_in_events
from domain.client import events as client_events
from domain.clinic import events as clinic_events
from domain.course import events as course_events
from domain.event import Entry
from domain.inbound import events as inbound_events
from domain.line import events as line_events
from domain.message import events as message_events
from domain.referral import events as referral_events
from domain.token import events as token_events
from projections.audit import (
    assessment,
    check_in,
    client,
    clinic,
    course,
    day,
    ending,
    forms,
    formulation,
    inbound,
    line,
    message,
    network,
    pathway,
    referral,
    safety,
    sending,
    sessions,
    working,
)
from projections.audit import plan as plan_words
from projections.audit import work as work_words
from projections.audit.names import Names
from projections.audit.spoken import capital

Say = Callable[[Any, Entry, Names], str]

SENTENCES: dict[Any, Say] = {
    **assessment.SENTENCES,
    **forms.SENTENCES,
    **network.SENTENCES,
    **safety.SENTENCES,
    **formulation.SENTENCES,
    **working.SENTENCES,
    **plan_words.SENTENCES,
    **work_words.SENTENCES,
    **referral.SENTENCES,
    **pathway.SENTENCES,
    **ending.SENTENCES,
    **day.SENTENCES,
    course_events.Opened: course.opened,
    course_events.PhaseChanged: course.phase_changed,
    course_events.SessionBooked: sessions.session_booked,
    course_events.SessionMoved: sessions.session_moved,
    course_events.SessionPlaceChanged: sessions.session_place_changed,
    course_events.SessionCancelled: sessions.session_cancelled,
    course_events.AttendanceRecorded: sessions.attendance_recorded,
    course_events.CheckInsPlanned: course.check_ins_planned,
    course_events.CheckInsStopped: course.check_ins_stopped,
    course_events.CheckInRecorded: course.check_in_recorded,
    course_events.NoResponse: course.no_response,
    course_events.PlanChanged: course.plan_changed,
    course_events.SessionLengthChanged: sessions.session_length_changed,
    course_events.FrequencyAgreed: course.frequency_agreed,
    course_events.Paused: course.paused,
    course_events.Resumed: course.resumed,
    course_events.Discharged: course.discharged,
    client_events.Registered: client.registered,
    client_events.ContactChanged: client.contact_changed,
    client_events.ZoneChanged: client.zone_changed,
    client_events.ConsentGiven: client.consent_given,
    client_events.ConsentWithdrawn: client.consent_withdrawn,
    client_events.Erased: client.erased,
    client_events.GpNoted: client.gp_noted,
    client_events.EmergencyContactNoted: client.emergency_contact_noted,
    clinic_events.Adopted: clinic.adopted,
    clinic_events.Restored: clinic.restored,
    referral_events.Received: referral.received,
    referral_events.Accepted: referral.accepted,
    check_in_events.Opened: check_in.opened,
    check_in_events.Held: check_in.held,
    check_in_events.Skipped: check_in.skipped,
    check_in_events.Asked: check_in.asked,
    check_in_events.Answered: check_in.answered,
    check_in_events.Unread: check_in.unread,
    check_in_events.Completed: check_in.completed,
    check_in_events.Closed: check_in.closed,
    message_events.Owed: message.owed,
    message_events.Held: message.held,
    message_events.Skipped: message.skipped,
    message_events.Expired: message.expired,
    message_events.Superseded: message.superseded,
    message_events.NeedsPerson: message.needs_person,
    message_events.Dispatching: sending.dispatching,
    message_events.Sent: sending.sent,
    message_events.Unsent: sending.unsent,
    message_events.Refused: sending.refused,
    message_events.Ambiguous: sending.ambiguous,
    message_events.Reconciling: sending.reconciling,
    message_events.EvidenceMissing: sending.evidence_missing,
    message_events.StatusReported: sending.status_reported,
    inbound_events.Received: inbound.received,
    inbound_events.Read: inbound.read,
    inbound_events.Erased: inbound.erased,
    line_events.OptedOut: line.opted_out,
    line_events.OptedIn: line.opted_in,
    line_events.ConversationOpened: line.conversation_opened,
    line_events.ConversationClosed: line.conversation_closed,
    token_events.Issued: clinic.token_issued,
    token_events.Revoked: clinic.token_revoked,
}


def sentence(entry: Entry, names: Names) -> str:
    """Return what an entry says, in one or more sentences; `names` must have learnt it and what came before it."""
    say = SENTENCES.get(type(entry.event))
    if say is None:
        return f"Something was recorded that has no words here yet ({entry.event.topic})."
    return capital(say(entry.event, entry, names))
