"""The case: a course with its messages and check-ins, as the policies look at it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from domain.assessment import state as assessments
from domain.check_in import state as check_ins
from domain.check_in.state import CheckIn
from domain.course import evolve
from domain.course.state import Course
from domain.ending import state as endings
from domain.event import Entry
from domain.fold import Rules
from domain.forms import state as filled
from domain.formulation import state as formulations
from domain.message import state as messages
from domain.message.state import Message
from domain.network import state as networks
from domain.plan import state as plans
from domain.plan.state import Plan
from domain.safety import state as safeties
from domain.supervision import state as supervisions
from domain.work import state as works
from domain.work.state import Work
from domain.working import state as workings


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One course with all that belongs to it."""

    course: Course
    messages: dict[UUID, Message] = msgspec.field(default_factory=dict)
    check_ins: dict[UUID, CheckIn] = msgspec.field(default_factory=dict)
    assessment: assessments.Assessment = assessments.EMPTY
    forms: filled.Forms = filled.EMPTY
    network: networks.Network = networks.EMPTY
    safety: safeties.Safety = safeties.EMPTY
    formulation: formulations.Formulating = formulations.EMPTY
    working: workings.Working = workings.EMPTY
    plan: Plan = plans.EMPTY
    work: Work = works.EMPTY
    ending: endings.Ending = endings.EMPTY
    supervision: supervisions.Supervisions = supervisions.EMPTY


PARTS: dict[str, Rules] = {
    "course": evolve.RULES,
    "message": messages.RULES,
    "check_in": check_ins.RULES,
    "assessment": assessments.RULES,
    "forms": filled.RULES,
    "network": networks.RULES,
    "safety": safeties.RULES,
    "formulation": formulations.RULES,
    "working": workings.RULES,
    "plan": plans.RULES,
    "work": works.RULES,
    "ending": endings.RULES,
    "supervision": supervisions.RULES,
}
"""The rules of what belongs to a course, by part. One without streams of its own is a field of `Case` by that name."""

_WITH_STREAMS = {"course", "message", "check_in"}
_RULES = {kind: (part, rule) for part, rules in PARTS.items() for kind, rule in rules.items()}


def case(entries: Iterable[Entry]) -> Case | None:
    """Return the case that the entries of a course make, in the order of the log; None without a course.

    The course's `version` is that of its stream, which holds facts of other parts, too.
    """
    states: dict[str, dict[UUID, Any]] = {part: {} for part in PARTS}
    versions: dict[UUID, int] = {}
    for entry in entries:
        versions[entry.stream] = entry.version
        part, rule = _RULES.get(type(entry.event), ("", None))
        if rule is not None:
            streams = states[part]
            streams[entry.stream] = rule(streams.get(entry.stream), entry.event, entry)
    for course in states["course"].values():
        current = msgspec.structs.replace(course, version=versions[course.id])
        own = {part: states[part][course.id] for part in PARTS.keys() - _WITH_STREAMS if course.id in states[part]}
        return Case(course=current, messages=states["message"], check_ins=states["check_in"], **own)
    return None
