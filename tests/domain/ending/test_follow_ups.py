"""Long-term benefits are looked at 3, 6 and 12 months after discharge: due as data, held or missed as facts."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from domain.clinic.decisions import Rules, adopt
from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.errors import ReasonNeeded
from domain.course.values import Mode, Outcome
from domain.ending import commands, decisions, values
from domain.ending.due import FollowUpDue, follow_ups, months_later
from domain.ending.errors import UnknownForms
from domain.ending.view import view
from domain.errors import Invalid
from domain.ids import INTERLUDE
from domain.pathway.moving import MoveProtocol, move_protocol
from tests.builders import CLINICIAN, PROTOCOL, a_course
from tests.domain.story import Story

FOLLOWED_UP: dict[str, Any] = dict(months=[3, 6, 12], within_days=30, after=["completed", "completed-early"])
DISCHARGED = date(2026, 1, 31)
FARES: dict[str, Any] = dict(
    mode=Mode.PHONE,
    symptoms="two low days",
    functioning="back at work",
    relationships="calmer at home",
    network="a walking group",
    coping="uses the plan",
    well_being="content",
)


def discharged(outcome: Outcome = Outcome.COMPLETED) -> Story:
    story = a_course().opened()
    content = {**PROTOCOL, "version": 2, "follow_ups": FOLLOWED_UP}
    story.run(adopt, [Rules(kind="protocol", name="ipt-16@2", content=content, sha256="protocol-2")])
    story.do(move_protocol, MoveProtocol(protocol="ipt-16", protocol_version=2, reason="follow-ups"))
    story.do(discharge, Discharge(outcome=outcome, discharged_on=DISCHARGED))
    return story.at("2026-05-04T10:00Z")


def due(story: Story, today: date) -> list[FollowUpDue]:
    protocol = story.world.clinic().protocols[story.case.course.protocol]
    client = story.world.client(story.client)
    return follow_ups(story.case.course, story.case.ending, client, protocol, today)


def standings(story: Story, today: date) -> dict[int, str]:
    return {one.month: one.standing.value for one in due(story, today)}


def held(month: int = 3, reason: str = "", **facts: Any) -> commands.FollowUp:
    return commands.FollowUp(
        author=CLINICIAN, month=month, follow_up=values.FollowUp(**{**FARES, **facts}), reason=reason
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 9, 15), 6, date(2027, 3, 15)),
    ],
)
def test_months_are_calendar_months(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 4, 29), {3: "to-come", 6: "to-come", 12: "to-come"}),
        (date(2026, 4, 30), {3: "due", 6: "to-come", 12: "to-come"}),
        (date(2026, 5, 30), {3: "due", 6: "to-come", 12: "to-come"}),
        (date(2026, 5, 31), {3: "overdue", 6: "to-come", 12: "to-come"}),
    ],
)
def test_a_follow_up_falls_due_on_its_day_and_is_overdue_after_its_stretch(
    today: date, expected: dict[int, str]
) -> None:
    assert standings(discharged(), today) == expected


def test_a_running_course_has_none_and_only_some_outcomes_are_followed_up() -> None:
    assert due(a_course().opened(), date(2027, 1, 1)) == []
    assert due(discharged(Outcome.TRANSFERRED), date(2027, 1, 1)) == []


def test_a_follow_up_is_held_or_missed() -> None:
    story = discharged()
    story.do(decisions.follow_up, held())
    missed = values.MissedFollowUp(why=values.Missed.NO_CONTACT, text="rang twice")
    story.do(decisions.miss_follow_up, commands.MissFollowUp(author=CLINICIAN, month=6, missed=missed))
    assert standings(story, date(2027, 1, 1)) == {3: "held", 6: "missed", 12: "to-come"}
    assert [one.on for one in due(story, date(2027, 1, 1))] == [date(2026, 5, 4), date(2026, 5, 4), None]


def test_a_follow_up_in_another_month_is_a_deviation_that_is_listed_too() -> None:
    story = discharged()
    with pytest.raises(ReasonNeeded, match="after 3, 6, 12 months, not after 4"):
        story.do(decisions.follow_up, held(4))
    story.do(decisions.follow_up, held(4, reason="the client asked for it"))
    assert standings(story, date(2026, 5, 4))[4] == "held"


def test_a_follow_up_of_a_course_that_runs_is_a_deviation() -> None:
    story = a_course().opened()
    with pytest.raises(ReasonNeeded, match="has not been discharged"):
        story.do(decisions.follow_up, held())


def test_a_follow_up_cites_forms_of_the_course_and_a_month_that_can_be() -> None:
    story = discharged()
    unknown: list[UUID] = [uuid5(INTERLUDE, "no form")]
    with pytest.raises(UnknownForms):
        story.do(decisions.follow_up, held(forms=unknown))
    for month in (0, 121):
        with pytest.raises(Invalid, match="month"):
            story.do(decisions.follow_up, held(month))


def test_signs_that_are_back_at_a_follow_up_suggest_a_new_course() -> None:
    story = discharged()
    story.do(decisions.follow_up, held())
    assert not view(story.case).suggests_new_course
    story.do(decisions.follow_up, held(6, signs_returned=["I stop answering"]))
    assert view(story.case).suggests_new_course
