"""A case file as an auditor reads it on a terminal."""

from collections.abc import Iterator
from datetime import datetime

from projections.audit import client as client_words
from projections.audit import spoken
from projections.history import clinical_text, course_text, pathway_text
from projections.history.contents import (
    CaseFile,
    CheckInFact,
    ClientFacts,
    ComingFact,
    ConsentFact,
    CourseFacts,
    Header,
    MessageFact,
    PlanChangeFact,
    SessionFact,
    TimelineEntry,
)
from projections.history.plain import joined, listed, wrapped


def to_text(file: CaseFile) -> str:
    """Return a case file as text of at most 100 columns; instants are in UTC, sentences on the client's clock."""
    return joined(
        [
            *_header(file.header),
            *listed("Client", _client(file.client)),
            *listed("Course", _course(file.course)),
            *listed("Sessions", (_session(one, file.course) for one in file.sessions)),
            *listed("Check-ins", (_check_in(one) for one in file.check_ins)),
            *listed("Changes of the plan", (_plan_change(one) for one in file.plan_changes)),
            *clinical_text.sections(file),
            *pathway_text.sections(file),
            *course_text.sections(file),
            *listed("Messages", (_message(one) for one in file.messages)),
            *listed("Owed next", (_coming(one) for one in file.coming)),
            *listed("Timeline", (_entry(one) for one in file.timeline)),
        ]
    )


def stamp(at: datetime) -> str:
    """Return an instant to the second, in UTC."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _header(header: Header) -> list[str]:
    lines = wrapped(f"Case history of course {header.course}", first="")
    lines += wrapped(f"as known at position {header.position}, last recorded {stamp(header.recorded_at)}", first="")
    for rule in header.rules:
        adopted = f"version {rule.version} of the clinic, adopted {stamp(rule.adopted_at)}"
        lines += wrapped(f"{rule.kind} {rule.name}: {adopted}, sha256 {rule.sha256}", first="")
    return lines


def _client(client: ClientFacts) -> Iterator[str]:
    yield f"{client.name} ({client.id}), on the clock of {client.zone}, language {client.language}"
    contact = client.contact
    yield contact if isinstance(contact, str) else "; ".join(client_words.facts(contact))
    yield from (_consent(one) for one in client.consents)
    yield from clinical_text.around(client)


def _consent(one: ConsentFact) -> str:
    until = f" until {stamp(one.withdrawn_at)}" if one.withdrawn_at else ""
    given = f"{one.how}, {stamp(one.given_at)}{until}, client event {one.client_version}"
    return f"consent to {one.medium} about {one.purpose}: {given}{spoken.giving(one.wording)}"


def _course(course: CourseFacts) -> Iterator[str]:
    yield f"protocol {course.protocol} version {course.protocol_version}, {course.phase} phase, {course.clinician}"
    yield f"{course.sessions_counted} of {course.sessions_agreed} sessions, {course.minutes} minutes each"
    yield f"check-ins: {course.check_ins}"
    for pause in course.pauses:
        yield f"paused from {stamp(pause.since)} {f'to {stamp(pause.until)}' if pause.until else 'on'}"
    if course.outcome and course.discharged_on:
        yield f"discharged on {spoken.day(course.discharged_on)}: {course.outcome}"


def _session(one: SessionFact, course: CourseFacts) -> str:
    number = f"{one.number} of {course.sessions_agreed}" if one.number else "-"
    return f"{number}: {spoken.wall(one.starts)}, {one.minutes} minutes, {one.place}: {one.state}"


def _check_in(one: CheckInFact) -> str:
    answers = one.answers
    given = answers if isinstance(answers, str) else ", ".join(f"{a.item} {a.value} ('{a.text}')" for a in answers)
    missed = f"no response about {spoken.listed(one.no_response)}" if one.no_response else ""
    return "; ".join(part for part in (f"week {one.week}: {one.state}", given, missed) if part)


def _plan_change(one: PlanChangeFact) -> str:
    agreed = "with" if one.client_agreed else "without"
    who = f"{one.decided_by}, {agreed} the client's agreement, from {spoken.day(one.effective_on)}"
    return f"{stamp(one.recorded_at)} {one.part}: {one.change}; {one.reason} ({who})"


def _message(one: MessageFact) -> str:
    tried = f", {spoken.count(one.attempts, 'attempt')}" if one.attempts else ""
    return f"{one.subject} by {one.medium}: {one.state}{tried}: {one.reason} [{one.id}]"


def _coming(one: ComingFact) -> str:
    expected = f": {one.expected}" if one.expected else ""
    return f"{stamp(one.window.not_before)} {one.subject} by {one.medium}{expected} [{one.id}]"


def _entry(one: TimelineEntry) -> str:
    late = f" (late: it happened {stamp(one.occurred_at)})" if one.late else ""
    return f"{one.position} {stamp(one.recorded_at)} {one.actor}{late}: {one.sentence}"
