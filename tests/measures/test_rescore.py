"""Scoring again keeps the old score: a record says which version judged it."""

import msgspec
import pytest

from domain.measures.change import NotComparable
from domain.measures.rescore import by_version, rescored
from domain.measures.score import score
from domain.measures.thresholds import Caseness, Confidence
from tests.measures.forms import GAD_7, PHQ_9, coming_to, totalling

ANSWERS = coming_to(PHQ_9, 11)
STRICTER = Caseness(at_least=12, source="another study", confidence=Confidence.MEDIUM)
NEWER = msgspec.structs.replace(
    PHQ_9, version=2, thresholds=msgspec.structs.replace(PHQ_9.thresholds, caseness=STRICTER)
)


def test_a_newer_version_stands_beside_the_old_one() -> None:
    found = rescored([score(PHQ_9, ANSWERS)], NEWER, ANSWERS)
    assert [(one.version, one.total, one.case) for one in found] == [(1, 11, True), (2, 11, False)]


def test_a_version_judges_a_form_once() -> None:
    once = rescored([], PHQ_9, ANSWERS)
    assert rescored(once, PHQ_9, coming_to(PHQ_9, 0)) == once


def test_a_score_is_found_by_the_version_that_gave_it() -> None:
    both = rescored([score(PHQ_9, ANSWERS)], NEWER, ANSWERS)
    assert by_version(both, 2) == both[1]
    assert by_version(both, 3) is None


def test_scores_of_another_instrument_do_not_stand_beside() -> None:
    with pytest.raises(NotComparable):
        rescored([totalling(GAD_7, 3)], PHQ_9, ANSWERS)
