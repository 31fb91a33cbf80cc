"""Adherence: how far a course was run by its protocol: tasks, bounds of the phases, techniques.

It describes and gives no mark: there is no published score for this, and a departure may be good therapy.
"""

from collections import Counter

from domain.clinic.protocol import Protocol
from domain.course.facts import standing
from domain.policy.case import Case
from domain.values import Value
from domain.work.tasks import PhaseTask, tasks
from domain.work.techniques import OUTSIDE_THE_MANUAL


class PhaseHeld(Value):
    """One phase: the counted sessions that the protocol has in it, and those that were held in it."""

    phase: str
    name: str
    first: int
    last: int
    held: int
    entered: bool
    within: bool


class TechniqueCount(Value):
    """How often a technique was used, and in how many sessions; `judged` is false for what no manual of IPT has."""

    technique: str
    uses: int
    sessions: int
    judged: bool


class Adherence(Value):
    """What was done of what the protocol asks for: `tasks_due` are those of the phases that were entered."""

    tasks: list[PhaseTask]
    tasks_done: int
    tasks_due: int
    phases: list[PhaseHeld]
    techniques: list[TechniqueCount]
    sessions_counted: int
    sessions_agreed: int


def adherence(case: Case, protocol: Protocol) -> Adherence:
    """Return how far a course has been run by its protocol."""
    every = tasks(case, protocol)
    entered = {phase for phase, _ in case.course.phases} | {case.course.phase}
    due = [task for task in every if task.phase in entered]
    return Adherence(
        tasks=every,
        tasks_done=sum(task.is_done for task in due),
        tasks_due=len(due),
        phases=_phases(case, protocol, entered),
        techniques=_techniques(case),
        sessions_counted=case.course.counted(protocol.counts),
        sessions_agreed=case.course.sessions_agreed,
    )


def _phases(case: Case, protocol: Protocol, entered: set[str]) -> list[PhaseHeld]:
    """Return the phases; one that is going on is within its bounds while it has no session too many."""
    fitted = protocol.for_agreed(case.course.sessions_agreed)
    held = _held_in(case, protocol)
    found = []
    for phase in fitted.phases:
        length = phase.last - phase.first + 1
        over = case.course.phase != phase.code or case.course.is_discharged
        fits = held[phase.code] == length if over and phase.code in entered else held[phase.code] <= length
        found.append(
            PhaseHeld(
                phase=phase.code,
                name=phase.name,
                first=phase.first,
                last=phase.last,
                held=held[phase.code],
                entered=phase.code in entered,
                within=fits,
            )
        )
    return found


def _held_in(case: Case, protocol: Protocol) -> Counter[str]:
    sessions = [one for one in case.course.in_order() if one.attendance in protocol.counts]
    return Counter(case.course.phase_at(one.starts_at) for one in sessions)


def _techniques(case: Case) -> list[TechniqueCount]:
    uses = [one.content for one in standing(case.work.techniques)]
    return [
        TechniqueCount(
            technique=code,
            uses=count,
            sessions=len({use.session for use in uses if use.technique == code}),
            judged=code not in OUTSIDE_THE_MANUAL,
        )
        for code, count in sorted(Counter(use.technique for use in uses).items())
    ]
