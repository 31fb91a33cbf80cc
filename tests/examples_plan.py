"""Examples of the events of plan and work, as they could stand in the log of one short case. Never changed."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

from domain.course import events as course
from domain.course.facts import How
from domain.course.values import Deviation
from domain.event import Event
from domain.formulation.values import AreaKind
from domain.plan import events as plan
from domain.plan.values import Contract, Goal, Rated, Review, Scale
from domain.work import events as work
from domain.work.techniques import RolePlay
from domain.work.values import Asked, Link, NextStep, Opening, Used

CAST = UUID("0d9a6f6e-7c1c-4d55-9a53-3f8f0c4b5f10")


def the(name: str) -> UUID:
    """Return the id of somebody or something in these examples, as in `tests.examples`."""
    return uuid5(CAST, name)


DAY = date(2026, 3, 16)
LATE = Deviation(what="the session had been cancelled", reason="it took place after all")
SCALE = Scale(
    much_less="argues daily", less="argues weekly", expected="one calm talk", more="two calm talks", much_more="at ease"
)


def fact(name: str, what: str) -> dict[str, Any]:
    """Return the fields that every fact has, in an example that leaves none of them empty."""
    return {
        "id": the(name),
        "on": DAY,
        "author": "Dr Amari",
        "replaces": the(f"earlier {name}"),
        "how": How.CORRECTION,
        "because": what,
        "deviation": LATE,
    }


COURSE: list[Event] = [
    course.SessionLengthChanged(session=the("session"), minutes=45, before=50),
    course.FrequencyAgreed(every_days=14, before=7),
]
PLAN: list[Event] = [
    plan.GoalSet(
        goal=the("goal"),
        area=AreaKind.ROLE_DISPUTE,
        content=Goal(
            words="talk with my brother",
            objectives=["one talk a week"],
            strategies=["communication analysis"],
            realistic_and_achievable=True,
            scale=SCALE,
            baseline=-1,
        ),
        **fact("goal entry", "wrong scale"),
    ),
    plan.GoalRated(goal=the("goal"), content=Rated(level=1, remark="two talks"), **fact("rating", "misheard")),
    plan.GoalDropped(goal=the("goal"), content="he moved abroad", **fact("drop", "wrong day")),
    plan.GoalTakenUp(goal=the("goal"), content="he came back", **fact("take-up", "wrong day")),
    plan.ContractAgreed(
        content=Contract(sessions=14, minutes=50, every_days=7, focus="the dispute", copy_given_on=DAY),
        **fact("contract", "a session more"),
    ),
    plan.PlanReviewed(
        session=the("session"),
        content=Review(
            progress="fewer quarrels",
            needing_attention=["sleep"],
            barriers=["shift work"],
            consequences="keep the focus",
        ),
        **fact("review", "left out sleep"),
    ),
]
WORK: list[Event] = [
    work.OpeningNoted(
        session=the("session"),
        content=Opening(answer="a hard week", mood=4, links=[Link(event="the call", mood="sank")]),
        **fact("opening", "another week"),
    ),
    work.TechniqueUsed(
        session=the("session"),
        technique="role-play",
        goal=the("goal"),
        content=Used(
            record=RolePlay(situation="the call", roles="he was played by me", practised="asking", went="calmly"),
            response="relieved",
        ),
        **fact("technique", "another technique"),
    ),
    work.AreaWorkedOn(
        session=the("session"), area=AreaKind.ROLE_DISPUTE, content="what each expects", **fact("area work", "unclear")
    ),
    work.StepAgreed(
        session=the("session"), content=NextStep(words="ring him", ask_by_sms=True), **fact("step", "another day")
    ),
    work.StepAskedAbout(
        session=the("session"),
        step=the("step"),
        content=Asked(told="rang him twice", goes_on=True),
        **fact("step answer", "once"),
    ),
    work.TaskDone(task="focus-work", phase="middle", content="began", **fact("task", "another day")),
    work.NoteDrafted(note=the("note"), session=the("session"), content="Spoke of the call.", **fact("draft", "typo")),
    work.NoteSigned(note=the("note"), needs_cosignature=True, **fact("signature", "wrong day")),
    work.NoteAddended(note=the("note"), content="He rang back.", **fact("addendum", "typo")),
    work.NoteCosigned(note=the("note"), content="agreed", **fact("cosignature", "wrong day")),
    work.Retracted(entry=the("area work"), content="another client's", **fact("retraction", "wrong entry")),
]
EXAMPLES_PLAN: list[Event] = [*COURSE, *PLAN, *WORK]
