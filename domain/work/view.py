"""The work of a course as it is read: every entry, what is open, and which notes wait for a signature."""

from uuid import UUID

import msgspec

from domain.clinic.protocol import Protocol
from domain.course.facts import Noted
from domain.policy.case import Case
from domain.work.decisions import open_steps
from domain.work.state import AreaWork, Note, Opened, Step, TechniqueUse
from domain.work.tasks import PhaseTask, tasks


class NoteView(Note, frozen=True, kw_only=True):
    """A note, and what it waits for: a `signature`, a `cosignature`, or nothing."""

    waits_for: str


class WorkView(msgspec.Struct, frozen=True, kw_only=True):
    """Entries by kind, in the order in which they were noted, replaced ones with them.

    `open_steps` are still to be asked about; `unsigned` are notes that wait for a signature or cosignature.
    """

    version: int
    openings: tuple[Noted[Opened], ...]
    techniques: tuple[Noted[TechniqueUse], ...]
    areas: tuple[Noted[AreaWork], ...]
    steps: tuple[Noted[Step], ...]
    open_steps: list[UUID]
    tasks: list[PhaseTask]
    notes: list[NoteView]
    unsigned: list[UUID]


def view(case: Case, protocol: Protocol) -> WorkView:
    """Return the work of a course."""
    work = case.work
    return WorkView(
        version=case.course.version,
        openings=work.openings,
        techniques=work.techniques,
        areas=work.areas,
        steps=work.steps,
        open_steps=[step.id for step in open_steps(work)],
        tasks=tasks(case, protocol),
        notes=[_note(note) for note in work.notes.values()],
        unsigned=[note.id for note in work.notes.values() if note.lacks],
    )


def _note(note: Note) -> NoteView:
    return NoteView(waits_for=note.lacks, **{name: getattr(note, name) for name in note.__struct_fields__})
