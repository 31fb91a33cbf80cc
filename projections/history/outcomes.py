"""The outcomes of the service over many courses, each figure with what it is a part of, and what is missing stated.

Counted as NHS Talking Therapies counts (manual; Gyani et al. 2013): a course of treatment has at least two
attended sessions; recovery is a part of those who were cases at the start, improvement of those with paired
scores. Computed when it is asked for: scores are sealed, so nothing of this is kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from statistics import fmean
from uuid import UUID

from domain.clinic import state as clinics
from domain.clinic.state import Clinic
from domain.errors import Invalid
from domain.fold import fold
from domain.frozen import Frozen
from domain.ids import CLINIC
from domain.measures.change import Reliable
from domain.measures.outcome import Outcome
from domain.plan.view import attained
from domain.policy.case import Case, case
from projections.history.progress import attendance
from projections.history.scores import outcome_of
from store.application import EventLog

TREATED = 2
"""Attended sessions from which a course counts as a course of treatment (NHS Talking Therapies manual)."""


class Part(Frozen):
    """So many of so many; what is not known is in neither, and counted apart."""

    count: int
    of: int


class Mean(Frozen):
    """A mean over so many courses; null over none."""

    mean: float | None
    over: int


class ServiceOutcomes(Frozen):
    """What became of the courses that were discharged between two days, both included.

    `treated` had at least two attended sessions; all parts below are of those. `paired` have a first and a last
    complete form of each outcome measure that was used, the others are `without_pair`. A course of an erased
    client has no scores any more and is among the latter.
    """

    since: date | None
    until: date | None
    discharged: int
    treated: Part
    by_outcome: dict[str, int]
    paired: Part
    without_pair: int
    cases_at_start: Part
    recovery: Part
    reliable_recovery: Part
    reliable_improvement: Part
    reliable_deterioration: Part
    sessions_attended: Mean
    not_attended: Part
    goal_attainment_baseline: Mean
    goal_attainment: Mean


def service_outcomes(
    log: EventLog, courses: Iterable[UUID], since: date | None = None, until: date | None = None
) -> ServiceOutcomes:
    """Return the outcomes over those courses that were discharged from `since` to `until`.

    Raises:
        Invalid: the first day lies after the last.
    """
    if since is not None and until is not None and since > until:
        raise Invalid(field="since", expected="a day not after until")
    position = log.head()
    clinic: Clinic = fold(clinics.RULES, log.entries(CLINIC, position), clinics.EMPTY)
    discharged = [one for one in _cases(log, courses, position) if _within(one, since, until)]
    return _outcomes(discharged, clinic, since, until)


def _cases(log: EventLog, courses: Iterable[UUID], position: int) -> Iterator[Case]:
    for course in courses:
        found = case(log.case(course, position))
        if found is not None:
            yield found


def _within(one: Case, since: date | None, until: date | None) -> bool:
    day = one.course.discharged_on
    return day is not None and (since is None or since <= day) and (until is None or day <= until)


def _outcomes(discharged: Sequence[Case], clinic: Clinic, since: date | None, until: date | None) -> ServiceOutcomes:
    treated = [one for one in discharged if _counted(one, clinic) >= TREATED]
    found = [outcome for one in treated if (outcome := outcome_of(one, clinic)[0]) is not None]
    cases = [outcome for outcome in found if outcome.case_at_start]
    attained_now = [goals for one in treated if (goals := attained(one.plan)) is not None]
    return ServiceOutcomes(
        since=since,
        until=until,
        discharged=len(discharged),
        treated=Part(count=len(treated), of=len(discharged)),
        by_outcome=dict(Counter(one.course.outcome.value for one in discharged if one.course.outcome is not None)),
        paired=Part(count=len(found), of=len(treated)),
        without_pair=len(treated) - len(found),
        cases_at_start=Part(count=len(cases), of=len(found)),
        recovery=Part(count=sum(one.recovery is True for one in cases), of=len(cases)),
        reliable_recovery=Part(count=sum(one.reliable_recovery is True for one in cases), of=len(cases)),
        reliable_improvement=_moved(found, Reliable.IMPROVEMENT),
        reliable_deterioration=_moved(found, Reliable.DETERIORATION),
        sessions_attended=_mean([_counted(one, clinic) for one in treated]),
        not_attended=_missed(treated, clinic),
        goal_attainment_baseline=_mean([goals.baseline for goals in attained_now]),
        goal_attainment=_mean([goals.now for goals in attained_now]),
    )


def _counted(one: Case, clinic: Clinic) -> int:
    return one.course.counted(clinic.protocols[one.course.protocol].counts)


def _moved(found: Sequence[Outcome], how: Reliable) -> Part:
    return Part(count=sum(one.reliable is how for one in found), of=len(found))


def _mean(numbers: Sequence[float]) -> Mean:
    return Mean(mean=fmean(numbers) if numbers else None, over=len(numbers))


def _missed(treated: Sequence[Case], clinic: Clinic) -> Part:
    """Return the sessions that the client did not come to, of all whose attendance was noted."""
    noted = [attendance(one, clinic.protocols[one.course.protocol].counts).by_code for one in treated]
    missed = sum(codes.get("did-not-attend", 0) for codes in noted)
    return Part(count=missed, of=sum(sum(codes.values()) for codes in noted))
