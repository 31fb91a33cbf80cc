"""What is recorded of forms, in sentences."""

from collections.abc import Callable
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.forms import events
from domain.measures.score import NoTotal, Score
from projections.audit import spoken
from projections.audit.facts import closing, when
from projections.audit.names import Names

_NO_TOTAL = {
    NoTotal.TOO_MANY_MISSING: "too many items have no answer",
    NoTotal.RISK_ITEM_MISSING: "a risk item has no answer, which is never guessed",
}
_RISK = " It holds a risk answer, so a risk assessment is asked for."


def recorded(event: events.Recorded, entry: Entry, names: Names) -> str:
    """Say what a form came to, and whether it holds a risk answer."""
    at = f", filled in at {names.session(event.session)}" if event.session else ""
    named = name(event.instrument, event.instrument_version)
    risk = _RISK if event.risk else ""
    return f"{named} was recorded {when(event)}{at}: {result(event.score)}.{risk}{closing(event)}"


def rescored(event: events.Rescored, entry: Entry, names: Names) -> str:
    """Say what another version made of a form; the earlier score stands beside it."""
    risk = _RISK if event.risk else ""
    return (
        f"A form was scored again by {name(event.instrument, event.instrument_version)}, beside the score that it had: "
        f"{result(event.score)}.{risk}"
    )


def name(instrument: str, version: int) -> str:
    """Return what an instrument is called, with its version."""
    return f"{instrument.upper()} version {version}"


def result(score: Score) -> str:
    """Return a score in words: the total, its band, and how much of it was missing."""
    if is_erased(score):
        return str(ERASED)
    if score.reason is not None:
        return f"no total, because {_NO_TOTAL[score.reason]}"
    band = f", {score.band}" if score.band else ""
    prorated = ", prorated" if score.prorated else ""
    missing = f", {spoken.count(len(score.missing), 'item')} missing" if score.missing else ""
    return f"{score.total}{band}{prorated}{missing}"


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {events.Recorded: recorded, events.Rescored: rescored}
