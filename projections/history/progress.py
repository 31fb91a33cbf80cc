"""The progress of a course, as known at a position: the same folds over a shorter log, no second path for history."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from domain.clinic import state as clinics
from domain.clinic.state import Clinic
from domain.course.events import PlanChanged
from domain.course.facts import standing
from domain.course.values import Party
from domain.erased import is_erased
from domain.errors import NotFound
from domain.event import Entry
from domain.fold import fold
from domain.ids import CLINIC
from domain.instant import moment
from domain.network.view import growth
from domain.plan.state import Goal
from domain.plan.view import attained, level
from domain.policy.case import Case, case
from domain.work.adherence import adherence
from projections.history import scores
from projections.history.progress_contents import (
    Attended,
    CheckInPoint,
    GoalProgress,
    PhaseMark,
    PlanMark,
    Progress,
    SkillPoint,
)
from store.application import EventLog


def progress_of(log: EventLog, course: UUID, upto: int | None = None) -> Progress:
    """Return the progress of a course as known at position `upto`, or now.

    Raises:
        NotFound: there was no such course then.
    """
    position = log.head() if upto is None else upto
    entries = log.case(course, position)
    found = case(entries)
    clinic: Clinic = fold(clinics.RULES, log.entries(CLINIC, position), clinics.EMPTY)
    if found is None:
        raise NotFound(what="course")
    return progress(found, clinic, entries, position)


def progress(case: Case, clinic: Clinic, entries: Iterable[Entry], position: int) -> Progress:
    """Return the progress of a case, from its state and its entries."""
    outcome, lacking = scores.outcome_of(case, clinic)
    protocol = clinic.protocols[case.course.protocol]
    return Progress(
        course=case.course.id,
        position=position,
        phases=[PhaseMark(phase=phase, since=moment(since)) for phase, since in case.course.phases],
        plan_changes=_plan_changes(entries),
        scores=scores.series(case, clinic),
        check_ins=_check_ins(case),
        goals=[_goal(goal) for goal in case.plan.goals.values()],
        attainment=attained(case.plan),
        skills=_skills(case),
        network=growth(list(case.network.people.values())),
        attendance=attendance(case, protocol.counts),
        adherence=adherence(case, protocol),
        outcome=outcome,
        lacking=lacking,
        track=scores.track_of(case, clinic),
    )


def _plan_changes(entries: Iterable[Entry]) -> list[PlanMark]:
    changes = (entry.event for entry in entries if isinstance(entry.event, PlanChanged))
    return [PlanMark(on=event.effective_on, part=event.part.value) for event in changes]


def _check_ins(case: Case) -> list[CheckInPoint]:
    """Return every item that was asked, by week: a value, or null where there was no response."""
    found: list[CheckInPoint] = []
    for one in sorted(case.check_ins.values(), key=lambda check_in: check_in.week):
        if any(is_erased(answer) for answer in one.answers):
            continue
        given = {answer.item: answer.value for answer in one.answers}
        silent = one.asked if one.over == "closed" else ()
        items = [*given, *(item for item in silent if item not in given)]
        found += [CheckInPoint(week=one.week, item=item, value=given.get(item)) for item in items]
    return found


def _goal(goal: Goal) -> GoalProgress:
    content = goal.latest.content
    if is_erased(content):
        return GoalProgress(
            goal=goal.id, words=str(content), dropped=not goal.is_open, baseline=None, now=None, ratings=[]
        )
    rated = sorted(standing(goal.ratings), key=lambda one: (one.on, one.version))
    return GoalProgress(
        goal=goal.id,
        words=content.words,
        dropped=not goal.is_open,
        baseline=content.baseline,
        now=level(goal),
        ratings=[(one.on, one.content.level) for one in rated],
    )


def _skills(case: Case) -> list[SkillPoint]:
    """Return the ratings of skills by day; one that the client gave stands beside the clinician's."""
    rated = [one for one in standing(case.working.skills) if not is_erased(one.content.ratings)]
    points = [SkillPoint(on=one.on, by=str(one.content.rater), ratings=one.content.ratings.given) for one in rated]
    return sorted(points, key=lambda point: (point.on, point.by))


def attendance(case: Case, counts: list[str]) -> Attended:
    """Return how the sessions of a case were attended."""
    sessions = list(case.course.sessions.values())
    return Attended(
        by_code=dict(Counter(one.attendance.value for one in sessions if one.attendance is not None)),
        cancelled_by_client=sum(one.cancelled_by is Party.CLIENT for one in sessions),
        cancelled_by_clinic=sum(one.cancelled_by is Party.CLINIC for one in sessions),
        counted=case.course.counted(counts),
        agreed=case.course.sessions_agreed,
    )
