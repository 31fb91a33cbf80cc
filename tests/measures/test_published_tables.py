"""Scores and bands as they were published, written out by hand: Kroenke 2001, Spitzer 2006, Mundt 2002, Zimet 2016."""

import pytest

from domain.measures.thresholds import Confidence
from tests.measures.forms import GAD_7, INSTRUMENTS, MSPSS, PHQ_9, WSAS, totalling, typed


@pytest.mark.parametrize(
    ("points", "band"),
    [
        (0, "minimal"),
        (4, "minimal"),
        (5, "mild"),
        (9, "mild"),
        (10, "moderate"),
        (14, "moderate"),
        (15, "moderately severe"),
        (19, "moderately severe"),
        (20, "severe"),
        (27, "severe"),
    ],
)
def test_phq_9_bands_have_their_published_edges(points: int, band: str) -> None:
    found = totalling(PHQ_9, points)
    assert (found.total, found.band) == (points, band)


@pytest.mark.parametrize(
    ("points", "band"),
    [
        (0, "minimal"),
        (4, "minimal"),
        (5, "mild"),
        (9, "mild"),
        (10, "moderate"),
        (14, "moderate"),
        (15, "severe"),
        (21, "severe"),
    ],
)
def test_gad_7_bands_have_their_published_edges(points: int, band: str) -> None:
    found = totalling(GAD_7, points)
    assert (found.total, found.band) == (points, band)


@pytest.mark.parametrize(
    ("points", "band"),
    [
        (0, "subclinical"),
        (9, "subclinical"),
        (10, "significant impairment"),
        (20, "significant impairment"),
        (21, "moderately severe or worse"),
        (40, "moderately severe or worse"),
    ],
)
def test_wsas_bands_have_their_published_edges(points: int, band: str) -> None:
    found = totalling(WSAS, points)
    assert (found.total, found.band) == (points, band)


@pytest.mark.parametrize(
    ("points", "mean", "band"),
    [
        (12, 1.0, "low"),
        (35, 2.9, "low"),  # 2.917
        (36, 3.0, "moderate"),
        (60, 5.0, "moderate"),
        (61, 5.1, "high"),  # 5.083 lies between the published bands until it is rounded
        (84, 7.0, "high"),
    ],
)
def test_mspss_means_are_rounded_before_they_are_banded(points: int, mean: float, band: str) -> None:
    found = totalling(MSPSS, points)
    assert (found.total, found.band) == (mean, band)


def test_mspss_subscales_are_the_means_of_their_own_four_items() -> None:
    #                     1 2 3 4 5 6 7 8 9 10 11 12
    found = typed(MSPSS, "7 7 1 1 7 4 4 1 4 7 2 5")
    scored = [(scale.id, scale.total, scale.band) for scale in found.subscales]
    # Family is 5 / 4 = 1.25, friends 17 / 4 = 4.25: halves go up.
    assert scored == [("significant-other", 7.0, "high"), ("family", 1.3, "low"), ("friends", 4.3, "moderate")]
    assert found.total == 4.2  # 50 / 12


@pytest.mark.parametrize(
    ("name", "items", "lowest", "highest"),
    [
        ("phq-9@1", 9, 0, 27),
        ("gad-7@1", 7, 0, 21),
        ("wsas@1", 5, 0, 40),
        ("mspss@1", 12, 1, 7),
        ("mood@1", 1, 0, 10),
        ("relationships@1", 1, 0, 10),
    ],
)
def test_each_instrument_has_its_items_and_range(name: str, items: int, lowest: int, highest: int) -> None:
    assert len(INSTRUMENTS[name].items) == items
    assert INSTRUMENTS[name].range() == (lowest, highest)


def test_seven_instruments_come_with_the_program() -> None:
    ours = ["communication-skills@1", "mood@1", "relationships@1"]
    assert sorted(INSTRUMENTS) == sorted([*ours, "gad-7@1", "mspss@1", "phq-9@1", "wsas@1"])


def test_only_item_9_of_phq_9_is_a_risk_item() -> None:
    found = {name: [risk.item for risk in one.risk_items] for name, one in INSTRUMENTS.items() if one.risk_items}
    assert found == {"phq-9@1": ["9"]}


@pytest.mark.parametrize(("answer", "risk"), [(0, []), (1, [("9", 1)]), (2, [("9", 2)]), (3, [("9", 3)])])
def test_any_answer_above_0_to_item_9_is_a_risk_answer(answer: int, risk: list[tuple[str, int]]) -> None:
    found = typed(PHQ_9, f"0 0 0 0 0 0 0 0 {answer}")
    assert [(one.item, one.value) for one in found.risk] == risk


def test_the_functional_question_is_kept_and_is_not_in_the_total() -> None:
    found = typed(PHQ_9, "1 1 1 1 1 1 1 1 0 3")
    assert found.total == 8
    assert found.unscored == {"functional": 3}


@pytest.mark.parametrize(("points", "case"), [(9, False), (10, True)])
def test_a_phq_9_of_10_is_a_case(points: int, *, case: bool) -> None:
    assert totalling(PHQ_9, points).case is case


@pytest.mark.parametrize(("points", "case"), [(7, False), (8, True)])
def test_a_gad_7_of_8_is_a_case(points: int, *, case: bool) -> None:
    assert totalling(GAD_7, points).case is case


def test_what_is_not_published_is_not_judged() -> None:
    assert totalling(WSAS, 40).case is None
    assert WSAS.thresholds.reliable_change is None
    assert totalling(INSTRUMENTS["mood@1"], 3).band is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [("phq-9@1", {"form": "44249-1", "total": "44261-6"}), ("gad-7@1", {"form": "69737-5", "total": "70274-6"})],
)
def test_forms_and_totals_carry_their_loinc_codes(name: str, codes: dict[str, str]) -> None:
    assert {code.of: code.code for code in INSTRUMENTS[name].codes} == codes


def test_a_form_with_a_risk_item_is_never_answered_by_digits_in_one_text() -> None:
    for one in INSTRUMENTS.values():
        assert not (one.risk_items and "sms-compact" in one.entry)


def test_no_bundled_threshold_is_one_that_would_have_to_be_shown_as_unvalidated() -> None:
    for one in INSTRUMENTS.values():
        found = one.thresholds
        rules = (found.caseness, found.reliable_change, found.response, found.remission, one.bands)
        assert all(rule.confidence is not Confidence.LOW for rule in rules if rule)
