"""The agenda of a session, drawn from the plan and from what has happened since the last one."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from domain.clinic.protocol import Measure, Protocol
from domain.clinic.state import Clinic
from domain.course.facts import Noted, standing
from domain.course.state import Session
from domain.erased import is_erased
from domain.instant import Instant
from domain.plan.state import Goal
from domain.policy.case import Case
from domain.values import Value, Wall
from domain.work import tasks
from domain.work.decisions import open_steps
from domain.work.state import Step
from domain.work.tasks import PhaseTask
from domain.work.values import OPENING_QUESTION

HALF = 2
"""Mid-course: half of the sessions that were agreed. From then on a plan review is due."""


class MoodSince(Value):
    """One answer of a check-in since the last session, from 0, the worst, to 10, the best."""

    week: str
    item: str
    value: int


class Unanswered(Value):
    """A check-in since the last session in which something stayed unanswered."""

    week: str
    items: list[str]


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """What a session is about to be about. Nothing in it is asked for: the clinician leaves out what does not fit.

    `session` is the next one booked, `number` of `sessions_agreed` as the client counts; none once all are held.
    `measures_due` are instruments by id; `focus` holds ids of problem areas.
    """

    version: int
    session: UUID | None
    starts: Wall | None
    number: int
    sessions_agreed: int
    phase: str
    opening_question: str
    last_session_on: date | None
    since_last: list[MoodSince]
    no_response: list[Unanswered]
    focus: list[UUID]
    open_goals: list[Goal]
    next_steps: list[Noted[Step]]
    tasks_due: list[PhaseTask]
    review_due: bool
    measures_due: list[str]


def agenda(case: Case, clinic: Clinic, now: Instant) -> Agenda:
    """Return the agenda of the next session."""
    course = case.course
    protocol = clinic.protocols[course.protocol].for_agreed(course.sessions_agreed)
    number = course.counted(protocol.counts) + 1
    coming = next((one for one in course.in_order() if one.is_booked and one.starts_at > now), None)
    last = _last_held(case, protocol)
    since = last.starts_at if last else Instant(0)
    return Agenda(
        version=course.version,
        session=coming.id if coming else None,
        starts=coming.slot.starts if coming else None,
        number=number,
        sessions_agreed=course.sessions_agreed,
        phase=course.phase,
        opening_question=OPENING_QUESTION,
        last_session_on=last.slot.starts.local.date() if last else None,
        since_last=_moods(case, since),
        no_response=_unanswered(case, since),
        focus=[focus.area for focus in case.formulation.in_focus()],
        open_goals=[goal for goal in case.plan.goals.values() if goal.is_open],
        next_steps=open_steps(case.work),
        tasks_due=tasks.due(case, protocol),
        review_due=review_due(case, number),
        measures_due=measures_due(case, protocol, number),
    )


def review_due(case: Case, number: int) -> bool:
    """Tell whether mid-course is reached and nobody has reviewed the plan."""
    return number * HALF > case.course.sessions_agreed and not standing(case.plan.reviews)


def measures_due(case: Case, protocol: Protocol, number: int) -> list[str]:
    """Return the instruments that the protocol has before the session with this number, and nobody filled in since."""
    last = _last_held(case, protocol)
    since = last.starts_at if last else Instant(-1)
    new = {one.content.instrument for one in standing(case.forms.forms) if one.content.at > since}
    return [one.instrument for one in protocol.measures if _falls_on(one, number) and one.instrument not in new]


def _falls_on(measure: Measure, number: int) -> bool:
    return (number - 1) % measure.every_sessions == 0


def _last_held(case: Case, protocol: Protocol) -> Session | None:
    held: Sequence[Session] = [one for one in case.course.in_order() if one.attendance in protocol.counts]
    return held[-1] if held else None


def _moods(case: Case, since: Instant) -> list[MoodSince]:
    """Return the answers of check-ins that closed after the last session, by week."""
    return [
        MoodSince(week=check_in.week, item=answer.item, value=answer.value)
        for check_in in sorted(case.check_ins.values(), key=lambda one: one.week)
        if check_in.closes_at > since
        for answer in check_in.answers
        if not is_erased(answer)
    ]


def _unanswered(case: Case, since: Instant) -> list[Unanswered]:
    return [
        Unanswered(week=one.week, items=one.remaining())
        for one in sorted(case.check_ins.values(), key=lambda one: one.week)
        if one.over == "closed" and one.closes_at > since and not any(is_erased(answer) for answer in one.answers)
    ]
