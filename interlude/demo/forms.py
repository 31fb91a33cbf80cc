"""The forms that the demo's clients fill in before a session, with scores that go where their case says."""

from collections.abc import Iterator, Sequence
from random import Random

from domain.forms.decisions import RecordMeasure, record_measure
from domain.measures.answers import Answers
from interlude.demo.at_once import Writing, writing
from interlude.demo.meeting import Meeting

RISK_ITEM = "9"
_EVERY = 4
_MOST = 3
_PHQ = [str(number) for number in range(1, 9)]
_GAD = [str(number) for number in range(1, 8)]
_CAN_WORK = range(1, 6)
_SUPPORTS = range(1, 13)


def score_of(meeting: Meeting, span: tuple[int, int]) -> int:
    """Return the score that the client has by this session, on the way from the first of a span to the last."""
    first, last = span
    wavering = 0 if meeting.number in {1, meeting.last} else meeting.chance.choice((-2, -1, -1, 0, 1, 1, 2))
    return max(0, round(first + (last - first) * meeting.gone) + wavering)


def phq_answers(total: int, chance: Random, *, at_risk: bool) -> Answers:
    """Return answers to the PHQ-9 with a total."""
    given = _spread(total - at_risk, _PHQ, chance)
    return Answers(given={**given, RISK_ITEM: int(at_risk)})


def forms(meeting: Meeting) -> Iterator[Writing]:
    """Yield the forms of a session."""
    chance, at_risk = meeting.chance, meeting.number in meeting.case.risk
    phq = phq_answers(score_of(meeting, meeting.case.phq), chance, at_risk=at_risk)
    yield _form(meeting, "phq-9", phq)
    yield _form(meeting, "gad-7", Answers(given=_spread(score_of(meeting, meeting.case.gad), _GAD, chance)))
    if (meeting.number - 1) % _EVERY == 0:
        worse = score_of(meeting, meeting.case.phq) / 27
        yield _form(meeting, "wsas", Answers(given=_around(8 * worse, _CAN_WORK, chance, 0, 8)))
        yield _form(meeting, "mspss", Answers(given=_around(7 - 5 * worse, _SUPPORTS, chance, 1, 7)))


def _form(meeting: Meeting, instrument: str, answers: Answers) -> Writing:
    form = RecordMeasure(
        author=meeting.author,
        on=meeting.on,
        instrument=instrument,
        answers=answers,
        session=None if meeting.reason else meeting.session,
        reason=meeting.reason,
    )
    return writing(record_measure, form)


def _spread(total: int, items: Sequence[str], chance: Random) -> dict[str, int]:
    """Spread a total over items of 0 to 3, at random and none far from the others."""
    whole, left = divmod(min(max(total, 0), _MOST * len(items)), len(items))
    more = set(chance.sample(items, left))
    return {item: whole + (item in more) for item in items}


def _around(middle: float, items: range, chance: Random, least: int, most: int) -> dict[str, int]:
    return {str(item): min(most, max(least, round(middle + chance.choice((-1, 0, 0, 1))))) for item in items}
