"""Not on track: a house rule that says of itself that nobody validated it."""

import pytest

from domain.measures.track import Track, TrackRule, not_on_track
from tests.measures.forms import GAD_7, PHQ_9, series


def judged(phq: tuple[int, ...], gad: tuple[int, ...], session: int) -> Track:
    found = not_on_track([series(PHQ_9, *phq), series(GAD_7, *gad)], session, agreed=16)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("phq", "gad", "session", "because"),
    [
        ((15, 21), (10, 10), 2, "reliable-deterioration"),
        ((15, 20), (10, 10), 2, None),
        ((15, 12), (10, 10), 7, None),  # not yet mid-course
        ((15, 12), (10, 10), 8, "no-reliable-improvement"),
        ((15, 12), (10, 10), 9, "no-reliable-improvement"),
        ((15, 9), (10, 10), 8, None),  # improved
        ((12, 9), (10, 7), 8, None),  # no case any more
        ((12, 9), (10, 8), 8, "no-reliable-improvement"),  # still a case of anxiety
    ],
)
def test_a_course_is_not_on_track_when_worse_or_when_stuck_at_mid_course(
    phq: tuple[int, ...], gad: tuple[int, ...], session: int, because: str | None
) -> None:
    found = judged(phq, gad, session)
    assert (found.because, found.not_on_track) == (because, because is not None)


def test_mid_course_of_an_odd_number_is_after_its_half() -> None:
    stuck = [series(PHQ_9, 15, 14)]
    found = [not_on_track(stuck, session, agreed=13) for session in (6, 7)]
    assert [one.not_on_track for one in found if one] == [False, True]


def test_an_instrument_without_two_complete_forms_is_left_out() -> None:
    found = judged((15, 21), (10,), 2)
    assert found.because == "reliable-deterioration"


def test_without_two_forms_there_is_no_finding() -> None:
    assert not_on_track([series(PHQ_9, 20), series(GAD_7)], session=8, agreed=16) is None


def test_the_finding_names_the_rule_and_that_it_is_unvalidated() -> None:
    rule = judged((15, 15), (10, 10), 8).rule
    assert (rule.name, rule.version, rule.validated) == ("not-on-track", 1, False)


def test_a_clinic_may_judge_earlier() -> None:
    early = TrackRule(version=2, mid_course_percent=25)
    found = not_on_track([series(PHQ_9, 15, 14)], 4, 16, early)
    assert found is not None
    assert found.not_on_track
    assert found.rule.version == 2
