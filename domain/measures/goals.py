"""Goal attainment: one T score over goals that each are rated on five levels worded with the client.

T = 50 + 10 * sum(x) / sqrt(n - rho * n + rho * n^2), equal weights, rho = 0.3 (Kiresuk & Sherman 1968).
50 means: on the whole as expected.
"""

from collections.abc import Sequence
from math import sqrt

from domain.errors import Invalid
from domain.values import Value

EXPECTED_T = 50.0
SPREAD_T = 10.0
RHO = 0.3
"""The correlation between goals that the formula assumes."""

LOWEST, HIGHEST = -2, 2


class RatedGoal(Value):
    """A goal's levels, from -2 (much less than expected) over 0 (expected) to +2: at the start and now.

    A dropped goal stays on record with its reason, and counts in neither score.
    """

    baseline: int
    now: int
    dropped: bool = False


class Attainment(Value):
    """T at the start and now, over the `goals` that count."""

    goals: int
    baseline: float
    now: float


def attainment(goals: Sequence[RatedGoal]) -> Attainment | None:
    """Return the T scores of goals, or None where none counts.

    Raises:
        Invalid: a level lies outside -2 to +2.
    """
    counted = [goal for goal in goals if not goal.dropped]
    if not counted:
        return None
    return Attainment(
        goals=len(counted),
        baseline=t_score([goal.baseline for goal in counted]),
        now=t_score([goal.now for goal in counted]),
    )


def t_score(levels: Sequence[int]) -> float:
    """Return the T score of at least one level, unrounded.

    Raises:
        Invalid: there is none, or one lies outside -2 to +2.
    """
    if not levels or any(not LOWEST <= level <= HIGHEST for level in levels):
        raise Invalid(field="levels", expected=f"at least one, each from {LOWEST} to +{HIGHEST}")
    n = len(levels)
    return EXPECTED_T + SPREAD_T * sum(levels) / sqrt(n - RHO * n + RHO * n**2)
