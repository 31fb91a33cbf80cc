"""What is noted of a session: how it opened, techniques, areas and next steps."""

from datetime import date

import pytest

from domain.clinic.decisions import adopt
from domain.course.booking import cancel_session
from domain.course.commands import CancelSession
from domain.course.errors import NotYetHappened, ReasonNeeded, UnknownSession
from domain.course.facts import AlreadyReplaced, UnknownEntry, standing
from domain.course.values import Party
from domain.errors import Invalid
from domain.ids import CLINIC
from domain.plan.errors import UnknownGoal
from domain.work import commands, decisions, errors
from domain.work.decisions import open_steps
from domain.work.techniques import (
    TECHNIQUES,
    CommunicationAnalysis,
    GuidedImagery,
    InWords,
    ProblemSolving,
    Record,
)
from domain.work.values import Link
from tests.builders import a_clinic
from tests.domain.plan.told import correcting, set_goal
from tests.domain.story import Story
from tests.domain.work.told import AUTHOR, ROLE_PLAY, agrees, asks, clarifies, held, opens, uses, works_on


@pytest.fixture
def story() -> Story:
    return held(2)


def test_a_session_opens_with_how_the_client_has_been_and_why(story: Story) -> None:
    opens(story, story.sessions[0], mood=4, links=[Link(event="the call", mood="sank")])
    (found,) = story.case.work.openings
    opening = found.content.opening
    assert (opening.answer, opening.mood, opening.links) == ("a hard week", 4, [Link(event="the call", mood="sank")])
    assert found.on == date(2026, 2, 9)


def test_what_is_noted_late_is_dated_as_its_session(story: Story) -> None:
    opens(story, story.sessions[0])
    assert story.world.log[-1].occurred_at < story.world.log[-1].recorded_at


def test_a_session_that_lies_ahead_has_no_record_yet(story: Story) -> None:
    with pytest.raises(NotYetHappened):
        opens(story, story.sessions[2])
    with pytest.raises(UnknownSession):
        opens(story, CLINIC)


def test_work_of_a_cancelled_session_is_kept_as_a_deviation(story: Story) -> None:
    session = story.sessions[2]
    story.do(cancel_session, session, CancelSession(by=Party.CLIENT))
    story.at("2026-02-23T10:00Z")
    with pytest.raises(ReasonNeeded, match="had been cancelled"):
        opens(story, session)
    opens(story, session, reason="it took place after all")
    assert len(story.case.work.openings) == 1


@pytest.mark.parametrize(
    ("technique", "record"),
    [
        ("role-play", ROLE_PLAY),
        ("guided-imagery", GuidedImagery(scene="the beach", insight="he listens there")),
        (
            "communication-analysis",
            CommunicationAnalysis(said="fine", meant="hurt", heard="indifferent", next_time="that hurt me"),
        ),
        ("problem-solving", ProblemSolving(problem="late shifts", options=["swap", "ask"], choice="ask", result="ok")),
        ("clarification", InWords(words="what he meant")),
        ("decision-analysis", InWords(words="to move or to stay")),
    ],
)
def test_each_technique_has_its_own_record(story: Story, technique: str, record: Record) -> None:
    uses(story, story.sessions[0], technique, record)
    (found,) = story.case.work.techniques
    assert (found.content.technique, found.content.used.record) == (technique, record)


def test_a_technique_is_not_recorded_in_the_form_of_another(story: Story) -> None:
    with pytest.raises(Invalid, match="the record of role play"):
        uses(story, story.sessions[0], "role-play", InWords(words="we played it"))


def test_a_technique_that_nobody_knows_is_refused_with_those_there_are(story: Story) -> None:
    with pytest.raises(errors.UnknownTechnique, match=", ".join(sorted(TECHNIQUES))):
        uses(story, story.sessions[0], "hypnosis", InWords(words="slept"))


def test_a_clinic_adds_techniques_of_its_own(story: Story) -> None:
    clinic = a_clinic()
    story.run(adopt, type(clinic)({**clinic.content, "techniques": {"letter": "a letter not sent"}}).rules())
    uses(story, story.sessions[0], "letter", InWords(words="to her father"))
    assert story.case.work.techniques[0].content.technique == "letter"


def test_a_technique_is_used_towards_a_goal_that_there_is(story: Story) -> None:
    goal = set_goal(story)
    clarifies(story, story.sessions[0], goal=goal)
    assert story.case.work.techniques[0].content.goal == goal
    with pytest.raises(UnknownGoal):
        clarifies(story, story.sessions[0], goal=CLINIC)


def test_a_wrong_entry_is_corrected_by_naming_it(story: Story) -> None:
    wrong = uses(story, story.sessions[0])
    clarifies(story, story.sessions[0], replaces=correcting(wrong))
    found = story.case.work.techniques
    assert [one.content.technique for one in found] == ["role-play", "clarification"]
    assert [one.content.technique for one in standing(found)] == ["clarification"]


def test_an_entry_for_the_wrong_client_is_taken_back_and_stays_visible(story: Story) -> None:
    entry = works_on(story, story.sessions[0])
    command = commands.Retract(author=AUTHOR, entry=entry, why="another client's")
    story.do(decisions.retract, command)
    assert standing(story.case.work.areas) == ()
    assert story.case.work.areas[0].content.words == "what each expects"
    with pytest.raises(AlreadyReplaced):
        story.do(decisions.retract, command)
    with pytest.raises(UnknownEntry):
        story.do(decisions.retract, commands.Retract(author=AUTHOR, entry=CLINIC, why="nowhere"))


def test_a_next_step_stays_open_until_it_is_asked_about(story: Story) -> None:
    first, second = story.sessions[:2]
    step = agrees(story, first)
    assert [one.id for one in open_steps(story.case.work)] == [step]
    asks(story, step, second)
    assert open_steps(story.case.work) == []
    assert story.case.work.steps[0].content.asked[0].content.told == "rang him twice"


def test_a_next_step_may_go_on(story: Story) -> None:
    step = agrees(story, story.sessions[0])
    asks(story, step, story.sessions[1], goes_on=True)
    assert [one.id for one in open_steps(story.case.work)] == [step]


def test_nobody_is_asked_by_sms_unless_they_chose_to_be(story: Story) -> None:
    agrees(story, story.sessions[0])
    agrees(story, story.sessions[0], "write to her", ask_by_sms=True)
    assert [one.content.step.ask_by_sms for one in story.case.work.steps] == [False, True]


def test_a_next_step_that_is_not_there_cannot_be_asked_about(story: Story) -> None:
    with pytest.raises(UnknownEntry):
        asks(story, CLINIC, story.sessions[0])


@pytest.mark.parametrize("text", ["", "  "])
def test_an_opening_says_something(story: Story, text: str) -> None:
    with pytest.raises(Invalid, match=r"opening\.answer: a few words"):
        opens(story, story.sessions[0], text)
