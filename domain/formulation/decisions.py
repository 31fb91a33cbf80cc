"""What may be done to a formulation. Areas, formulations and agreements are facts; a focus may be refused."""

from collections.abc import Mapping
from uuid import UUID

from domain.course.decisions import running
from domain.course.facts import How, UnknownEntry
from domain.course.noting import Noting, Replacing, record, told, worded
from domain.erased import is_erased
from domain.errors import Invalid
from domain.event import Change
from domain.formulation import commands, errors, events
from domain.formulation.state import Formulating, ProblemArea
from domain.formulation.values import Area, AreaKind, Grief, RoleDispute, RoleTransition, kind_of
from domain.policy.case import Case
from domain.world import World


def note_area(world: World, course: UUID, command: commands.NoteArea) -> list[Change]:
    """Note a problem area; deficits beside another area are a deviation, and need a reason.

    Raises:
        ReasonNeeded.
    """
    _worded(command.area)
    noting = Noting(author=command.author, on=command.on, reason=command.reason)
    odd = _another_fits(world.case(course).formulation, command.area)
    fields = told(world, course, noting, "area", odd=odd)
    return record(world, course, events.AreaNoted(content=command.area, **fields))


def revise_area(world: World, course: UUID, area: UUID, command: commands.ReviseArea) -> list[Change]:
    """Revise or correct a problem area; what was told before stays in the history.

    Raises:
        UnknownEntry, OtherArea.
    """
    known = _area(world.case(course).formulation, area)
    _worded(command.area)
    worded(because=command.because)
    before = kind_of(known.latest.content)
    if command.how is How.REVISION and before is not kind_of(command.area):
        raise errors.OtherArea(area=before.value)
    replacing = Replacing(entry=known.latest.id, how=command.how, reason=command.because)
    noting = Noting(author=command.author, on=command.on, reason=command.reason, replaces=replacing)
    fields = told(world, course, noting, "telling", known.told)
    return record(world, course, events.AreaRevised(area=area, content=command.area, **fields))


def choose_focus(world: World, course: UUID, command: commands.ChooseFocus) -> list[Change]:
    """Choose the focus; a second one and a change need a reason, and a third there is not.

    Raises:
        CourseDischarged, UnknownEntry, InFocusAlready, NotInFocus, ThirdFocus, FocusReasonNeeded, ReasonNeeded.
    """
    running(world, course)
    known = world.case(course).formulation
    area = _area(known, command.area)
    in_focus = {one.area: one.second for one in known.in_focus()}
    if area.id in in_focus:
        raise errors.InFocusAlready
    second = _second(command, in_focus)
    odd = _another_fits(known, area.latest.content)
    noting = Noting(author=command.author, on=command.on, reason=command.reason)
    event = events.FocusChosen(
        area=area.id,
        kind=kind_of(area.latest.content),
        instead_of=command.instead_of,
        second=second,
        because=command.because,
        **told(world, course, noting, "focus", odd=odd),
    )
    return record(world, course, event)


def _second(command: commands.ChooseFocus, in_focus: Mapping[UUID, bool]) -> bool:
    """Return whether the area becomes the second focus: beside another, or in the place of the second one."""
    if command.instead_of is not None and command.instead_of not in in_focus:
        raise errors.NotInFocus
    if command.instead_of is None and len(in_focus) > 1:
        raise errors.ThirdFocus
    if in_focus and not command.because.strip():
        raise errors.FocusReasonNeeded(focus="focus in place of another" if command.instead_of else "second focus")
    return in_focus[command.instead_of] if command.instead_of else bool(in_focus)


def leave_focus(world: World, course: UUID, area: UUID, command: commands.LeaveFocus) -> list[Change]:
    """Work on an area no longer; what stays in focus is then the first.

    Raises:
        UnknownEntry, NotInFocus.
    """
    known = world.case(course).formulation
    kind = kind_of(_area(known, area).latest.content)
    if area not in [one.area for one in known.in_focus()]:
        raise errors.NotInFocus
    worded(because=command.because)
    noting = Noting(author=command.author, on=command.on, reason=command.reason)
    fields = told(world, course, noting, "leaving")
    return record(world, course, events.FocusLeft(area=area, kind=kind, because=command.because, **fields))


def state_formulation(world: World, course: UUID, command: commands.StateFormulation) -> list[Change]:
    """State or revise the formulation, which links entries of the episode's timeline to problem areas.

    Raises:
        FormulationStands: there is one, and it is not named.
        UnknownEntry, AlreadyReplaced.
    """
    case = world.case(course)
    worded(**{"formulation.text": command.formulation.text})
    _linked(case, command)
    if case.formulation.current() is not None and command.replaces is None:
        raise errors.FormulationStands
    fields = told(world, course, command, "formulation", case.formulation.formulations)
    return record(world, course, events.Stated(content=command.formulation, **fields))


def _linked(case: Case, command: commands.StateFormulation) -> None:
    entries = {one.id for one in case.assessment.episode}
    for link in command.formulation.links:
        _area(case.formulation, link.area)
        if link.entry not in entries:
            raise UnknownEntry(what="entry in the timeline of the episode")


def agree_formulation(world: World, course: UUID, command: commands.AgreeFormulation) -> list[Change]:
    """Note the client's agreement with the formulation that stands; a revision needs another.

    Raises:
        NoFormulation.
    """
    current = world.case(course).formulation.current()
    if current is None:
        raise errors.NoFormulation
    noting = Noting(author=command.author, on=command.on, reason=command.reason)
    fields = told(world, course, noting, "agreement")
    return record(world, course, events.Agreed(formulation=current.id, words=command.words, **fields))


def _area(known: Formulating, area: UUID) -> ProblemArea:
    if area not in known.areas:
        raise UnknownEntry(what="problem area")
    return known.areas[area]


def _another_fits(known: Formulating, area: Area) -> str:
    """Return what speaks against deficits: that another problem area was noted. They are for when none fits."""
    if kind_of(area) is not AreaKind.DEFICITS:
        return ""
    contents = [one.latest.content for one in known.areas.values()]
    others = sorted({kind_of(one).value for one in contents if not is_erased(one)} - {AreaKind.DEFICITS.value})
    return (
        f"interpersonal deficits are for when no other area fits, and {' and '.join(others)} was noted"
        if others
        else ""
    )


def _worded(area: Area) -> None:
    match area:
        case Grief():
            worded(**{"area.person": area.person})
        case RoleDispute():
            worded(**{"area.with_whom": area.with_whom})
        case RoleTransition():
            worded(**{"area.old_role": area.old_role, "area.new_role": area.new_role})
        case _:
            texts = [getattr(area, field) for field in area.__struct_fields__]
            if not any(text.strip() for text in texts):
                raise Invalid(field="area", expected="a few words on what was found")
