"""The work of the sessions: a table."""

from collections.abc import Sequence
from uuid import uuid4

from api.commands import Command
from api.policy import COURSE, NOTE, SESSION
from api.reads import Look, Read
from api.routes.entering import entering
from api.services import Services
from domain.work import agenda, commands, decisions, notes, view


def _work(services: Services, look: Look) -> view.WorkView:
    world = services.executor.world(uuid4())
    case = world.case(look.ids["course"])
    return view.view(case, world.clinic().protocols[case.course.protocol])


def _agenda(services: Services, look: Look) -> agenda.Agenda:
    world = services.executor.world(uuid4())
    return agenda.agenda(world.case(look.ids["course"]), world.clinic(), world.now)


COMMANDS: Sequence[Command] = (
    entering(
        f"{SESSION}/openings",
        "Note how the client had been since the last session",
        commands.NoteOpening,
        decisions.note_opening,
        "opening",
    ),
    entering(f"{SESSION}/techniques", "Note a technique", commands.UseTechnique, decisions.use_technique, "technique"),
    entering(
        f"{SESSION}/area-work",
        "Note what was worked on in a problem area",
        commands.WorkOnArea,
        decisions.work_on_area,
        "area-work",
    ),
    entering(
        f"{SESSION}/next-steps", "Note an agreed next step", commands.AgreeStep, decisions.agree_step, "next-step"
    ),
    entering(
        f"{COURSE}/next-steps/{{step}}/answers",
        "Note what came of a next step",
        commands.AskAboutStep,
        decisions.ask_about_step,
        "step-answer",
    ),
    entering(f"{COURSE}/phase-tasks", "Note that a phase task was done", commands.DoTask, decisions.do_task, "task"),
    entering(f"{COURSE}/notes", "Draft a note", commands.DraftNote, notes.draft_note, "note"),
    entering(f"{NOTE}/drafts", "Draft a note anew", commands.RedraftNote, notes.redraft_note, "draft"),
    entering(f"{NOTE}/signature", "Sign a note", commands.SignNote, notes.sign_note, "signature"),
    entering(f"{NOTE}/addenda", "Add to a signed note", commands.AddToNote, notes.add_to_note, "addendum"),
    entering(f"{NOTE}/cosignature", "Co-sign a note", commands.CosignNote, notes.cosign_note, "cosignature"),
    entering(
        f"{COURSE}/retractions",
        "Take back an entry that should not stand here",
        commands.Retract,
        decisions.retract,
        "retraction",
    ),
)

READS: Sequence[Read] = (
    Read(
        path=f"{COURSE}/work",
        summary="Read the work of the sessions",
        look=_work,
        answers=view.WorkView,
        versioned=True,
    ),
    Read(
        path=f"{COURSE}/agenda",
        summary="Read the agenda of the next session",
        look=_agenda,
        answers=agenda.Agenda,
        versioned=True,
    ),
)
