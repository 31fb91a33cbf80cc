"""What a change of a course does to messages that were owed: those that are owed no more are superseded with it."""

from collections.abc import Sequence

import msgspec

from domain.client.state import Client
from domain.clinic.state import Clinic
from domain.event import SYSTEM, Change, Entry
from domain.message import events
from domain.message.state import OPEN
from domain.message.values import Obligation, Reason
from domain.policy.case import PARTS, Case
from domain.policy.owed import owed
from domain.world import World


def with_superseded(
    world: World, case: Case, client: Client, clinic: Clinic, changes: Sequence[Change], because: str
) -> list[Change]:
    """Return the changes of a course, followed by what they do to its messages.

    In the same append: so no reminder of the old time can be claimed after the move was committed.
    """
    after = _after(world, case, changes)
    still = owed(after, client, clinic.settings)
    reason = Reason(code=because)
    gone = [one for one in owed(case, client, clinic.settings).values() if one.message not in still]
    ended = [change for one in gone for change in superseded(case, one, clinic, reason)]
    return [*changes, *ended]


def superseded(case: Case, obligation: Obligation, clinic: Clinic, reason: Reason) -> list[Change]:
    """Return what ends an obligation that nobody has decided on, or whose sending has not begun."""
    known = case.messages.get(obligation.message)
    happened: list[events.Owed | events.Superseded] = []
    if known is None or known.stage not in OPEN:
        happened.append(owed_event(obligation, clinic))
    happened.append(events.Superseded(reason=reason))
    return [
        Change(stream=obligation.message, event=event, subject=obligation.client, course=obligation.course)
        for event in happened
    ]


def owed_event(obligation: Obligation, clinic: Clinic) -> events.Owed:
    """Return the event that says why a message is owed, citing the settings in force."""
    return events.Owed(
        kind=obligation.kind,
        occurrence=obligation.occurrence,
        medium=obligation.medium,
        purpose=obligation.purpose,
        client=obligation.client,
        about=obligation.about,
        wording=obligation.wording,
        window=obligation.window,
        because=obligation.because,
        rule=clinic.rule(),
        details=obligation.details,
    )


def _after(world: World, case: Case, changes: Sequence[Change]) -> Case:
    """Return the case as the changes of its course will make it."""
    course = case.course
    for change in changes:
        entry = Entry(
            originator_id=course.id,
            originator_version=course.version + 1,
            event=change.event,
            occurred_at=change.occurred_at or world.now,
            actor=SYSTEM,
            command_id=world.command_id,
        )
        course = PARTS["course"][type(change.event)](course, change.event, entry)
    return msgspec.structs.replace(case, course=course)
