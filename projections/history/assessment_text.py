"""The assessment of a case file as lines: what stands, kind by kind."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from domain.assessment.view import AssessmentView
from domain.course.facts import Noted, standing
from domain.erased import ERASED, is_erased
from projections.audit import spoken
from projections.audit.assessment import EPISODE, SOURCES
from projections.audit.facts import code

_WORDS: Mapping[str, str] = {str(kind): words.lower() for kind, words in [*SOURCES.items(), *EPISODE.items()]}


def assessment(found: AssessmentView) -> Iterator[str]:
    """Yield the entries that nothing has replaced."""
    kinds: list[tuple[str, tuple[Noted[Any], ...]]] = [
        ("source", found.sources),
        ("social history", found.social_history),
        ("current difficulty", found.difficulties),
        ("interpersonal pattern", found.patterns),
        ("timeline", found.episode),
        ("sick role explained", found.sick_role),
        ("diagnosis", found.diagnoses),
        ("medication", found.taken),
        ("perinatal", found.perinatal),
        ("suitability", found.suitability),
    ]
    for title, facts in kinds:
        yield from (f"{title}: {_said(one.content)} ({_noted(one)})" for one in standing(facts))


def _noted(fact: Noted[Any]) -> str:
    return f"{spoken.day(fact.on)}, {fact.author}"


def _said(content: Any) -> str:
    """Return what a content says, field by field, leaving out what was not asked."""
    if is_erased(content):
        return str(ERASED)
    return ", ".join(
        _part(value) for name in content.__struct_fields__ if name != "session" and (value := getattr(content, name))
    )


def _part(value: Any) -> str:
    if isinstance(value, Enum):
        return _WORDS.get(str(value), code(value))
    return spoken.day(value) if hasattr(value, "isoformat") else spoken.quoted(value)
