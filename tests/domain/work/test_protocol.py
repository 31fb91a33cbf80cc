"""Phase tasks, adherence and the agenda: what the protocol asks for, and what was noted that shows it done."""

from datetime import date
from typing import Any

import msgspec
import pytest

from domain.check_in.state import CheckIn
from domain.course.commands import ChangePhase
from domain.course.decisions import change_phase
from domain.course.errors import ReasonNeeded
from domain.course.values import CheckInAnswer
from domain.instant import parse
from domain.policy.case import Case
from domain.work import errors
from domain.work.adherence import Adherence, adherence
from domain.work.agenda import Agenda, agenda
from domain.work.tasks import SHOWN_BY, due, tasks
from domain.work.techniques import GuidedImagery
from domain.work.values import OPENING_QUESTION
from interlude.rules import DEFAULTS, read_toml
from tests.builders import PROTOCOL
from tests.domain.plan.told import drop, review, set_goal
from tests.domain.story import Story
from tests.domain.work.told import agrees, clarifies, held, opens, ticks, uses, works_on

BUNDLED: dict[str, Any] = read_toml(DEFAULTS / "protocols" / "ipt-16.toml")


def with_tasks(sessions: int, of: int = 16, **facts: Any) -> Story:
    """A course so many sessions in, whose protocol asks for the tasks of the bundled one, and for a letter."""
    phases = [
        {**phase, "tasks": bundled["tasks"]}
        for phase, bundled in zip(PROTOCOL["phases"], BUNDLED["phases"], strict=True)
    ]
    phases[0]["tasks"] = [*phases[0]["tasks"], {"code": "gp-letter", "name": "Letter to the GP"}]
    return held(sessions, of, phases=phases, **facts)


@pytest.fixture
def story() -> Story:
    return with_tasks(2)


def done(story: Story) -> dict[str, str]:
    """The tasks that are done, and how that is known."""
    protocol = story.world.clinic().protocols["ipt-16", 1]
    return {task.code: task.known_by for task in tasks(story.case, protocol) if task.is_done}


def judged(story: Story) -> Adherence:
    return adherence(story.case, story.world.clinic().protocols["ipt-16", 1])


def drawn(story: Story) -> Agenda:
    return agenda(story.case, story.world.clinic(), story.world.now)


def test_every_task_of_the_bundled_protocols_is_shown_by_entries() -> None:
    files = sorted((DEFAULTS / "protocols").glob("ipt-[0-9]*.toml"))
    codes = {task["code"] for file in files for phase in read_toml(file)["phases"] for task in phase.get("tasks", [])}
    assert codes
    assert codes <= SHOWN_BY.keys()


def test_a_task_is_done_by_what_was_noted_anyway(story: Story) -> None:
    assert done(story) == {}
    set_goal(story)
    works_on(story, story.sessions[0])
    assert done(story) == {"goals": "entry", "focus-work": "entry"}


def test_a_review_in_the_first_phase_is_none_at_mid_course(story: Story) -> None:
    review(story)
    assert done(story) == {}
    story.do(change_phase, ChangePhase(phase="middle", reason="ready early"))
    story.at("2026-03-30T10:00Z")
    review(story)
    assert done(story) == {"mid-course-review": "entry"}


def test_a_task_that_no_entry_shows_is_ticked(story: Story) -> None:
    ticks(story, "gp-letter", text="sent on Monday")
    assert done(story) == {"gp-letter": "tick"}


def test_a_task_of_another_phase_is_ticked_with_a_reason(story: Story) -> None:
    with pytest.raises(ReasonNeeded, match="this task in the phase ending"):
        ticks(story, "relapse-plan")
    ticks(story, "relapse-plan", reason="moving away soon")
    assert done(story) == {"relapse-plan": "tick"}


def test_a_task_that_the_protocol_does_not_have_is_refused(story: Story) -> None:
    with pytest.raises(errors.UnknownTask, match="gp-letter"):
        ticks(story, "dance")


def test_what_is_due_are_the_open_tasks_up_to_the_present_phase(story: Story) -> None:
    protocol = story.world.clinic().protocols["ipt-16", 1]
    assert {task.phase for task in due(story.case, protocol)} == {"initial"}
    story.do(change_phase, ChangePhase(phase="middle", reason="ready early"))
    assert {task.phase for task in due(story.case, protocol)} == {"initial", "middle"}
    set_goal(story)
    assert "goals" not in {task.code for task in due(story.case, protocol)}


def test_adherence_counts_the_tasks_of_the_phases_that_were_entered(story: Story) -> None:
    set_goal(story)
    found = judged(story)
    assert (found.tasks_done, found.tasks_due) == (1, 9)
    assert (found.sessions_counted, found.sessions_agreed) == (2, 16)


def test_adherence_says_which_phase_was_left_too_early(story: Story) -> None:
    initial, middle, ending = judged(story).phases
    assert (initial.held, initial.within, middle.entered, ending.within) == (2, True, False, True)
    story.do(change_phase, ChangePhase(phase="middle", reason="ready early"))
    assert [phase.within for phase in judged(story).phases] == [False, True, True]


def test_guided_imagery_is_recorded_and_counts_neither_for_nor_against(story: Story) -> None:
    first, second = story.sessions[:2]
    clarifies(story, first)
    clarifies(story, second)
    uses(story, second, "guided-imagery", GuidedImagery(scene="the beach"))
    found = {one.technique: one for one in judged(story).techniques}
    assert (found["clarification"].sessions, found["clarification"].judged) == (2, True)
    assert found["guided-imagery"].judged is False


def test_the_agenda_is_drawn_from_the_plan(story: Story) -> None:
    goal, gone = set_goal(story), set_goal(story)
    drop(story, gone)
    step = agrees(story, story.sessions[1])
    opens(story, story.sessions[1])
    found = drawn(story)
    assert (found.opening_question, found.number, found.session) == (OPENING_QUESTION, 3, story.sessions[2])
    assert found.last_session_on == date(2026, 2, 16)
    assert [one.id for one in found.open_goals] == [goal]
    assert [one.id for one in found.next_steps] == [step]
    assert "goals" not in {task.code for task in found.tasks_due}


def test_the_agenda_asks_for_a_review_from_mid_course_on() -> None:
    story = with_tasks(8)
    assert drawn(story).review_due
    review(story)
    assert not drawn(story).review_due
    assert not drawn(with_tasks(7)).review_due


def test_the_agenda_names_the_measures_that_are_due() -> None:
    cadence = [dict(instrument="phq-9"), dict(instrument="wsas", every_sessions=4)]
    assert drawn(with_tasks(2, measures=cadence)).measures_due == ["phq-9"]
    assert drawn(with_tasks(4, measures=cadence)).measures_due == ["phq-9", "wsas"]


def test_the_agenda_of_a_course_without_sessions_names_none(story: Story) -> None:
    found = drawn(with_tasks(0, of=1).at("2027-01-01T10:00Z"))
    assert (found.session, found.last_session_on, found.since_last) == (None, None, [])


def test_the_agenda_tells_the_moods_since_the_last_session() -> None:
    story = held(2)
    story.at("2026-02-17T09:00Z")
    answered = _check_in(story, "2026-W08", answers=7, closes="2026-02-20T09:00Z")
    silent = _check_in(story, "2026-W09", answers=None, closes="2026-02-22T09:00Z")
    old = _check_in(story, "2026-W07", answers=2, closes="2026-02-13T09:00Z")
    case = _with(story.case, [answered, silent, old])
    found = agenda(case, story.world.clinic(), story.world.now)
    assert [(one.week, one.item, one.value) for one in found.since_last] == [("2026-W08", "mood", 7)]
    assert [(one.week, one.items) for one in found.no_response] == [("2026-W09", ["mood"])]


def _check_in(story: Story, week: str, *, answers: int | None, closes: str) -> CheckIn:
    given = CheckInAnswer(item="mood", value=answers or 0, text=str(answers), inbound=story.client, rules="r")
    return CheckIn(
        id=story.world.line_id(week),
        version=1,
        week=week,
        course=story.course,
        client=story.client,
        opened=True,
        items=("mood",),
        asked=("mood",),
        closes_at=parse(closes),
        answers=() if answers is None else (given,),
        over="closed" if answers is None else "completed",
    )


def _with(case: Case, check_ins: list[CheckIn]) -> Case:
    return msgspec.structs.replace(case, check_ins={one.id: one for one in check_ins})
