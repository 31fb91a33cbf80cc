"""What a message is called in a sentence: the reminder of the session of Monday 30 March 2026, 09:00."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from domain.client.contact import Medium, Purpose
from domain.course.values import Slot
from domain.erased import is_erased
from domain.message.events import Owed
from domain.message.values import Appointment, Kind
from domain.values import Wall
from projections.audit import spoken

KINDS: dict[Kind, str] = {
    Kind.NOTICE: "notice",
    Kind.REMINDER: "reminder",
    Kind.LAST_REMINDER: "last reminder",
    Kind.QUESTION: "check-in question",
    Kind.THANKS: "thank-you",
    Kind.OPT_OUT_CONFIRMED: "confirmation of the opt-out",
    Kind.OPT_IN_CONFIRMED: "confirmation of the opt-in",
    Kind.HELP: "reply about help",
}
"""The kinds of messages in words, to come after "the" or "this"."""

MEDIA: dict[Medium, str] = {Medium.SMS: "SMS", Medium.EMAIL: "email"}
PURPOSES: dict[Purpose, str] = {
    Purpose.APPOINTMENTS: "appointments",
    Purpose.CHECK_INS: "check-ins",
    Purpose.MEASURES: "measures",
}
Slots = Mapping[UUID, Slot]
"""The slot that each session has."""


def subject(owed: Owed, slots: Slots) -> str:
    """Return what a message is called, from the event by which it is owed."""
    by_kind: dict[Kind, Callable[[Owed, Slots], str]] = {
        Kind.NOTICE: _notice,
        Kind.REMINDER: _reminder,
        Kind.LAST_REMINDER: _reminder,
        Kind.QUESTION: _question,
    }
    say = by_kind.get(owed.kind)
    return say(owed, slots) if say else f"the {KINDS[owed.kind]}"


def _reminder(owed: Owed, slots: Slots) -> str:
    """Name the session by the hour that the message is about, which its occurrence keeps when it is moved away."""
    session, _, local = owed.occurrence.partition(":")
    slot = slots.get(UUID(session))
    at = datetime.fromisoformat(local)
    when = spoken.wall(Wall(local=at, zone=slot.starts.zone)) if slot else spoken.local(at)
    return f"the {KINDS[owed.kind]} of the session of {when}"


def _notice(owed: Owed, slots: Slots) -> str:
    """Name the session by the hour that the notice itself tells, since it may have moved on."""
    status = owed.because.code.removeprefix("session-")
    if len(owed.about) != 1:
        return f"the notice of {spoken.count(len(owed.about), 'session')} that were {status}"
    told, slot = _told(owed), slots.get(owed.about[0])
    starts = told.starts if told else slot.starts if slot else None
    if status == "moved" and told and told.was:
        return f"the notice that the session was moved to {spoken.wall(told.starts)}"
    session = f"the session of {spoken.wall(starts)}" if starts else "the session"
    return f"the notice that {session} was {'changed' if status == 'moved' else status}"


def _told(owed: Owed) -> Appointment | None:
    """Return the first appointment that a message tells of; None once its details are erased."""
    return None if is_erased(owed.details) else next(iter(owed.details.appointments), None)


def _question(owed: Owed, slots: Slots) -> str:
    _, item, times = owed.occurrence.split(":")
    again = "" if times == "1" else f" ({spoken.nth(int(times))} time)"
    return f"the check-in question about {item}{again}"
