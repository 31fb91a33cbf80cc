"""Things for staff to do, and days on which the clinic is closed."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from domain.clinic.closing import NoSuchClosure, NoteClosure, WithdrawClosure, note_closure, withdraw_closure
from domain.clinic.state import NotConfigured
from domain.errors import Invalid, NotFound
from domain.ids import INTERLUDE
from domain.staff.decisions import Leave, StaffLeft, leave
from domain.todo.decisions import AssignTodo, FinishTodo, RaiseTodo, TodoOver, assign_todo, finish_todo, raise_todo
from domain.todo.values import Code, End
from tests.builders import a_client, a_course, a_world
from tests.domain.day.test_staff import joined
from tests.domain.story import Story

DAY = date(2026, 2, 2)
EASTER = NoteClosure(first_on=date(2026, 4, 3), last_on=date(2026, 4, 6), reason="Easter")


def raised(story: Story, **facts: Any) -> UUID:
    usual: dict[str, Any] = dict(code=Code.CALL_CLIENT, text="ask for the new number")
    return story.run(raise_todo, RaiseTodo(**{**usual, **facts}))[0].stream


def test_a_todo_about_a_course_is_about_its_client_and_belongs_to_its_case() -> None:
    story = a_course().opened()
    todo = raised(story, course=story.course)
    entry = story.world.log[-1]
    assert (entry.subject, entry.course, story.world.todo(todo).client) == (story.client, story.course, story.client)


def test_a_todo_about_nobody_has_a_key_of_its_own() -> None:
    story = a_course().opened()
    todo = raised(story)
    assert (story.world.log[-1].subject, story.world.log[-1].course) == (todo, None)


def test_a_todo_is_about_one_client() -> None:
    story = a_course().opened()
    other = a_client().named("Kim Marsh").registered(story.world)
    with pytest.raises(Invalid, match="client"):
        raised(story, course=story.course, client=other)
    with pytest.raises(NotFound):
        raised(story, client=uuid5(INTERLUDE, "nobody"))
    with pytest.raises(Invalid, match="text"):
        raised(story, text=" ")


def test_a_todo_is_given_to_somebody_who_works_here_and_done_once() -> None:
    story = a_course().opened()
    person, gone = joined(story.world), joined(story.world, "Dr Brown")
    story.run(leave, gone, Leave(left_on=DAY))
    todo = raised(story, course=story.course)
    with pytest.raises(StaffLeft):
        story.run(assign_todo, todo, AssignTodo(staff=gone))
    story.run(assign_todo, todo, AssignTodo(staff=person))
    assert story.run(assign_todo, todo, AssignTodo(staff=person)) == []
    story.run(finish_todo, todo, FinishTodo(done_on=DAY, outcome="has it"))
    known = story.world.todo(todo)
    assert (known.staff, known.end, known.done_on, known.outcome) == (person, End.DONE, DAY, "has it")
    with pytest.raises(TodoOver):
        story.run(finish_todo, todo, FinishTodo(done_on=DAY))


def test_a_todo_is_dropped_with_a_reason() -> None:
    story = a_course().opened()
    todo = raised(story)
    with pytest.raises(Invalid, match="why it was dropped"):
        story.run(finish_todo, todo, FinishTodo(done_on=DAY, end=End.DROPPED))
    story.run(finish_todo, todo, FinishTodo(done_on=DAY, end=End.DROPPED, outcome="not needed"))
    assert story.world.todo(todo).end is End.DROPPED


def test_the_clinic_is_closed_on_the_first_and_last_day_of_a_closure() -> None:
    story = a_course().opened()
    story.run(note_closure, EASTER)
    days = [date(2026, 4, day) for day in (2, 3, 6, 7)]
    assert [story.world.clinic().closure_on(day) is not None for day in days] == [False, True, True, False]


def test_a_closure_is_taken_back_by_its_id() -> None:
    story = a_course().opened()
    story.run(note_closure, EASTER)
    (closure,) = story.world.clinic().closures
    story.run(withdraw_closure, WithdrawClosure(closure=closure))
    assert story.world.clinic().closure_on(EASTER.first_on) is None
    with pytest.raises(NoSuchClosure):
        story.run(withdraw_closure, WithdrawClosure(closure=closure))


@pytest.mark.parametrize(
    ("facts", "field"),
    [(dict(last_on=date(2026, 4, 2)), "last_on"), (dict(reason=" "), "reason"), (dict(reason="x" * 101), "reason")],
)
def test_a_closure_ends_after_it_begins_and_says_why(facts: dict[str, Any], field: str) -> None:
    usual: dict[str, Any] = dict(first_on=EASTER.first_on, last_on=EASTER.last_on, reason="Easter")
    with pytest.raises(Invalid, match=field):
        a_course().opened().run(note_closure, NoteClosure(**{**usual, **facts}))


def test_a_clinic_without_settings_has_no_closures() -> None:
    with pytest.raises(NotConfigured):
        a_world().run(lambda w: note_closure(w, EASTER))
