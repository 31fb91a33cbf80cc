"""The tasks that the protocol has for a phase, and which of them are done.

Most are shown to be done by what was noted anyway, so nobody ticks them; the rest is ticked by hand.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal

from domain.clinic.protocol import Protocol
from domain.course.facts import Noted, standing
from domain.instant import moment
from domain.policy.case import Case
from domain.values import Value

Shown = Callable[[Case], Iterable[date]]
"""Gives the days on which something was noted that shows a task to be done."""


class PhaseTask(Value):
    """One task: its phase, whether it is done, since which day, and how that is known."""

    phase: str
    code: str
    name: str
    done_on: date | None
    known_by: Literal["", "entry", "tick"]

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.done_on is not None


def _days(*kinds: tuple[Noted[Any], ...]) -> list[date]:
    return [entry.on for kind in kinds for entry in standing(kind)]


def _history(case: Case) -> list[date]:
    return _days(case.assessment.diagnoses) if standing(case.assessment.social_history) else []


def _inventory(case: Case) -> list[date]:
    return [told.on for person in case.network.people.values() for told in person.told[:1]]


def _formulation(case: Case) -> list[date]:
    return [agreement.on for agreement in case.formulation.agreements]


def _goals(case: Case) -> list[date]:
    return [goal.told[0].on for goal in case.plan.goals.values()]


def _reviewed(case: Case) -> list[date]:
    """Return the days of the reviews since the first phase was left: an early one is no review at mid-course."""
    left = [moment(since).date() for _, since in case.course.phases[1:2]]
    return [day for day in _days(case.plan.reviews) if left and day >= left[0]]


SHOWN_BY: Mapping[str, Shown] = {
    "history": _history,
    "timeline": lambda case: _days(case.assessment.episode),
    "sick-role": lambda case: _days(case.assessment.sick_role),
    "inventory": _inventory,
    "risk-assessment": lambda case: _days(case.safety.assessments),
    "formulation": _formulation,
    "goals": _goals,
    "contract": lambda case: _days(case.plan.contracts),
    "focus-work": lambda case: _days(case.work.areas),
    "mid-course-review": _reviewed,
    "ending-named": lambda case: _days(case.ending.named),
    "feelings-acknowledged": lambda case: _days(case.ending.feelings),
    "gains-reviewed": lambda case: _days(case.ending.gains),
    "early-warning-signs": lambda case: _days(case.ending.signs),
    "relapse-plan": lambda case: _days(case.ending.relapse_plans),
    "remission": lambda case: _days(case.ending.remission),
    "maintenance-decision": lambda case: _days(case.ending.maintenance),
}
"""Which entries show the tasks of the bundled protocols to be done; a task of another code is ticked."""


def tasks(case: Case, protocol: Protocol) -> list[PhaseTask]:
    """Return the tasks of every phase, in the order of the protocol."""
    return [_task(case, phase.code, task.code, task.name) for phase in protocol.phases for task in phase.tasks]


def _task(case: Case, phase: str, code: str, name: str) -> PhaseTask:
    shown = min(SHOWN_BY[code](case), default=None) if code in SHOWN_BY else None
    ticked = min((one.on for one in standing(case.work.tasks) if one.content.task == code), default=None)
    known_by: Literal["", "entry", "tick"] = "entry" if shown else "tick" if ticked else ""
    return PhaseTask(phase=phase, code=code, name=name, done_on=shown or ticked, known_by=known_by)


def due(case: Case, protocol: Protocol) -> list[PhaseTask]:
    """Return what is not done yet of the phases up to the present one."""
    codes = [phase.code for phase in protocol.phases]
    reached = codes[: codes.index(case.course.phase) + 1] if case.course.phase in codes else codes
    return [task for task in tasks(case, protocol) if not task.is_done and task.phase in reached]
