"""Forms as they are read: with the phase that the course was in, and whether a risk assessment is asked for."""

from uuid import UUID

import msgspec

from domain.course.facts import Noted
from domain.forms.state import Form
from domain.measures.answers import Answers
from domain.measures.score import Score
from domain.policy.case import Case


class FormContent(msgspec.Struct, frozen=True, kw_only=True):
    """A form: the phase in which it was filled in, its answers, and the score of each version that judged it."""

    instrument: str
    session: UUID | None
    phase: str
    risk: bool
    answers: Answers
    scores: tuple[Score, ...]


class FormsView(msgspec.Struct, frozen=True, kw_only=True):
    """The forms in the order in which they were recorded, replaced ones with them.

    `risk_assessment_asked_for`: a risk answer was keyed in, and no risk assessment was recorded after it.
    """

    version: int
    forms: tuple[Noted[FormContent], ...]
    risk_assessment_asked_for: bool


def view(case: Case) -> FormsView:
    """Return the forms of a course."""
    return FormsView(
        version=case.course.version,
        forms=tuple(_form(one, case) for one in case.forms.forms),
        risk_assessment_asked_for=risk_assessment_asked_for(case),
    )


def risk_assessment_asked_for(case: Case) -> bool:
    """Tell whether a risk answer was keyed in that no risk assessment has followed.

    Correcting the form does not answer it: only an assessment does.
    """
    return case.forms.risk_version > case.safety.assessed_version


def _form(one: Noted[Form], case: Case) -> Noted[FormContent]:
    form = one.content
    content = FormContent(
        instrument=form.instrument,
        session=form.session,
        phase=case.course.phase_at(form.at),
        risk=form.risk,
        answers=form.answers,
        scores=form.scores,
    )
    fields = {name: getattr(one, name) for name in one.__struct_fields__ if name != "content"}
    return Noted(content=content, **fields)
