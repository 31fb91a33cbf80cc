"""Goals: set, worded anew, rated, dropped and taken up again; and what they come to together."""

from datetime import date
from typing import Any

import pytest

from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.errors import CourseDischarged, NotYetHappened, ReasonNeeded
from domain.course.facts import AlreadyReplaced, UnknownEntry
from domain.course.values import Outcome
from domain.errors import Invalid
from domain.formulation.values import AreaKind
from domain.ids import CLINIC
from domain.measures.goals import t_score
from domain.plan import commands, decisions, errors
from domain.plan.state import Goal
from domain.plan.view import attained, level, view
from tests.builders import a_course
from tests.domain.plan.told import AUTHOR, a_goal, correcting, drop, rate, revising, set_goal
from tests.domain.story import Story

TODAY = date(2026, 2, 2)
ENDED = Discharge(outcome=Outcome.COMPLETED, discharged_on=TODAY)


@pytest.fixture
def story() -> Story:
    return a_course().opened()


def the_goal(story: Story) -> Goal:
    (goal,) = story.case.plan.goals.values()
    return goal


def test_a_goal_is_kept_with_what_it_needs(story: Story) -> None:
    set_goal(story, a_goal(objectives=["one talk a week"], strategies=["role play"]))
    goal = the_goal(story)
    content = goal.latest.content
    assert (goal.area, content.words, content.realistic_and_achievable) == (
        AreaKind.ROLE_DISPUTE,
        "talk with my brother",
        True,
    )
    assert (content.objectives, content.strategies, goal.latest.on) == (["one talk a week"], ["role play"], TODAY)


def test_a_goal_may_wait_for_its_scale(story: Story) -> None:
    goal = set_goal(story, a_goal(scale=None, baseline=None))
    with pytest.raises(errors.NoScale):
        rate(story, goal, 1)
    assert attained(story.case.plan) is None


@pytest.mark.parametrize("without", [{"scale": None}, {"baseline": None}])
def test_a_baseline_goes_with_the_scale(story: Story, without: dict[str, Any]) -> None:
    with pytest.raises(Invalid, match=r"goal\.baseline: a level from -2"):
        set_goal(story, a_goal(**without))


def test_a_goal_says_something(story: Story) -> None:
    with pytest.raises(Invalid, match=r"goal\.words: a few words"):
        set_goal(story, a_goal("  "))


def test_a_goal_worded_anew_keeps_what_it_was(story: Story) -> None:
    goal = set_goal(story)
    entry = the_goal(story).latest.id
    again = commands.SetGoal(
        author=AUTHOR, area=AreaKind.GRIEF, goal=a_goal("visit the grave"), replaces=revising(entry)
    )
    story.do(decisions.revise_goal, goal, again)
    found = the_goal(story)
    assert (found.id, found.area, found.latest.content.words) == (goal, AreaKind.GRIEF, "visit the grave")
    assert [one.content.words for one in found.told] == ["talk with my brother", "visit the grave"]
    with pytest.raises(AlreadyReplaced):
        story.do(decisions.revise_goal, goal, again)


def test_a_goal_is_worded_anew_by_naming_what_stands(story: Story) -> None:
    goal = set_goal(story)
    again = commands.SetGoal(author=AUTHOR, area=AreaKind.GRIEF, goal=a_goal())
    with pytest.raises(Invalid, match="replaces"):
        story.do(decisions.revise_goal, goal, again)
    with pytest.raises(Invalid, match="by its own revisions"):
        set_goal(story, replaces=revising(the_goal(story).latest.id))


def test_the_level_is_the_baseline_until_a_goal_is_rated(story: Story) -> None:
    goal = set_goal(story)
    assert level(the_goal(story)) == -1
    rate(story, goal, 1)
    assert level(the_goal(story)) == 1


def test_the_rating_of_the_latest_day_counts_whenever_it_was_noted(story: Story) -> None:
    goal = set_goal(story)
    story.at("2026-03-02T10:00Z")
    rate(story, goal, 2)
    rate(story, goal, 0, on=date(2026, 2, 16))
    assert level(the_goal(story)) == 2


def test_a_rating_of_a_day_to_come_is_no_fact(story: Story) -> None:
    goal = set_goal(story)
    with pytest.raises(NotYetHappened):
        rate(story, goal, 2, on=date(2026, 2, 3))


def test_a_corrected_rating_counts_no_more_and_stays(story: Story) -> None:
    goal = set_goal(story)
    wrong = rate(story, goal, 2)
    rate(story, goal, 0, replaces=correcting(wrong))
    found = the_goal(story)
    assert level(found) == 0
    assert [(one.content.level, one.replaced_by is not None) for one in found.ratings] == [(2, True), (0, False)]
    with pytest.raises(UnknownEntry):
        rate(story, goal, 1, replaces=correcting(goal))


def test_goal_attainment_follows_the_published_formula(story: Story) -> None:
    for words, now in (("first", 1), ("second", 0), ("third", 2)):
        rate(story, set_goal(story, a_goal(words)), now)
    found = attained(story.case.plan)
    assert found is not None
    # n = 3, rho = 0.3: sqrt(3 - 0.9 + 2.7) = 2.1909; 50 + 10 * 3 / 2.1909 = 63.69, and 50 - 13.69 at the start.
    assert (round(found.baseline, 2), round(found.now, 2), found.goals) == (36.31, 63.69, 3)
    assert found.now == t_score([1, 0, 2])


def test_a_dropped_goal_keeps_its_reason_and_is_left_out_of_both_scores(story: Story) -> None:
    kept, gone = set_goal(story), set_goal(story, a_goal("see him weekly", baseline=-2))
    rate(story, kept, 0)
    drop(story, gone)
    found = attained(story.case.plan)
    assert found is not None
    assert (found.goals, found.baseline, found.now) == (1, t_score([-1]), t_score([0]))
    dropped = story.case.plan.goals[gone]
    assert (dropped.is_open, dropped.dropped_on, dropped.dropped_because) == (False, TODAY, "he moved abroad")
    with pytest.raises(errors.GoalDroppedBefore, match="2026-02-02"):
        drop(story, gone)


def test_a_dropped_goal_is_taken_up_again(story: Story) -> None:
    goal = set_goal(story)
    again = commands.TakeUpGoal(author=AUTHOR, why="he came back")
    with pytest.raises(errors.GoalNotDropped):
        story.do(decisions.take_up_goal, goal, again)
    drop(story, goal)
    story.do(decisions.take_up_goal, goal, again)
    assert the_goal(story).is_open


def test_no_goal_is_set_in_a_course_that_is_over_but_one_may_be_rated(story: Story) -> None:
    goal = set_goal(story)
    story.do(discharge, ENDED)
    with pytest.raises(CourseDischarged):
        set_goal(story)
    story.at("2026-05-04T10:00Z")
    with pytest.raises(ReasonNeeded):
        rate(story, goal, 1)
    rate(story, goal, 1, reason="three-month follow-up")
    assert level(the_goal(story)) == 1


def test_a_goal_that_is_not_there_cannot_be_rated(story: Story) -> None:
    with pytest.raises(errors.UnknownGoal):
        rate(story, CLINIC, 1)


def test_the_plan_shows_every_goal_with_its_level(story: Story) -> None:
    rate(story, set_goal(story), 1)
    found = view(story.case, story.world.clinic())
    assert ([goal.level for goal in found.goals], found.every_days, found.ends_on) == ([1], 7, None)
