"""What every sentence on a fact says beside it: when, by whom, in the place of what, and as which deviation."""

from typing import Any

from domain.course.facts import Fact, How
from domain.erased import ERASED, is_erased
from projections.audit import spoken
from projections.audit.course import deviating


def when(fact: Fact) -> str:
    """Return the day of a fact and who told it."""
    return f"on {spoken.day(fact.on)} by {fact.author}"


def closing(fact: Fact) -> str:
    """Return the sentences on what the fact replaces and on its deviation; nothing where there is none."""
    return f"{_replacing(fact)}{deviating(fact.deviation)}"


def _replacing(fact: Fact) -> str:
    if fact.replaces is None:
        return ""
    verb = "corrects" if fact.how is How.CORRECTION else "revises"
    return f" It {verb} an earlier entry{spoken.giving(fact.because)}."


def field(content: Any, name: str) -> Any:
    """Return a field of a fact's content, or what stands in its place once it was erased."""
    return ERASED if is_erased(content) else getattr(content, name)


def code(word: Any) -> str:
    """Return a code as words: not-taken as not taken."""
    return str(word) if is_erased(word) else str(word.value).replace("-", " ")


def parts(content: Any, **named: str) -> str:
    """Return the texts of a content that say something, each after what it is called; all of it once erased."""
    if is_erased(content):
        return str(ERASED)
    said = [f"{words} {spoken.quoted(text)}" for name, words in named.items() if (text := getattr(content, name))]
    return "; ".join(said) or "nothing more was said"
