"""The change between two forms of one instrument, by the thresholds that its file gives."""

from enum import StrEnum

from domain.errors import Conflict
from domain.measures.instrument import Instrument
from domain.measures.score import Score
from domain.measures.thresholds import Number
from domain.values import Value


class NotComparable(Conflict):
    """Scores of different instruments or versions say nothing about each other; score again first."""

    code = "not-comparable"
    message = "A score by {scored} is not to be judged by {instrument}; score its answers by that version first."


class Reliable(StrEnum):
    """Whether a change is more than the noise of measurement (Jacobson & Truax 1991)."""

    IMPROVEMENT = "reliable improvement"
    DETERIORATION = "reliable deterioration"
    NONE = "no reliable change"


class Change(Value):
    """What became of a score. A class is null where no threshold is published for it.

    `points` is after less before. `recovery` and `reliable_recovery` are null too where the client was no
    case before, `response` where the score could not fall. `prorated` tells that one of the two totals is.
    """

    instrument: str
    version: int
    points: int | float
    prorated: bool
    reliable: Reliable | None
    case_before: bool | None
    case_after: bool | None
    recovery: bool | None
    reliable_recovery: bool | None
    response: bool | None
    remission: bool | None


def change(instrument: Instrument, before: Score, after: Score) -> Change | None:
    """Return the change between two scores, or None where one has no total.

    Raises:
        NotComparable: one was not scored by this version of this instrument.
    """
    comparable(instrument, before)
    comparable(instrument, after)
    if before.total is None or after.total is None:
        return None
    reliable = _reliable(instrument, before.total, after.total)
    recovery = not after.case if before.case and after.case is not None else None
    return Change(
        instrument=instrument.id,
        version=instrument.version,
        points=_points(instrument, before.total, after.total),
        prorated=before.prorated or after.prorated,
        reliable=reliable,
        case_before=before.case,
        case_after=after.case,
        recovery=recovery,
        reliable_recovery=None if recovery is None or reliable is None else reliably_recovered(recovery, reliable),
        response=_response(instrument, before.total, after.total),
        remission=_remission(instrument, after.total),
    )


def comparable(instrument: Instrument, score: Score) -> None:
    """Make sure that a score was made by this version of this instrument.

    Raises:
        NotComparable: it was not.
    """
    if (score.instrument, score.version) != (instrument.id, instrument.version):
        raise NotComparable(scored=f"{score.instrument}@{score.version}", instrument=instrument.name)


def reliably_recovered(recovery: bool, reliable: Reliable) -> bool:  # noqa: FBT001 - the two that make a recovery reliable
    """Tell whether a recovery is reliable: an improvement that is one as well."""
    return recovery and reliable is Reliable.IMPROVEMENT


def _points(instrument: Instrument, before: Number, after: Number) -> Number:
    """Return the difference as exact as the scores are: 5.1 - 2.9 is 2.2."""
    return round(after - before, instrument.scoring.decimals) if instrument.scoring.decimals else after - before


def _reliable(instrument: Instrument, before: Number, after: Number) -> Reliable | None:
    threshold = instrument.thresholds.reliable_change
    if threshold is None:
        return None
    points = _points(instrument, before, after)
    worse = points if instrument.higher_is == "worse" else -points
    if worse <= -threshold.points:
        return Reliable.IMPROVEMENT
    return Reliable.DETERIORATION if worse >= threshold.points else Reliable.NONE


def _response(instrument: Instrument, before: Number, after: Number) -> bool | None:
    threshold = instrument.thresholds.response
    if threshold is None or before <= 0:
        return None
    return (before - after) * 100 >= before * threshold.fall_percent


def _remission(instrument: Instrument, after: Number) -> bool | None:
    threshold = instrument.thresholds.remission
    return None if threshold is None else after < threshold.below
