"""What may be noted of the ending and afterwards: every fact, with its day and author."""

from uuid import UUID

from domain.course.noting import record, told, worded
from domain.ending import commands, events
from domain.ending.errors import UnknownForms
from domain.ending.state import Ending
from domain.errors import Invalid
from domain.event import Change
from domain.world import World

LATEST_MONTH = 120
"""Ten years after discharge: a later one is a typing slip."""


def _known(world: World, course: UUID) -> Ending:
    return world.case(course).ending


def listed(field: str, texts: list[str]) -> None:
    """Make sure that a list says something.

    Raises:
        Invalid: it is empty, or one of its texts is blank.
    """
    if not texts or not all(text.strip() for text in texts):
        raise Invalid(field=field, expected="one or more, each in a few words")


def name_ending(world: World, course: UUID, command: commands.NameEnding) -> list[Change]:
    """Note that the ending was named."""
    worded(**{"ending.text": command.ending.text})
    fields = told(world, course, command, "ending", _known(world, course).named)
    return record(world, course, events.EndingNamed(content=command.ending, **fields))


def acknowledge_feelings(world: World, course: UUID, command: commands.AcknowledgeFeelings) -> list[Change]:
    """Note what the ending means to the client."""
    worded(**{"feelings.text": command.feelings.text})
    fields = told(world, course, command, "feelings", _known(world, course).feelings)
    return record(world, course, events.FeelingsAcknowledged(content=command.feelings, **fields))


def review_gains(world: World, course: UUID, command: commands.ReviewGains) -> list[Change]:
    """Note what was gained."""
    listed("gains.gains", command.gains.gains)
    fields = told(world, course, command, "gains", _known(world, course).gains)
    return record(world, course, events.GainsReviewed(content=command.gains, **fields))


def note_signs(world: World, course: UUID, command: commands.NoteSigns) -> list[Change]:
    """Note early-warning signs."""
    listed("signs.signs", command.signs.signs)
    fields = told(world, course, command, "early-warning-signs", _known(world, course).signs, foreseen=True)
    return record(world, course, events.SignsNoted(content=command.signs, **fields))


def make_relapse_plan(world: World, course: UUID, command: commands.MakeRelapsePlan) -> list[Change]:
    """Note the relapse-prevention plan; after the discharge too, where a follow-up looks at it again."""
    listed("plan.steps", command.plan.steps)
    fields = told(world, course, command, "relapse-plan", _known(world, course).relapse_plans, foreseen=True)
    return record(world, course, events.RelapsePlanMade(content=command.plan, **fields))


def note_remission(world: World, course: UUID, command: commands.NoteRemission) -> list[Change]:
    """Note how remission was reached."""
    fields = told(world, course, command, "remission", _known(world, course).remission, foreseen=True)
    return record(world, course, events.RemissionNoted(content=command.remission, **fields))


def decide_maintenance(world: World, course: UUID, command: commands.DecideMaintenance) -> list[Change]:
    """Note what was decided about maintenance; the course itself is opened by a command of its own."""
    worded(**{"maintenance.text": command.maintenance.text})
    fields = told(world, course, command, "maintenance", _known(world, course).maintenance, foreseen=True)
    return record(world, course, events.MaintenanceDecided(content=command.maintenance, **fields))


def note_returned_signs(world: World, course: UUID, command: commands.NoteReturnedSigns) -> list[Change]:
    """Note that signs are back; after the discharge it suggests a new course that follows this one."""
    listed("returned.signs", command.returned.signs)
    fields = told(world, course, command, "returned-signs", _known(world, course).returned, foreseen=True)
    return record(world, course, events.SignsReturned(content=command.returned, **fields))


def follow_up(world: World, course: UUID, command: commands.FollowUp) -> list[Change]:
    """Note how the client fares; a month that the protocol does not have, or a course that runs, is a deviation.

    Raises:
        UnknownForms: a form is not one of this course.
    """
    case = world.case(course)
    if set(command.follow_up.forms) - {form.id for form in case.forms.forms}:
        raise UnknownForms
    _month(command.month)
    odd = _unforeseen(world, course, command.month)
    fields = told(world, course, command, "follow-up", case.ending.follow_ups, odd, foreseen=True)
    return record(world, course, events.FollowedUp(month=command.month, content=command.follow_up, **fields))


def miss_follow_up(world: World, course: UUID, command: commands.MissFollowUp) -> list[Change]:
    """Note why a follow-up did not take place."""
    _month(command.month)
    fields = told(world, course, command, "follow-up", _known(world, course).follow_ups, foreseen=True)
    return record(world, course, events.FollowUpMissed(month=command.month, content=command.missed, **fields))


def _month(month: int) -> None:
    if not 1 <= month <= LATEST_MONTH:
        raise Invalid(field="month", expected=f"1 to {LATEST_MONTH} months after discharge")


def _unforeseen(world: World, course: UUID, month: int) -> str:
    known = world.case(course).course
    months = world.clinic().protocols[known.protocol].follow_ups.months
    if not known.is_discharged:
        return "the course has not been discharged"
    if month not in months:
        planned = ", ".join(str(one) for one in months) or "no"
        return f"the protocol has follow-ups after {planned} months, not after {month}"
    return ""
