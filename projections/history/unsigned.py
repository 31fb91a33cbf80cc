"""The notes of all courses that wait for somebody to sign them, read from the log by their topics alone."""

from datetime import date
from uuid import UUID

import msgspec

from domain.event import Entry
from domain.frozen import Frozen
from domain.work import events
from store.application import EventLog

TOPICS = (
    events.NoteDrafted.topic,
    events.NoteSigned.topic,
    events.NoteCosigned.topic,
    events.Retracted.topic,
)
BATCH = 5_000


class UnsignedNote(Frozen):
    """A note and what it waits for, a `signature` or a `cosignature`. Its text is read in its course."""

    note: UUID
    course: UUID
    client: UUID | None
    session: UUID | None
    since: date
    waits_for: str


def unsigned_notes(log: EventLog) -> list[UnsignedNote]:
    """Return the notes that are not signed, or not co-signed where that is needed, the oldest first."""
    waiting: dict[UUID, UnsignedNote] = {}
    position = 0
    while entries := log.since(position, BATCH, TOPICS):
        for entry in entries:
            _take_in(waiting, entry)
        position = entries[-1].position
    return sorted(waiting.values(), key=lambda one: (one.since, one.note))


def _take_in(waiting: dict[UUID, UnsignedNote], entry: Entry) -> None:
    event = entry.event
    if isinstance(event, events.NoteDrafted):
        known = waiting.get(event.note)
        waiting[event.note] = UnsignedNote(
            note=event.note,
            course=entry.stream,
            client=entry.subject,
            session=event.session,
            since=known.since if known else event.on,
            waits_for="signature",
        )
    elif isinstance(event, events.NoteSigned):
        signed = waiting.pop(event.note, None)
        if signed is not None and event.needs_cosignature:
            waiting[event.note] = msgspec.structs.replace(signed, waits_for="cosignature")
    elif isinstance(event, events.NoteCosigned):
        waiting.pop(event.note, None)
    elif isinstance(event, events.Retracted):
        waiting.pop(event.entry, None)
