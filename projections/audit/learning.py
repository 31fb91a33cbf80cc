"""How names are learnt from the log, entry by entry in its order."""

from collections.abc import Callable
from typing import Any

from domain.check_in import events as check_in_events
from domain.client import events as client_events
from domain.clinic.events import Adopted
from domain.course import events as course_events
from domain.course.values import Slot
from domain.erased import ERASED, is_erased
from domain.event import Cause, Entry
from domain.line.events import OptedOut
from domain.message.events import Owed
from domain.plan import events as plan_events
from domain.work import events as work_events
from projections.audit.names import Consent, Names
from projections.audit.subjects import subject


def learn(names: Names, entry: Entry) -> None:
    """Take in what an entry says of names; do so before its sentence is asked for."""
    learning = _LEARNING.get(type(entry.event))
    if learning is not None:
        learning(names, entry.event, entry)


def _booked(names: Names, event: course_events.SessionBooked, entry: Entry) -> None:
    names.slots[event.session] = event.slot


def _moved(names: Names, event: course_events.SessionMoved, entry: Entry) -> None:
    before = names.slots.get(event.session, Slot(starts=event.before))
    names.slots[event.session] = Slot(starts=event.starts, minutes=before.minutes)


def _goal(names: Names, event: plan_events.GoalSet, entry: Entry) -> None:
    names.words[event.goal] = ERASED if is_erased(event.content) else event.content.words


def _step(names: Names, event: work_events.StepAgreed, entry: Entry) -> None:
    names.words[event.id] = ERASED if is_erased(event.content) else event.content.words


def _note(names: Names, event: work_events.NoteDrafted, entry: Entry) -> None:
    if event.session is not None:
        names.words[event.note] = f"the note on {names.session(event.session)}"


def _week(names: Names, event: Any, entry: Entry) -> None:
    names.weeks[entry.stream] = event.week


def _owed(names: Names, event: Owed, entry: Entry) -> None:
    names.messages[entry.stream] = subject(event, names.slots)


def _zone(names: Names, event: Any, entry: Entry) -> None:
    names.client_zone = event.zone


def _consented(names: Names, event: client_events.ConsentGiven, entry: Entry) -> None:
    names.consents[Cause(entry.stream, entry.version)] = Consent(event, entry.occurred_at)


def _opted_out(names: Names, event: OptedOut, entry: Entry) -> None:
    names.opt_outs[Cause(entry.stream, entry.version)] = event


def _adopted(names: Names, event: Adopted, entry: Entry) -> None:
    names.adopted[Cause(entry.stream, entry.version)] = event
    if event.kind == "settings":
        names.clinic_zone = event.content.get("clinic", {}).get("zone", names.clinic_zone)


_LEARNING: dict[Any, Callable[[Names, Any, Entry], None]] = {
    course_events.SessionBooked: _booked,
    course_events.SessionMoved: _moved,
    plan_events.GoalSet: _goal,
    work_events.StepAgreed: _step,
    work_events.NoteDrafted: _note,
    check_in_events.Opened: _week,
    check_in_events.Held: _week,
    check_in_events.Skipped: _week,
    client_events.Registered: _zone,
    client_events.ZoneChanged: _zone,
    client_events.ConsentGiven: _consented,
    OptedOut: _opted_out,
    Owed: _owed,
    Adopted: _adopted,
}
