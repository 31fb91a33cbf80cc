"""Working through as it is read."""

from datetime import date, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from domain.course.facts import Noted, standing
from domain.instant import moment
from domain.policy.case import Case
from domain.working.state import Rating, Worked
from domain.working.values import Dispute, DisputeEnding, Progress

MONTH_DAYS = 31
"""Skills are rated monthly: after more days than a month has, another rating is due."""


class DisputeView(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute: `opened` is how it was described, the latest last; then the work on it and its endings."""

    id: UUID
    state: Literal["open", "ended"]
    opened: tuple[Noted[Dispute], ...]
    progress: tuple[Noted[Progress], ...]
    endings: tuple[Noted[DisputeEnding], ...]


class WorkingView(msgspec.Struct, frozen=True, kw_only=True):
    """Disputes and ratings of skills, in the order in which they were noted.

    `skills_due_on` is when the month since the last rating is over, or since the course began; none once it is
    discharged.
    """

    version: int
    disputes: list[DisputeView]
    skills: list[Noted[Rating]]
    skills_due_on: date | None


def view(case: Case) -> WorkingView:
    """Return the working through of a course."""
    found = case.working
    return WorkingView(
        version=case.course.version,
        disputes=[_dispute(one) for one in found.disputes.values()],
        skills=list(found.skills),
        skills_due_on=skills_due_on(case),
    )


def skills_due_on(case: Case) -> date | None:
    """Return when the next monthly rating of skills is due; None once the course is discharged."""
    if case.course.is_discharged:
        return None
    rated = [one.on for one in standing(case.working.skills)]
    last = max(rated, default=moment(case.course.opened_at).date())
    return last + timedelta(days=MONTH_DAYS)


def _dispute(one: Worked) -> DisputeView:
    return DisputeView(
        id=one.id,
        state="open" if one.ended_on is None else "ended",
        opened=one.opened,
        progress=one.progress,
        endings=one.endings,
    )
