"""Scoring again under a newer version: the new score stands beside the old ones and replaces none."""

from collections.abc import Sequence

from domain.measures.answers import Answers
from domain.measures.change import NotComparable
from domain.measures.instrument import Instrument
from domain.measures.score import Score, score


def rescored(kept: Sequence[Score], instrument: Instrument, answers: Answers) -> list[Score]:
    """Return every score kept of a form, with that by this version of its instrument beside them.

    A version judges a form once: where its score is kept already, nothing changes.

    Raises:
        NotComparable: a kept score is of another instrument.
        Invalid: the answers do not fit this version; the item is named.
    """
    for earlier in kept:
        if earlier.instrument != instrument.id:
            raise NotComparable(scored=f"{earlier.instrument}@{earlier.version}", instrument=instrument.name)
    if by_version(kept, instrument.version):
        return list(kept)
    return [*kept, score(instrument, answers)]


def by_version(kept: Sequence[Score], version: int) -> Score | None:
    """Return the score that a version gave, if it gave one."""
    return next((earlier for earlier in kept if earlier.version == version), None)
