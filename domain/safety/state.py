"""Risk and safety as the events make them."""

from typing import Any

import msgspec

from domain.course.facts import Noted, with_fact
from domain.event import Entry
from domain.fold import Rules
from domain.safety import events
from domain.safety.values import PlanCopy, RiskAssessment, SafetyPlan


class Shared(msgspec.Struct, frozen=True):
    """A copy of the safety plan, and of which version."""

    plan: int
    fact: Noted[PlanCopy]


class Safety(msgspec.Struct, frozen=True, kw_only=True):
    """Risk assessments and safety plans by number, from 1, and who has a plan.

    `assessed_version` is the version of the course's event that last recorded an assessment; 0 without one.
    """

    assessments: tuple[Noted[RiskAssessment], ...] = ()
    plans: tuple[Noted[SafetyPlan], ...] = ()
    shared: tuple[Shared, ...] = ()
    assessed_version: int = 0


EMPTY = Safety()


def _assessed(before: Safety | None, event: events.RiskAssessed, entry: Entry) -> Safety:
    known = before or EMPTY
    facts = with_fact(known.assessments, event, entry, event.content)
    return msgspec.structs.replace(known, assessments=facts, assessed_version=entry.version)


def _planned(before: Safety | None, event: events.PlanMade, entry: Entry) -> Safety:
    known = before or EMPTY
    return msgspec.structs.replace(known, plans=with_fact(known.plans, event, entry, event.content))


def _shared(before: Safety, event: events.PlanShared, entry: Entry) -> Safety:
    facts: tuple[Noted[Any], ...] = with_fact((), event, entry, event.content)
    return msgspec.structs.replace(before, shared=(*before.shared, Shared(event.number, facts[0])))


RULES: Rules = {events.RiskAssessed: _assessed, events.PlanMade: _planned, events.PlanShared: _shared}
