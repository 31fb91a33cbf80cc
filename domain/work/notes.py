"""What may be done to a note: drafted, signed, added to, co-signed."""

from uuid import UUID

import msgspec

from domain.course.booking import find
from domain.course.facts import How
from domain.course.noting import record, told, worded
from domain.event import Change
from domain.work import commands, errors, events
from domain.work.state import Note, Work
from domain.world import World


def note_of(work: Work, note: UUID) -> Note:
    """Return a note that stands.

    Raises:
        UnknownNote, NoteIsRetracted.
    """
    if note not in work.notes:
        raise errors.UnknownNote
    if work.notes[note].retracted_by is not None:
        raise errors.NoteIsRetracted
    return work.notes[note]


def _found(world: World, course: UUID, note: UUID) -> Note:
    return note_of(world.case(course).work, note)


def draft_note(world: World, course: UUID, command: commands.DraftNote) -> list[Change]:
    """Write a note; its id is `world.new_id("note")`. One of a session is dated as that."""
    worded(text=command.text)
    if command.session is not None:
        session = find(world.case(course).course, command.session)
        held = session.starts_at <= world.now
        on = command.on or (session.slot.starts.local.date() if held else None)
        command = msgspec.structs.replace(command, on=on)
    fields = told(world, course, command, "draft")
    event = events.NoteDrafted(note=world.new_id("note"), session=command.session, content=command.text, **fields)
    return record(world, course, event)


def redraft_note(world: World, course: UUID, note: UUID, command: commands.RedraftNote) -> list[Change]:
    """Write a note anew; what it said before stays in the history.

    Raises:
        NoteIsSigned.
    """
    found = _found(world, course, note)
    if found.signed is not None:
        raise errors.NoteIsSigned
    worded(text=command.text)
    fields = {
        "replaces": found.drafts[-1].id,
        "how": How.REVISION,
        **told(world, course, command, "draft", found.drafts),
    }
    event = events.NoteDrafted(note=note, session=found.session, content=command.text, **fields)
    return record(world, course, event)


def sign_note(world: World, course: UUID, note: UUID, command: commands.SignNote) -> list[Change]:
    """Sign a note.

    Raises:
        NoteIsSigned.
    """
    if _found(world, course, note).signed is not None:
        raise errors.NoteIsSigned
    fields = told(world, course, command, "signature")
    event = events.NoteSigned(note=note, needs_cosignature=command.needs_cosignature, **fields)
    return record(world, course, event)


def add_to_note(world: World, course: UUID, note: UUID, command: commands.AddToNote) -> list[Change]:
    """Add to a signed note.

    Raises:
        NoteNotSigned.
    """
    found = _found(world, course, note)
    if found.signed is None:
        raise errors.NoteNotSigned
    worded(text=command.text)
    fields = told(world, course, command, "addendum", found.addenda)
    return record(world, course, events.NoteAddended(note=note, content=command.text, **fields))


def cosign_note(world: World, course: UUID, note: UUID, command: commands.CosignNote) -> list[Change]:
    """Sign a signed note as the supervisor.

    Raises:
        NoteNotSigned, NoteIsCosigned.
    """
    found = _found(world, course, note)
    if found.signed is None:
        raise errors.NoteNotSigned
    if found.cosigned is not None:
        raise errors.NoteIsCosigned
    fields = told(world, course, command, "cosignature")
    return record(world, course, events.NoteCosigned(note=note, content=command.remark, **fields))
