"""The plan and the work of a case file as an auditor reads them on a terminal."""

from collections.abc import Iterator
from typing import Any

from domain.course.facts import Noted, standing
from domain.erased import ERASED, is_erased
from domain.plan.view import GoalView, PlanView
from domain.work.view import NoteView, WorkView
from projections.audit import plan as plan_words
from projections.audit import spoken
from projections.audit import work as work_words
from projections.history.contents import CaseFile
from projections.history.plain import listed

_NOTES = {"signature": "not signed", "cosignature": "signed, waits for a co-signature", "": "signed"}


def sections(file: CaseFile) -> list[str]:
    """Return the lines of the sections that say something."""
    return told(file.plan, file.work)


def told(plan: PlanView, work: WorkView) -> list[str]:
    """Return a plan, and the work of the sessions, as lines."""
    return [*listed("Plan", _plan(plan)), *listed("Work of the sessions", _work(work))]


def _plan(plan: PlanView) -> Iterator[str]:
    if not (plan.goals or plan.contracts or plan.reviews):
        return
    yield f"a session {plan_words.often(plan.every_days)}{_until(plan)}"
    yield from (_goal(goal) for goal in plan.goals)
    if plan.attainment:
        now, before = plan.attainment.now, plan.attainment.baseline
        yield f"goal attainment T {now:.1f}, at the start {before:.1f}, over {plan.attainment.goals}"
    for contract in standing(plan.contracts):
        focus = ERASED if is_erased(contract.content) else contract.content.focus
        yield f"contract: focus {spoken.quoted(focus)} ({_noted(contract)})"
    for review in standing(plan.reviews):
        yield f"review: {plan_words.findings(review.content)} ({_noted(review)})"


def _until(plan: PlanView) -> str:
    return f", the last one booked for {spoken.day(plan.ends_on)}" if plan.ends_on else ""


def _goal(goal: GoalView) -> str:
    content = goal.latest.content
    words = str(content) if is_erased(content) else spoken.quoted(content.words)
    at = f", at {plan_words.signed(goal.level)}" if goal.level is not None else ""
    dropped = (
        f", dropped on {spoken.day(goal.dropped_on)}{spoken.giving(goal.dropped_because)}" if goal.dropped_on else ""
    )
    return f"goal about {goal.area.value.replace('-', ' ')}: {words}{at}{dropped} ({_noted(goal.latest)})"


def _work(work: WorkView) -> Iterator[str]:
    for opening in standing(work.openings):
        yield f"opening: {work_words.opened(opening.content.opening)} ({_noted(opening)})"
    for use in standing(work.techniques):
        used = use.content.used
        kept = str(used) if is_erased(used) else work_words.kept(used.record)
        yield f"{work_words.technique(use.content.technique)}: {kept} ({_noted(use)})"
    for area in standing(work.areas):
        yield f"{area.content.area.value.replace('-', ' ')}: {spoken.quoted(area.content.words)} ({_noted(area)})"
    for step in standing(work.steps):
        agreed = step.content.step
        words = str(agreed) if is_erased(agreed) else spoken.quoted(agreed.words)
        yield f"next step: {words}{', open' if step.id in work.open_steps else ''} ({_noted(step)})"
    done = [task.name for task in work.tasks if task.is_done]
    if done:
        yield f"phase tasks done: {spoken.listed(done)}"
    yield from (_note(note) for note in work.notes)


def _note(note: NoteView) -> str:
    state = "taken back" if note.retracted_by else _NOTES[note.waits_for]
    last = note.drafts[-1]
    added = f", {spoken.count(len(note.addenda), 'addendum').replace('addendums', 'addenda')}" if note.addenda else ""
    return f"note, {state}{added}: {spoken.quoted(last.content)} ({_noted(last)})"


def _noted(entry: Noted[Any]) -> str:
    return f"{entry.author}, {spoken.day(entry.on)}"
