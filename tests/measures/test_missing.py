"""Answers that are not there: replaced where a published rule says so, marked, and otherwise never guessed."""

import pytest

from domain.errors import Invalid
from domain.measures.answers import Answers
from domain.measures.score import score
from tests.measures.forms import INSTRUMENTS, MSPSS, PHQ_9, WSAS, typed


def test_two_missing_answers_to_phq_9_are_replaced_by_the_mean_of_the_rest() -> None:
    found = typed(PHQ_9, "2 - 2 2 - 2 2 2 2")
    assert (found.total, found.band) == (18, "moderately severe")
    assert found.prorated
    assert not found.complete
    assert found.missing == ["2", "5"]


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ("- 1 1 1 1 1 1 1 1", 9),
        ("- 2 2 1 1 1 1 1 0", 10),  # 9 / 8 * 9 = 10.125
        ("- 3 1 1 1 1 1 1 1", 11),  # 10 / 8 * 9 = 11.25
        ("- 1 1 1 1 0 0 0 0", 5),  # 4 / 8 * 9 = 4.5: halves go up
        ("- - 2 2 1 1 1 0 0", 9),  # 7 / 7 * 9
    ],
)
def test_a_prorated_total_is_rounded_to_a_whole_number(answers: str, total: int) -> None:
    found = typed(PHQ_9, answers)
    assert (found.total, found.prorated) == (total, True)


def test_three_missing_answers_to_phq_9_leave_no_total() -> None:
    found = typed(PHQ_9, "- - - 3 3 3 3 3 3")
    assert (found.total, found.band, found.case) == (None, None, None)
    assert found.reason == "too-many-missing"
    assert not found.prorated
    assert [(one.item, one.value) for one in found.risk] == [("9", 3)]


def test_a_missing_risk_item_is_never_prorated_but_reported_as_missing() -> None:
    found = typed(PHQ_9, "1 1 1 1 1 1 1 1 -")
    assert (found.total, found.prorated) == (None, False)
    assert found.reason == "risk-item-missing"
    assert found.risk_missing == ["9"]
    assert found.risk == []


def test_a_missing_functional_question_leaves_a_form_complete() -> None:
    assert typed(PHQ_9, "1 1 1 1 1 1 1 1 0 -").complete


def test_a_complete_form_is_not_marked_as_prorated() -> None:
    found = typed(PHQ_9, "1 1 1 1 1 1 1 1 1")
    assert found.complete
    assert not found.prorated


@pytest.mark.parametrize("name", ["gad-7@1", "mspss@1", "mood@1", "relationships@1"])
def test_one_missing_answer_leaves_no_total_where_no_rule_is_published(name: str) -> None:
    instrument = INSTRUMENTS[name]
    all_but_one = {item.id: max(instrument.values(item)) for item in instrument.items[1:]}
    assert score(instrument, Answers(given=all_but_one)).reason == "too-many-missing"


def test_work_that_is_not_applicable_is_replaced_by_the_mean_of_the_rest() -> None:
    found = typed(WSAS, "na 4 4 4 4")
    assert (found.total, found.prorated, found.complete) == (20, True, True)
    assert found.not_applicable == ["1"]
    assert found.missing == []


@pytest.mark.parametrize(
    ("answers", "total"), [("na 4 4 5 4", 21), ("na 1 0 0 0", 1), ("- 4 4 4 4", 20), ("8 8 - 8 7", 39)]
)
def test_one_answer_of_wsas_may_be_missing_or_not_applicable(answers: str, total: int) -> None:
    # 17 / 4 * 5 = 21.25; 1 / 4 * 5 = 1.25; 31 / 4 * 5 = 38.75
    assert typed(WSAS, answers).total == total


@pytest.mark.parametrize("answers", ["na - 4 4 4", "- - 4 4 4", "na 4 4 4 -"])
def test_two_answers_of_wsas_without_a_value_leave_no_total(answers: str) -> None:
    assert typed(WSAS, answers).reason == "too-many-missing"


def test_a_subscale_of_mspss_is_scored_where_its_own_items_are_answered() -> None:
    found = typed(MSPSS, "5 5 - 5 5 5 5 5 5 5 5 5")
    assert found.total is None
    assert [scale.total for scale in found.subscales] == [5.0, None, 5.0]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ("1 2 4 0 0 0 0 0 0", "answer 3: expected 0, 1, 2 or 3, or - for missing"),
        ("1 2 x 0 0 0 0 0 0", "answer 3: expected 0, 1, 2 or 3, or - for missing"),
        ("na 2 0 0 0 0 0 0 0", "answer 1: expected 0, 1, 2 or 3, or - for missing"),
        ("1 2 0 0 0 0 0 0 -1", "answer 9: "),
        ("0 0 0 0 0 0 0 0 0 4", "answer functional: "),
        ("1 2", "answers: expected 9 (or 10 with functional)"),
        ("1 2 0 0 0 0 0 0 0 0 0", "answers: expected 9 (or 10 with functional)"),
        ("", "answers: expected 9 (or 10 with functional)"),
    ],
)
def test_a_wrong_answer_is_named_with_what_was_expected(answers: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        typed(PHQ_9, answers)
    assert str(refused.value).startswith(field)


def test_a_wrong_answer_is_not_quoted() -> None:
    with pytest.raises(Invalid) as refused:
        typed(PHQ_9, "0 0 secret 0 0 0 0 0 0")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (Answers(given={"1": 9}), "answer 1: "),
        (Answers(given={"12": 1}), "answer 12: an item of wsas@1"),
        (Answers(not_applicable=["2"]), "answer 2: "),
        (Answers(given={"1": 2}, not_applicable=["1"]), "answer 1: "),
    ],
)
def test_kept_answers_that_an_instrument_does_not_know_are_not_scored(answers: Answers, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        score(WSAS, answers)
    assert str(refused.value).startswith(field)
