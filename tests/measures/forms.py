"""Forms to score: by what was typed, or by the total that they come to."""

from collections.abc import Iterator

from domain.measures.answers import Answers, read_answers
from domain.measures.instrument import Instrument
from domain.measures.outcome import Series
from domain.measures.score import Score, score
from interlude.measures import known

INSTRUMENTS = known()
PHQ_9 = INSTRUMENTS["phq-9@1"]
GAD_7 = INSTRUMENTS["gad-7@1"]
WSAS = INSTRUMENTS["wsas@1"]
MSPSS = INSTRUMENTS["mspss@1"]


def typed(instrument: Instrument, text: str) -> Score:
    """The score of answers as they are typed, with blanks between them."""
    return score(instrument, read_answers(instrument, text.split()))


def coming_to(instrument: Instrument, points: int) -> Answers:
    """Answers to every item whose sum is so many points, the first items answered highest."""
    return Answers(given=dict(_filled(instrument, points)))


def totalling(instrument: Instrument, points: int) -> Score:
    return score(instrument, coming_to(instrument, points))


def series(instrument: Instrument, *points: int) -> Series:
    return Series(instrument=instrument, scores=[totalling(instrument, total) for total in points])


def _filled(instrument: Instrument, points: int) -> Iterator[tuple[str, int]]:
    left = points - sum(min(instrument.values(item)) for item in instrument.items)
    for item in instrument.items:
        values = instrument.values(item)
        more = min(left, max(values) - min(values))
        left -= more
        yield item.id, min(values) + more
    assert left == 0, "no answers come to so many points"
