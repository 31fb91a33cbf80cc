"""What happens in working through, in sentences."""

from collections.abc import Callable
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.measures.answers import Answers
from domain.working import events
from domain.working.values import Ending, Rater
from projections.audit import spoken
from projections.audit.facts import closing, code, field, parts, when
from projections.audit.forms import name
from projections.audit.names import Names

_RATERS = {Rater.CLIENT: "by the client", Rater.CLINICIAN: "by the clinician", Rater.TOGETHER: "together"}


def dispute_opened(event: events.DisputeOpened, entry: Entry, names: Names) -> str:
    """Say with whom and about what a dispute is worked through."""
    content = event.content
    if is_erased(content):
        return f"The record of a dispute was begun {when(event)}: {ERASED}.{closing(event)}"
    return (
        f"The record of a dispute with {content.with_whom} was begun {when(event)}, at the stage of "
        f"{code(content.stage)}{spoken.giving(content.about)}.{closing(event)}"
    )


def dispute_progressed(event: events.DisputeProgressed, entry: Entry, names: Names) -> str:
    """Say how far it has come."""
    said = parts(
        event.content,
        concerns_expressed="concerns expressed",
        tried="tried",
        common_goals="common goals",
        options="options",
    )
    stage = code(field(event.content, "stage"))
    return f"The dispute with {event.with_whom} stood at {stage} {when(event)}: {said}.{closing(event)}"


def dispute_ended(event: events.DisputeEnded, entry: Entry, names: Names) -> str:
    """Say how it ended, and what that gives each side."""
    content = event.content
    if is_erased(content):
        return f"The dispute with {event.with_whom} ended {when(event)}: {ERASED}.{closing(event)}"
    how = "was resolved" if content.ending is Ending.RESOLVED else "was let go"
    said = parts(content, for_client="for the client", for_other="for the other side")
    return f"The dispute with {event.with_whom} {how} {when(event)}: {said}.{closing(event)}"


def skills_rated(event: events.SkillsRated, entry: Entry, names: Names) -> str:
    """Say how the client communicates, skill by skill."""
    rater = str(event.rater) if is_erased(event.rater) else _RATERS[event.rater]
    scale = name(event.instrument, event.instrument_version).lower().replace("-", " ")
    return (
        f"Communication was rated {rater}, noted {when(event)}, by {scale}: {ratings(event.ratings)}.{closing(event)}"
    )


def ratings(given: Answers) -> str:
    """Return the ratings, such as active listening 3 and assertiveness 2."""
    if is_erased(given):
        return str(ERASED)
    return spoken.listed(f"{item.replace('-', ' ')} {value}" for item, value in given.given.items())


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.DisputeOpened: dispute_opened,
    events.DisputeProgressed: dispute_progressed,
    events.DisputeEnded: dispute_ended,
    events.SkillsRated: skills_rated,
}
