"""Problem areas, focus and formulation, as a table."""

from collections.abc import Sequence
from uuid import uuid4

from api.commands import Command
from api.policy import FORMULATION
from api.reads import Look, Read
from api.routes.entering import changing, entering
from api.services import Services
from domain.formulation import commands, decisions
from domain.formulation.view import FormulationView, view


def _formulation(services: Services, look: Look) -> FormulationView:
    world = services.executor.world(uuid4())
    return view(world.case(look.ids["course"]), world.clinic().settings.areas)


COMMANDS: Sequence[Command] = (
    entering(f"{FORMULATION}/areas", "Note a problem area", commands.NoteArea, decisions.note_area, "area"),
    changing(
        f"{FORMULATION}/areas/{{area}}/revisions",
        "Revise or correct a problem area",
        commands.ReviseArea,
        decisions.revise_area,
    ),
    changing(f"{FORMULATION}/focus-choices", "Choose the focus", commands.ChooseFocus, decisions.choose_focus),
    changing(
        f"{FORMULATION}/areas/{{area}}/focus-ending",
        "Work on a problem area no longer",
        commands.LeaveFocus,
        decisions.leave_focus,
    ),
    entering(
        f"{FORMULATION}/statements",
        "State or revise the formulation",
        commands.StateFormulation,
        decisions.state_formulation,
        "formulation",
    ),
    changing(
        f"{FORMULATION}/agreements",
        "Note that the client agreed with the formulation",
        commands.AgreeFormulation,
        decisions.agree_formulation,
    ),
)

READS: Sequence[Read] = (
    Read(
        path=FORMULATION,
        summary="Read problem areas, focus and formulation",
        look=_formulation,
        answers=FormulationView,
        versioned=True,
    ),
)
