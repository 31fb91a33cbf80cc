"""The course of a case file: where it stands, its sessions, check-ins and changes of the plan."""

from collections.abc import Iterator
from typing import Any

from domain.check_in.state import CheckIn
from domain.course import events
from domain.course.state import Course, Session
from domain.erased import ERASED, is_erased
from domain.instant import Instant, moment
from domain.message.values import Reason
from projections.audit import course as course_words
from projections.audit import sessions as session_words
from projections.audit import spoken
from projections.audit.reasons import words
from projections.history.contents import (
    AnswerFact,
    CheckInFact,
    CourseFacts,
    PauseFact,
    PlanChangeFact,
    SessionFact,
)
from projections.history.known import Known


def course(known: Known) -> CourseFacts:
    """Return where the course stood."""
    found = known.case.course
    return CourseFacts(
        protocol=found.protocol[0],
        protocol_version=found.protocol[1],
        phase=found.phase,
        clinician=str(found.clinician),
        opened_at=moment(found.opened_at),
        sessions_agreed=_number(found.sessions_agreed),
        sessions_counted=found.counted(_counts(known)),
        minutes=_number(found.minutes),
        check_ins=_planned(found),
        paused=found.is_paused,
        pauses=[PauseFact(since=moment(one.since), until=_or_none(one.until)) for one in found.pauses],
        outcome=course_words.OUTCOMES[found.outcome] if found.outcome else None,
        discharged_on=found.discharged_on,
    )


def _or_none(at: Instant | None) -> Any:
    return None if at is None else moment(at)


def _number(value: int) -> int | str:
    """Return a number, or what stands in its place where it was erased with a change of the plan."""
    return str(value) if is_erased(value) else value


def _counts(known: Known) -> list[str]:
    protocol = known.clinic.protocols.get(known.case.course.protocol)
    return protocol.counts if protocol else []


def _planned(found: Course) -> str:
    if found.check_ins is None:
        return "none planned"
    plan = found.check_ins.plan
    return f"{spoken.listed(plan.items)}, every {spoken.WEEKDAYS[plan.weekday]} at {spoken.clock(plan.at)}"


def sessions(known: Known) -> list[SessionFact]:
    """Return the sessions in the order in which they start, numbered as the client counts them."""
    counts = set(_counts(known))
    facts: list[SessionFact] = []
    number = 0
    for session in known.case.course.in_order():
        counting = session.is_booked or session.attendance in counts
        number += counting
        facts.append(_session(session, number if counting else None))
    return facts


def _session(session: Session, number: int | None) -> SessionFact:
    return SessionFact(
        id=session.id,
        number=number,
        starts=session.slot.starts,
        starts_at=moment(session.starts_at),
        minutes=session.slot.minutes,
        state=_state(session),
        place=spoken.place(session.place),
        sequence=session.sequence,
    )


def _state(session: Session) -> str:
    if session.attendance is not None:
        return session_words.ATTENDED[session.attendance]
    if session.cancelled_by is not None:
        return f"cancelled by {session_words.PARTIES[session.cancelled_by]}"
    return "lapsed at discharge" if session.lapsed else "booked"


def check_ins(known: Known) -> list[CheckInFact]:
    """Return the check-ins by week."""
    ordered = sorted(known.case.check_ins.values(), key=lambda one: (one.week, one.id))
    return [_check_in(one, known) for one in ordered]


def _check_in(one: CheckIn, known: Known) -> CheckInFact:
    erased = any(is_erased(answer) for answer in one.answers)
    answered = set() if erased else {answer.item for answer in one.answers}
    missed = [item for item in one.asked if item not in answered] if one.over == "closed" and not erased else []
    answers = [AnswerFact(item=answer.item, value=answer.value, text=answer.text) for answer in _plain(one)]
    return CheckInFact(
        id=one.id,
        week=one.week,
        state=_progress(one, known),
        answers=str(ERASED) if erased else answers,
        no_response=missed,
    )


def _plain(one: CheckIn) -> Iterator[Any]:
    return (answer for answer in one.answers if not is_erased(answer))


def _progress(one: CheckIn, known: Known) -> str:
    """Return how a check-in went, with the reason of its last event where that has one."""
    why = ""
    for entry in known.rows.of(one.id):
        reason: Reason | None = getattr(entry.event, "reason", None)
        why = f": {words(reason, known.names)}" if reason else ""
    ended = {"completed": "answered", "closed": "over with something unanswered", "skipped": "left out"}
    return f"{ended.get(one.over) or ('open' if one.opened else 'put off')}{why}"


def plan_changes(known: Known) -> Iterator[PlanChangeFact]:
    """Yield the changes of the plan."""
    for entry in known.rows.of(known.case.course.id):
        event = entry.event
        if isinstance(event, events.PlanChanged):
            yield PlanChangeFact(
                recorded_at=moment(entry.recorded_at),
                part=course_words.PARTS[event.part],
                change=str(event.change),
                reason=str(event.reason),
                decided_by=str(event.decided_by),
                client_agreed=event.client_agreed,
                effective_on=event.effective_on,
            )
