"""Goal attainment against values worked by hand from the formula of Kiresuk and Sherman (1968)."""

import pytest

from domain.errors import Invalid
from domain.measures.goals import RatedGoal, attainment, t_score


@pytest.mark.parametrize(
    ("levels", "t"),
    [
        ([0], 50.0),
        ([1], 60.0),
        ([-2], 30.0),
        ([2], 70.0),
        ([0, 0, 0], 50.0),
        ([-1, -1], 37.597),  # 50 - 20 / sqrt(2.6)
        ([1, 1, 1], 63.693),  # 50 + 30 / sqrt(4.8)
        ([-2, -2, -2], 22.614),  # 50 - 60 / sqrt(4.8)
        ([2, 1, 0, -1], 57.255),  # 50 + 20 / sqrt(7.6)
        ([2, 2, 2, 2, 2], 80.151),  # 50 + 100 / sqrt(11)
    ],
)
def test_t_is_as_worked_by_hand(levels: list[int], t: float) -> None:
    assert t_score(levels) == pytest.approx(t, abs=0.0005)


def test_the_start_is_shown_beside_now() -> None:
    goals = [RatedGoal(baseline=-2, now=0), RatedGoal(baseline=-1, now=1)]
    found = attainment(goals)
    assert found is not None
    assert found.goals == 2
    assert (found.baseline, found.now) == pytest.approx((31.395, 56.202), abs=0.0005)


def test_a_dropped_goal_counts_in_neither() -> None:
    kept = RatedGoal(baseline=-1, now=1)
    assert attainment([kept, RatedGoal(baseline=-2, now=-2, dropped=True)]) == attainment([kept])


def test_without_a_goal_that_counts_there_is_no_t() -> None:
    assert attainment([]) is None
    assert attainment([RatedGoal(baseline=-2, now=-2, dropped=True)]) is None


@pytest.mark.parametrize("levels", [[], [3], [0, -3]])
def test_a_level_is_one_of_five(levels: list[int]) -> None:
    with pytest.raises(Invalid, match=r"levels: at least one, each from -2 to \+2"):
        t_score(levels)
