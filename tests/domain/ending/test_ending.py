"""The ending is named, mourned and looked back on; what it leaves the client with can be taken out again later."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import uuid5

import pytest

from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.errors import NotYetHappened, ReasonNeeded
from domain.course.facts import AlreadyReplaced, How, UnknownEntry, standing
from domain.course.noting import Replacing
from domain.course.values import Outcome
from domain.ending import commands, decisions, values
from domain.ending.view import view
from domain.errors import Invalid
from domain.event import Change
from domain.ids import INTERLUDE
from tests.builders import CLINICIAN, a_course
from tests.domain.story import Story

DAY = date(2026, 2, 1)

PLAN = values.RelapsePlan(steps=["tell Sam"], situations=["winter"], people=["Sam"], copy_given=True)
EVERYTHING: Sequence[tuple[Callable[..., Sequence[Change]], type[Any], str, Any]] = (
    (
        decisions.name_ending,
        commands.NameEnding,
        "ending",
        values.NamedEnding(ends_on=date(2026, 6, 1), text="four more"),
    ),
    (
        decisions.acknowledge_feelings,
        commands.AcknowledgeFeelings,
        "feelings",
        values.Feelings(text="sad to stop", acknowledged="a loss of its own"),
    ),
    (
        decisions.review_gains,
        commands.ReviewGains,
        "gains",
        values.Gains(gains=["calls her sister"], goals=[values.GoalReviewed(goal="one calm talk", reached="twice")]),
    ),
    (decisions.note_signs, commands.NoteSigns, "signs", values.Signs(signs=["I stop answering"])),
    (decisions.make_relapse_plan, commands.MakeRelapsePlan, "plan", PLAN),
    (
        decisions.note_remission,
        commands.NoteRemission,
        "remission",
        values.RemissionReached(how=values.Remission.IPT_ALONE),
    ),
    (
        decisions.decide_maintenance,
        commands.DecideMaintenance,
        "maintenance",
        values.MaintenanceChoice(
            decision=values.Maintenance.MAINTENANCE, text="three episodes", client_agreed=True, every_days=28
        ),
    ),
)


def noting(kind: type[Any], **facts: Any) -> Any:
    return kind(author=CLINICIAN, on=DAY, **facts)


def test_the_whole_ending_is_on_record_with_its_day_and_author() -> None:
    story = a_course().opened()
    for decide, kind, field, content in EVERYTHING:
        (change,) = story.do(decide, noting(kind, **{field: content}))
        event: Any = change.event
        assert (change.stream, change.subject, event.on, event.author) == (story.course, story.client, DAY, CLINICIAN)
        assert event.content == content
        assert event.deviation is None
    found = view(story.case)
    kinds = ("named", "feelings", "gains", "signs", "relapse_plans", "remission", "maintenance")
    assert [len(getattr(found, kind)) for kind in kinds] == [1] * len(kinds)
    assert found.plan is not None
    assert found.plan.content == PLAN


def test_a_new_plan_revises_the_one_before_which_stays_in_the_history() -> None:
    story = a_course().opened()
    story.do(decisions.make_relapse_plan, noting(commands.MakeRelapsePlan, plan=PLAN))
    first = story.case.ending.relapse_plans[0].id
    changed = values.RelapsePlan(steps=["tell Sam", "call the surgery"])
    replaces = Replacing(entry=first, how=How.REVISION, reason="looked at again")
    story.do(decisions.make_relapse_plan, noting(commands.MakeRelapsePlan, plan=changed, replaces=replaces))
    plans = story.case.ending.relapse_plans
    assert [plan.replaced_by is None for plan in plans] == [False, True]
    assert [plan.content for plan in standing(plans)] == [changed]
    with pytest.raises(AlreadyReplaced):
        story.do(decisions.make_relapse_plan, noting(commands.MakeRelapsePlan, plan=PLAN, replaces=replaces))


def test_only_an_entry_of_this_kind_can_be_replaced() -> None:
    story = a_course().opened()
    replaces = Replacing(entry=uuid5(INTERLUDE, "nothing"), how=How.CORRECTION, reason="slip")
    with pytest.raises(UnknownEntry, match="relapse plan"):
        story.do(decisions.make_relapse_plan, noting(commands.MakeRelapsePlan, plan=PLAN, replaces=replaces))


@pytest.mark.parametrize(
    ("decide", "kind", "field", "content"),
    [
        (decisions.name_ending, commands.NameEnding, "ending", values.NamedEnding(ends_on=DAY, text=" ")),
        (decisions.acknowledge_feelings, commands.AcknowledgeFeelings, "feelings", values.Feelings(text="")),
        (decisions.review_gains, commands.ReviewGains, "gains", values.Gains(gains=[])),
        (decisions.note_signs, commands.NoteSigns, "signs", values.Signs(signs=["I stop answering", " "])),
        (decisions.make_relapse_plan, commands.MakeRelapsePlan, "plan", values.RelapsePlan(steps=[])),
    ],
)
def test_what_says_nothing_is_refused(decide: Any, kind: type[Any], field: str, content: Any) -> None:
    with pytest.raises(Invalid, match=field):
        a_course().opened().do(decide, noting(kind, **{field: content}))


def test_nothing_is_noted_for_a_day_to_come() -> None:
    ahead = commands.NoteSigns(author=CLINICIAN, on=date(2026, 3, 1), signs=values.Signs(signs=["I stop answering"]))
    with pytest.raises(NotYetHappened):
        a_course().opened().do(decisions.note_signs, ahead)


def discharged(outcome: Outcome = Outcome.COMPLETED) -> Story:
    story = a_course().opened()
    story.do(discharge, Discharge(outcome=outcome, discharged_on=DAY))
    return story.at("2026-05-04T10:00Z")


def test_feelings_acknowledged_after_the_discharge_are_a_deviation_with_a_reason() -> None:
    story = discharged()
    late = commands.AcknowledgeFeelings(author=CLINICIAN, feelings=values.Feelings(text="sad"))
    with pytest.raises(ReasonNeeded, match="discharged"):
        story.do(decisions.acknowledge_feelings, late)


def test_signs_and_plan_may_be_looked_at_again_after_the_discharge() -> None:
    story = discharged()
    again = commands.MakeRelapsePlan(author=CLINICIAN, plan=PLAN)
    (change,) = story.do(decisions.make_relapse_plan, again)
    event: Any = change.event
    assert event.deviation is None


def test_signs_that_come_back_after_the_discharge_suggest_a_new_course() -> None:
    story = discharged()
    assert not view(story.case).suggests_new_course
    back = commands.NoteReturnedSigns(author=CLINICIAN, returned=values.SignsReturned(signs=["I stop answering"]))
    story.do(decisions.note_returned_signs, back)
    assert view(story.case).suggests_new_course
