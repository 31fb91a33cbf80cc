"""Classes of change at and beside each published threshold."""

import msgspec
import pytest

from domain.measures.change import Change, NotComparable, change
from domain.measures.instrument import Instrument
from domain.measures.thresholds import Confidence, ReliableChange, Thresholds
from tests.measures.forms import GAD_7, MSPSS, PHQ_9, WSAS, totalling, typed


def changed(instrument: Instrument, before: int, after: int) -> Change:
    found = change(instrument, totalling(instrument, before), totalling(instrument, after))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "after", "reliable"),
    [
        (15, 10, "no reliable change"),
        (15, 9, "reliable improvement"),
        (15, 8, "reliable improvement"),
        (15, 15, "no reliable change"),
        (15, 20, "no reliable change"),
        (15, 21, "reliable deterioration"),
        (15, 22, "reliable deterioration"),
    ],
)
def test_six_points_on_phq_9_are_reliable(before: int, after: int, reliable: str) -> None:
    found = changed(PHQ_9, before, after)
    assert (found.reliable, found.points) == (reliable, after - before)


@pytest.mark.parametrize(
    ("before", "after", "reliable"),
    [
        (12, 9, "no reliable change"),
        (12, 8, "reliable improvement"),
        (12, 15, "no reliable change"),
        (12, 16, "reliable deterioration"),
    ],
)
def test_four_points_on_gad_7_are_reliable(before: int, after: int, reliable: str) -> None:
    assert changed(GAD_7, before, after).reliable == reliable


@pytest.mark.parametrize(
    ("before", "after", "recovery", "reliable"),
    [
        (10, 9, True, False),
        (15, 10, False, False),
        (15, 9, True, True),
        (14, 9, True, False),
        (20, 10, False, False),
        (9, 3, None, None),
    ],
)
def test_recovery_is_from_a_case_to_none_and_reliable_with_six_points(
    before: int, after: int, *, recovery: bool | None, reliable: bool | None
) -> None:
    found = changed(PHQ_9, before, after)
    assert (found.recovery, found.reliable_recovery) == (recovery, reliable)


@pytest.mark.parametrize(
    ("before", "after", "response"), [(20, 10, True), (20, 11, False), (15, 7, True), (15, 8, False), (0, 0, None)]
)
def test_half_the_points_or_fewer_are_a_response(before: int, after: int, *, response: bool | None) -> None:
    assert changed(PHQ_9, before, after).response is response


@pytest.mark.parametrize(("after", "remission"), [(4, True), (5, False)])
def test_fewer_than_five_points_on_phq_9_are_remission(after: int, *, remission: bool) -> None:
    assert changed(PHQ_9, 20, after).remission is remission


def test_gad_7_has_no_published_response_or_remission() -> None:
    found = changed(GAD_7, 20, 0)
    assert (found.response, found.remission) == (None, None)


def test_a_change_on_wsas_is_shown_in_points_alone() -> None:
    found = changed(WSAS, 30, 10)
    assert found.points == -20
    assert (found.reliable, found.recovery, found.response, found.remission) == (None, None, None, None)


def test_points_are_as_exact_as_the_means_that_they_lie_between() -> None:
    assert changed(MSPSS, 35, 61).points == 2.2


def test_where_higher_is_better_a_rise_improves() -> None:
    threshold = ReliableChange(points=1.5, source="a clinic's own", confidence=Confidence.LOW)
    own = msgspec.structs.replace(MSPSS, thresholds=Thresholds(reliable_change=threshold))
    assert changed(own, 36, 54).reliable == "reliable improvement"
    assert changed(own, 36, 53).reliable == "no reliable change"
    assert changed(own, 54, 36).reliable == "reliable deterioration"


def test_a_prorated_total_marks_the_change() -> None:
    found = change(PHQ_9, typed(PHQ_9, "- 2 2 2 2 2 2 2 2"), totalling(PHQ_9, 9))
    assert found is not None
    assert found.prorated
    assert not changed(PHQ_9, 9, 9).prorated


def test_a_form_without_a_total_shows_no_change() -> None:
    assert change(PHQ_9, typed(PHQ_9, "- - - 2 2 2 2 2 2"), totalling(PHQ_9, 9)) is None
    assert change(PHQ_9, totalling(PHQ_9, 9), typed(PHQ_9, "1 1 1 1 1 1 1 1 -")) is None


def test_scores_of_another_version_are_not_compared() -> None:
    newer = msgspec.structs.replace(PHQ_9, version=2)
    with pytest.raises(NotComparable, match=r"phq-9@1 .* phq-9@2"):
        change(newer, totalling(PHQ_9, 20), totalling(newer, 10))
    with pytest.raises(NotComparable):
        change(PHQ_9, totalling(PHQ_9, 20), totalling(GAD_7, 10))
