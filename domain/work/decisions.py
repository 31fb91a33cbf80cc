"""What may be noted of a session: how it opened, techniques, areas, next steps; and the tasks of a phase."""

from typing import Any, TypeVar
from uuid import UUID

import msgspec

from domain.course.booking import find
from domain.course.facts import Noted, standing
from domain.course.facts import find as entry_of
from domain.course.noting import Noting, record, told, worded
from domain.course.state import Session
from domain.errors import Invalid
from domain.event import Change
from domain.plan.decisions import goal_of
from domain.work import commands, errors, events
from domain.work.notes import note_of
from domain.work.state import Step, Work
from domain.work.techniques import OWN_RECORD, InWords, known
from domain.world import World

Said = TypeVar("Said", bound=Noting)


def at_session(world: World, course: UUID, session: UUID, command: Said) -> tuple[Said, str]:
    """Return a command with the day of its session, and what is odd about noting something of that session.

    Raises:
        UnknownSession: the course has no such session.
    """
    found = find(world.case(course).course, session)
    on = command.on or found.slot.starts.local.date()
    return msgspec.structs.replace(command, on=on), _odd(found)


def _odd(session: Session) -> str:
    return "the session had been cancelled" if session.cancelled_by is not None else ""


def _work(world: World, course: UUID) -> Work:
    return world.case(course).work


def note_opening(world: World, course: UUID, session: UUID, command: commands.NoteOpening) -> list[Change]:
    """Note how a session opened; one that was noted before is corrected by naming it."""
    worded(**{"opening.answer": command.opening.answer})
    command, odd = at_session(world, course, session, command)
    fields = told(world, course, command, "opening", _work(world, course).openings, odd)
    return record(world, course, events.OpeningNoted(session=session, content=command.opening, **fields))


def use_technique(world: World, course: UUID, session: UUID, command: commands.UseTechnique) -> list[Change]:
    """Note that a technique was used.

    Raises:
        UnknownTechnique, UnknownGoal, Invalid: it is recorded in the form of another technique.
    """
    techniques = known(world.clinic().settings.techniques)
    if command.technique not in techniques:
        raise errors.UnknownTechnique(known=", ".join(sorted(techniques)))
    own = OWN_RECORD.get(command.technique, InWords)
    if not isinstance(command.used.record, own):
        raise Invalid(field="used.record", expected=f"the record of {techniques[command.technique]}")
    if command.goal is not None:
        goal_of(world.case(course).plan, command.goal)
    command, odd = at_session(world, course, session, command)
    fields = told(world, course, command, "technique", _work(world, course).techniques, odd)
    event = events.TechniqueUsed(
        session=session, technique=command.technique, goal=command.goal, content=command.used, **fields
    )
    return record(world, course, event)


def work_on_area(world: World, course: UUID, session: UUID, command: commands.WorkOnArea) -> list[Change]:
    """Note what a session worked on."""
    worded(text=command.text)
    command, odd = at_session(world, course, session, command)
    fields = told(world, course, command, "area-work", _work(world, course).areas, odd)
    event = events.AreaWorkedOn(session=session, area=command.area, content=command.text, **fields)
    return record(world, course, event)


def agree_step(world: World, course: UUID, session: UUID, command: commands.AgreeStep) -> list[Change]:
    """Note a next step; its id is `world.new_id("next-step")`."""
    worded(**{"step.words": command.step.words})
    command, odd = at_session(world, course, session, command)
    fields = told(world, course, command, "next-step", _work(world, course).steps, odd)
    return record(world, course, events.StepAgreed(session=session, content=command.step, **fields))


def ask_about_step(world: World, course: UUID, step: UUID, command: commands.AskAboutStep) -> list[Change]:
    """Note what came of a next step, as it was told in a session."""
    worded(**{"asked.told": command.asked.told})
    found = entry_of(_work(world, course).steps, step, "next-step")
    command, odd = at_session(world, course, command.session, command)
    fields = told(world, course, command, "step-answer", found.content.asked, odd)
    event = events.StepAskedAbout(session=command.session, step=step, content=command.asked, **fields)
    return record(world, course, event)


def open_steps(work: Work) -> list[Noted[Step]]:
    """Return the next steps that are still to be asked about."""
    return [one for one in standing(work.steps) if _is_open(one.content)]


def _is_open(step: Step) -> bool:
    asked = standing(step.asked)
    return not asked or bool(getattr(asked[-1].content, "goes_on", False))


def do_task(world: World, course: UUID, command: commands.DoTask) -> list[Change]:
    """Note that a phase task was done; of another phase than the present one, as a deviation with its reason.

    Raises:
        UnknownTask, ReasonNeeded.
    """
    case = world.case(course)
    protocol = world.clinic().protocols[case.course.protocol]
    home = {task.code: phase.code for phase in protocol.phases for task in phase.tasks}
    if command.task not in home:
        raise errors.UnknownTask(known=", ".join(home) or "none")
    phase = case.course.phase
    odd = "" if home[command.task] == phase else f"the protocol has this task in the phase {home[command.task]}"
    fields = told(world, course, command, "task", case.work.tasks, odd)
    event = events.TaskDone(task=command.task, phase=phase, content=command.text, **fields)
    return record(world, course, event)


def retract(world: World, course: UUID, command: commands.Retract) -> list[Change]:
    """Take back an entry of the work, or a note; it stays in the history.

    Raises:
        UnknownEntry, AlreadyReplaced, NoteIsRetracted.
    """
    worded(why=command.why)
    work = _work(world, course)
    if command.entry in work.notes:
        note_of(work, command.entry)
    else:
        every: tuple[Noted[Any], ...] = (*work.openings, *work.techniques, *work.areas, *work.steps, *work.tasks)
        entry_of(every, command.entry, "entry")
    fields = told(world, course, command, "retraction")
    return record(world, course, events.Retracted(entry=command.entry, content=command.why, **fields))
