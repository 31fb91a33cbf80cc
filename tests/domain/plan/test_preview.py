"""Previews: what a change would touch, before anyone saves it, and that it then does just that."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from domain.course import commands
from domain.course.booking import book_series, move_session
from domain.course.decisions import change_plan, discharge, pause, plan_check_ins, resume, stop_check_ins
from domain.course.values import CheckInPlan, Outcome, PlanPart, Wish
from domain.event import Change
from domain.instant import DAY, iso, later
from domain.policy.preview import Difference, Effect, Sort, preview
from tests.builders import ROOM, a_course, wall
from tests.domain.story import Story

DECISION = Callable[..., Sequence[Change]]


@pytest.fixture
def story() -> Story:
    return a_course().with_series("2026-02-09T09:00", 4).with_check_ins(2, "18:30").opened()


def looked_at(story: Story, decision: DECISION, *args: Any, days: int = 60) -> list[Difference]:
    """What a decision would touch; nothing is appended."""
    length = len(story.world.log)
    found = preview(
        story.world, story.course, decision(story.world, story.course, *args), later(story.world.now, days * DAY)
    )
    assert len(story.world.log) == length
    return found


def told(found: list[Difference], sort: Sort) -> list[tuple[str, str, str]]:
    """Each difference of a sort: its effect, the day it was on, and the day it would be on."""
    return [
        (one.effect.value, iso(one.before)[:10] if one.before else "", iso(one.after)[:10] if one.after else "")
        for one in found
        if one.sort is sort
    ]


def a_change(part: PlanPart, **facts: Any) -> commands.ChangePlan:
    return commands.ChangePlan(
        part=part,
        change="as agreed",
        reason="shift work",
        decided_by="both",
        client_agreed=True,
        effective_on=date(2026, 2, 2),
        **{"apply_to_booked": True, **facts},
    )


def test_a_new_frequency_shows_which_sessions_and_reminders_move(story: Story) -> None:
    found = looked_at(story, change_plan, a_change(PlanPart.FREQUENCY, every_days=14))
    assert told(found, Sort.SESSION) == [
        ("moves", "2026-02-16", "2026-02-23"),
        ("moves", "2026-02-23", "2026-03-09"),
        ("moves", "2026-03-02", "2026-03-23"),
    ]
    reminders = [one for one in found if one.kind == "session-reminder"]
    assert {one.effect for one in reminders} == {Effect.MOVES}
    assert len(reminders) == 3


def test_a_change_of_the_focus_touches_nothing(story: Story) -> None:
    assert looked_at(story, change_plan, a_change(PlanPart.FOCUS)) == []


def test_a_new_length_changes_sessions_where_they_stand(story: Story) -> None:
    found = looked_at(story, change_plan, a_change(PlanPart.SESSION_LENGTH, minutes=45))
    assert {(one.effect, one.before == one.after) for one in found if one.sort is Sort.SESSION} == {
        (Effect.CHANGES, True)
    }


def test_more_sessions_appear_with_their_messages(story: Story) -> None:
    found = looked_at(story, change_plan, a_change(PlanPart.SESSION_NUMBER, sessions_agreed=12), days=90)
    assert told(found, Sort.SESSION)[:2] == [("appears", "", "2026-03-09"), ("appears", "", "2026-03-16")]
    assert [one.effect for one in found if one.kind == "session-reminder"] == [Effect.APPEARS] * 8


def test_a_booking_shows_what_would_appear(story: Story) -> None:
    series = commands.BookSeries(slot=Wish(starts=wall("2026-03-09T09:00")), place=ROOM, count=1)
    assert told(looked_at(story, book_series, series), Sort.SESSION) == [("appears", "", "2026-03-09")]


def test_a_move_shows_one_session_or_all_following(story: Story) -> None:
    move = commands.MoveSession(starts=wall("2026-02-24T14:00"))
    assert len(told(looked_at(story, move_session, story.sessions[1], move), Sort.SESSION)) == 1
    following = commands.MoveSession(starts=wall("2026-02-24T14:00"), following=True)
    assert len(told(looked_at(story, move_session, story.sessions[1], following), Sort.SESSION)) == 3


def test_other_check_ins_move_within_their_week(story: Story) -> None:
    plan = CheckInPlan(weekday=4, at=story.case.course.check_ins.plan.at, items=["mood"])  # type: ignore[union-attr]
    found = told(looked_at(story, plan_check_ins, commands.PlanCheckIns(plan=plan), days=14), Sort.CHECK_IN)
    assert found == [("moves", "2026-02-04", "2026-02-06"), ("moves", "2026-02-11", "2026-02-13")]


def test_check_ins_that_are_stopped_vanish(story: Story) -> None:
    found = looked_at(story, stop_check_ins, commands.StopCheckIns(), days=14)
    assert told(found, Sort.CHECK_IN) == [("vanishes", "2026-02-04", ""), ("vanishes", "2026-02-11", "")]


def test_in_a_pause_sessions_rest_and_messages_vanish(story: Story) -> None:
    found = looked_at(story, pause, commands.Pause(reason="holiday"), days=14)
    assert [effect for effect, *_ in told(found, Sort.SESSION)] == ["rests", "rests"]
    assert {one.effect for one in found if one.sort is not Sort.SESSION} == {Effect.VANISHES}


def test_what_rested_comes_back_when_the_course_goes_on(story: Story) -> None:
    story.do(pause, commands.Pause(reason="holiday"))
    story.at("2026-02-03T10:00Z")
    found = looked_at(story, resume, commands.Resume(), days=14)
    assert {one.kind for one in found if one.effect is Effect.APPEARS} >= {"session-reminder", "check-in"}


def test_a_discharge_makes_everything_vanish(story: Story) -> None:
    ended = commands.Discharge(outcome=Outcome.COMPLETED_EARLY, discharged_on=date(2026, 2, 2))
    found = looked_at(story, discharge, ended)
    assert {one.effect for one in found} == {Effect.VANISHES}
    assert {one.sort for one in found} == set(Sort)


def test_nothing_beyond_the_horizon_is_shown(story: Story) -> None:
    change = a_change(PlanPart.FREQUENCY, every_days=14)
    assert told(looked_at(story, change_plan, change, days=7), Sort.SESSION) == []


def test_a_preview_tells_what_then_happens(story: Story) -> None:
    change = a_change(PlanPart.FREQUENCY, every_days=14)
    foreseen = {one.key: one.after for one in looked_at(story, change_plan, change) if one.sort is Sort.SESSION}
    story.do(change_plan, change)
    now = {str(one.id): one.starts_at for one in story.case.course.sessions.values()}
    assert foreseen
    assert all(now[key] == after for key, after in foreseen.items())
