"""The pathway of a case file as an auditor reads it on a terminal."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from domain.course.facts import Noted
from domain.ending.due import FollowUpDue, Standing
from domain.ending.view import EndingView
from domain.erased import ERASED, is_erased
from domain.pathway.view import PathwayView
from domain.referral.state import Referral
from projections.audit import ending as words
from projections.audit import spoken
from projections.audit.pathway import LINKS
from projections.audit.referral import OUTCOMES
from projections.history.contents import CaseFile
from projections.history.plain import listed

_STANDING = {
    Standing.TO_COME: "to come",
    Standing.DUE: "due",
    Standing.OVERDUE: "overdue",
    Standing.HELD: "held",
    Standing.MISSED: "missed",
}


def sections(file: CaseFile) -> list[str]:
    """Return the lines of every section that says something."""
    return [
        *listed("Referral", _referral(file.referral) if file.referral else ()),
        *listed("Pathway", _pathway(file.pathway)),
        *listed("Ending", _ending(file.ending)),
        *listed("Follow-ups", [*(_due(one) for one in file.follow_ups), *_followed(file.ending)]),
    ]


def _referral(referral: Referral) -> Iterator[str]:
    yield f"received on {spoken.day(referral.received_on)}; {referral.stage.value} since {spoken.day(referral.since)}"
    if referral.suitability:
        yield f"screened, and IPT found {OUTCOMES[referral.suitability]}"


def _pathway(found: PathwayView) -> Iterator[str]:
    if found.held:
        yield "brought in from elsewhere, and not released: nothing is sent"
    if found.follows and found.link:
        yield f"follows the course {found.follows}, {LINKS[found.link]}"
    yield from (f"followed by the course {course}" for course in found.continued_by)
    for talk in found.supervision:
        said = talk.content.talk
        text = str(ERASED) if is_erased(said) else f"{spoken.quoted(said.about)}: {spoken.quoted(said.advice)}"
        yield f"supervision with {talk.content.with_whom}, {text} ({_noted(talk)})"


def _ending(found: EndingView) -> Iterator[str]:
    yield from _each("ending named: ", found.named, words.ending)
    yield from _each("feelings: ", found.feelings, words.feelings)
    yield from _each("gains: ", found.gains, words.gains)
    yield from _each("early-warning signs: ", found.signs, lambda content: words.quotes(content.signs))
    yield from _each("relapse-prevention plan: ", found.relapse_plans, words.plan)
    yield from _each("remission: ", found.remission, words.remission)
    yield from _each("maintenance: ", found.maintenance, words.maintenance)
    yield from _each("signs that are back: ", found.returned, words.returned)
    if found.suggests_new_course:
        yield "early-warning signs came back after the discharge: a new course is suggested"


def _each(what: str, facts: Iterable[Noted[Any]], says: Callable[[Any], str]) -> Iterator[str]:
    for fact in facts:
        yield f"{what}{_said(fact.content, says)} ({_noted(fact)})"


def _said(content: Any, says: Callable[[Any], str]) -> str:
    return str(ERASED) if is_erased(content) else says(content)


def _noted(fact: Noted[Any]) -> str:
    replaced = ", replaced since" if fact.replaced_by else ""
    return f"{spoken.day(fact.on)}, {fact.author}{replaced}"


def _due(one: FollowUpDue) -> str:
    stretch = f"{spoken.day(one.due_on)} to {spoken.day(one.until)}"
    return f"{spoken.count(one.month, 'month')} after discharge, {stretch}: {_STANDING[one.standing]}"


def _followed(found: EndingView) -> Iterator[str]:
    for fact in found.follow_ups:
        held, missed = fact.content.held, fact.content.missed
        said = _said(held, words.followed_up) if held is not None else _said(missed, words.missed)
        yield f"{spoken.count(fact.content.month, 'month')} after discharge: {said} ({_noted(fact)})"
