"""The outcome of a course over its instruments together, as NHS Talking Therapies counts it.

On the first and last complete forms of PHQ-9 and GAD-7 (NHS Talking Therapies manual; Gyani et al. 2013).
How two instruments that move apart are joined is founded less well than each by itself: confidence medium.
"""

from collections.abc import Sequence

from domain.errors import Invalid
from domain.measures.change import Change, Reliable, change, comparable, reliably_recovered
from domain.measures.instrument import Instrument
from domain.measures.score import Score
from domain.values import Value


class Series(Value):
    """The scores of one instrument over a course, in the order in which the forms were filled in."""

    instrument: Instrument
    scores: list[Score]

    def pair(self) -> tuple[Score, Score] | None:
        """Return the first and the last complete form, or None where there are not two.

        Raises:
            NotComparable: a score was not made by the instrument's version.
        """
        for score in self.scores:
            comparable(self.instrument, score)
        complete = [score for score in self.scores if score.complete and score.total is not None]
        return (complete[0], complete[-1]) if len(complete) > 1 else None


class Outcome(Value):
    """What became of a course, with the change on each instrument.

    `recovery` and `reliable_recovery` are null where the client was no case at the start.
    """

    changes: list[Change]
    reliable: Reliable
    case_at_start: bool
    case_at_end: bool
    recovery: bool | None
    reliable_recovery: bool | None


def lacking(series: Sequence[Series]) -> list[str]:
    """Return the ids of the instruments that lack two complete forms, for which no outcome is given."""
    return [one.instrument.id for one in series if one.pair() is None]


def outcome(series: Sequence[Series]) -> Outcome | None:
    """Return the outcome, or None where an instrument lacks two complete forms (see `lacking`).

    Raises:
        Invalid: an instrument has no thresholds for caseness and reliable change.
        NotComparable: a score was not made by its instrument's version.
    """
    for one in series:
        _judges(one.instrument)
    changes = [found for one in series if (found := _change(one)) is not None]
    return joined(changes) if changes and len(changes) == len(series) else None


def joined(changes: list[Change]) -> Outcome:
    """Return the outcome that the changes on each instrument make together."""
    reliable = _reliable([found.reliable for found in changes])
    start, end = any(found.case_before for found in changes), any(found.case_after for found in changes)
    recovery = not end if start else None
    return Outcome(
        changes=changes,
        reliable=reliable,
        case_at_start=start,
        case_at_end=end,
        recovery=recovery,
        reliable_recovery=None if recovery is None else reliably_recovered(recovery, reliable),
    )


def _change(one: Series) -> Change | None:
    pair = one.pair()
    return change(one.instrument, *pair) if pair else None


def _reliable(found: Sequence[Reliable | None]) -> Reliable:
    """Join classes: one improvement counts unless another instrument deteriorates, and the other way round."""
    moved = set(found) & {Reliable.IMPROVEMENT, Reliable.DETERIORATION}
    return (moved.pop() if len(moved) == 1 else None) or Reliable.NONE


def _judges(instrument: Instrument) -> None:
    if instrument.thresholds.caseness is None or instrument.thresholds.reliable_change is None:
        raise Invalid(field=f"instrument {instrument.id}", expected="thresholds for caseness and reliable change")
