"""The forms of a course as its events make them."""

from typing import Any
from uuid import UUID

import msgspec

from domain.course.facts import Noted, with_fact
from domain.event import Entry
from domain.fold import Rules
from domain.forms import events
from domain.instant import Instant
from domain.measures.answers import Answers
from domain.measures.score import Score


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One form: what was answered, and every score that a version of its instrument gave it, the first one first.

    `at` is when it was filled in; `risk` tells of a risk answer in it.
    """

    instrument: str
    session: UUID | None
    at: Instant
    risk: bool
    answers: Answers
    scores: tuple[Score, ...]


class Forms(msgspec.Struct, frozen=True, kw_only=True):
    """Every form, and the version of the course's event that last brought a risk answer; 0 without one."""

    forms: tuple[Noted[Form], ...] = ()
    risk_version: int = 0


EMPTY = Forms()


def _recorded(before: Forms | None, event: events.Recorded, entry: Entry) -> Forms:
    known = before or EMPTY
    form = Form(
        instrument=event.instrument,
        session=event.session,
        at=entry.occurred_at,
        risk=event.risk,
        answers=event.answers,
        scores=(event.score,),
    )
    facts = with_fact(known.forms, event, entry, form)
    return Forms(forms=facts, risk_version=_risk(known, entry, risk=event.risk))


def _rescored(known: Forms, event: events.Rescored, entry: Entry) -> Forms:
    forms = tuple(_beside(one, event.score) if one.id == event.form else one for one in known.forms)
    return Forms(forms=forms, risk_version=_risk(known, entry, risk=event.risk))


def _risk(known: Forms, entry: Entry, *, risk: bool) -> int:
    return entry.version if risk else known.risk_version


def _beside(one: Noted[Form], score: Any) -> Noted[Form]:
    form = msgspec.structs.replace(one.content, scores=(*one.content.scores, score))
    return msgspec.structs.replace(one, content=form)


RULES: Rules = {events.Recorded: _recorded, events.Rescored: _rescored}
