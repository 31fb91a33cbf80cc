"""Not on track: a house rule. It puts a course on the work list and suggests a plan review, no more."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from domain.measures.change import Reliable, change
from domain.measures.outcome import Series, joined
from domain.values import Value


class TrackRule(Value):
    """The rule and its version. It is nobody's published one, so it is shown as unvalidated."""

    name: str = "not-on-track"
    version: int = 1
    mid_course_percent: Annotated[int, Meta(gt=0, le=100)] = 50
    validated: bool = False
    source: str = "House rule: reliable deterioration, or by mid-course no reliable improvement while still a case."


HOUSE_RULE = TrackRule()


class OffTrack(StrEnum):
    """Why a course is not on track."""

    DETERIORATION = "reliable-deterioration"
    NO_IMPROVEMENT = "no-reliable-improvement"


class Track(Value):
    """The finding, with the rule that made it; `because` is null where the course is on track."""

    not_on_track: bool
    because: OffTrack | None
    rule: TrackRule


def not_on_track(series: Sequence[Series], session: int, agreed: int, rule: TrackRule = HOUSE_RULE) -> Track | None:
    """Judge a course after its counted `session` (from 1) of `agreed`, on first against latest complete forms.

    An instrument without two complete forms is left out; without any such pair there is no finding.

    Raises:
        NotComparable: a score was not made by its instrument's version.
    """
    pairs = [(one.instrument, pair) for one in series if (pair := one.pair())]
    changes = [found for instrument, pair in pairs if (found := change(instrument, *pair))]
    if not changes:
        return None
    so_far = joined(changes)
    because = None
    if so_far.reliable is Reliable.DETERIORATION:
        because = OffTrack.DETERIORATION
    elif session * 100 >= agreed * rule.mid_course_percent and _stuck(so_far.reliable, case=so_far.case_at_end):
        because = OffTrack.NO_IMPROVEMENT
    return Track(not_on_track=because is not None, because=because, rule=rule)


def _stuck(reliable: Reliable, *, case: bool) -> bool:
    return case and reliable is not Reliable.IMPROVEMENT
