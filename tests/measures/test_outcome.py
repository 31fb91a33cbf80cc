"""The outcome of a course over PHQ-9 and GAD-7 together, as NHS Talking Therapies counts it."""

import msgspec
import pytest

from domain.errors import Invalid
from domain.measures.change import NotComparable
from domain.measures.outcome import Outcome, Series, lacking, outcome
from tests.measures.forms import GAD_7, PHQ_9, WSAS, series, totalling, typed

Pair = tuple[int, int]


def of(phq: Pair, gad: Pair) -> Outcome:
    found = outcome([series(PHQ_9, *phq), series(GAD_7, *gad)])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("phq", "gad", "reliable"),
    [
        ((15, 9), (10, 10), "reliable improvement"),
        ((15, 10), (10, 6), "reliable improvement"),
        ((15, 10), (10, 7), "no reliable change"),
        ((15, 9), (10, 13), "reliable improvement"),  # a rise of 3 is not reliable
        ((15, 9), (10, 14), "no reliable change"),  # one improved, the other deteriorated
        ((15, 21), (10, 6), "no reliable change"),
        ((15, 21), (10, 7), "reliable deterioration"),
        ((15, 20), (10, 14), "reliable deterioration"),
        ((15, 21), (10, 14), "reliable deterioration"),
        ((15, 20), (10, 13), "no reliable change"),
    ],
)
def test_one_instrument_decides_unless_the_other_moves_reliably_against_it(phq: Pair, gad: Pair, reliable: str) -> None:
    assert of(phq, gad).reliable == reliable


@pytest.mark.parametrize(
    ("phq", "gad", "recovery", "reliable"),
    [
        ((10, 9), (7, 7), True, False),
        ((9, 9), (8, 7), True, False),
        ((15, 9), (12, 7), True, True),
        ((15, 9), (12, 8), False, False),  # still a case of anxiety
        ((15, 10), (12, 7), False, False),  # still a case of depression
        ((9, 9), (8, 4), True, True),
        ((9, 3), (7, 3), None, None),  # no case at the start
    ],
)
def test_recovery_is_from_a_case_on_either_to_a_case_on_neither(
    phq: Pair, gad: Pair, *, recovery: bool | None, reliable: bool | None
) -> None:
    found = of(phq, gad)
    assert (found.recovery, found.reliable_recovery) == (recovery, reliable)


def test_a_client_may_become_a_case() -> None:
    found = of((9, 10), (7, 7))
    assert (found.case_at_start, found.case_at_end) == (False, True)


def test_the_first_and_the_last_complete_form_are_compared() -> None:
    partly = typed(PHQ_9, "- 3 3 3 3 3 3 3 3")
    scores = [partly, totalling(PHQ_9, 18), totalling(PHQ_9, 25), totalling(PHQ_9, 8), partly]
    found = outcome([Series(instrument=PHQ_9, scores=scores), series(GAD_7, 5, 5)])
    assert found is not None
    assert [one.points for one in found.changes] == [-10, 0]


def test_an_instrument_with_one_complete_form_leaves_no_outcome_and_is_named() -> None:
    both = [series(PHQ_9, 15, 5), series(GAD_7, 12)]
    assert outcome(both) is None
    assert lacking(both) == ["gad-7"]


def test_no_forms_make_no_outcome() -> None:
    assert outcome([]) is None


def test_an_instrument_without_thresholds_has_no_part_in_an_outcome() -> None:
    with pytest.raises(Invalid, match="wsas: thresholds for caseness and reliable change"):
        outcome([series(WSAS, 30, 10)])


def test_scores_by_another_version_have_no_part_in_an_outcome() -> None:
    newer = msgspec.structs.replace(PHQ_9, version=2)
    with pytest.raises(NotComparable):
        outcome([Series(instrument=newer, scores=[totalling(PHQ_9, 15), totalling(newer, 5)])])
