"""The work of a course as its events make it: every entry there was, replaced and retracted ones marked."""

from typing import Any
from uuid import UUID

import msgspec

from domain.course.facts import Noted, with_fact
from domain.event import Entry
from domain.fold import Rules
from domain.formulation.values import AreaKind
from domain.work import events
from domain.work.values import Asked, NextStep, Opening, Used


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """How a session opened."""

    session: UUID
    opening: Opening


class TechniqueUse(msgspec.Struct, frozen=True, kw_only=True):
    """One use of a technique."""

    session: UUID
    technique: str
    goal: UUID | None
    used: Used


class AreaWork(msgspec.Struct, frozen=True, kw_only=True):
    """Work on a problem area in a session."""

    session: UUID
    area: AreaKind
    words: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A next step, and everything that was told of it."""

    session: UUID
    step: NextStep
    asked: tuple[Noted[Asked], ...] = ()


class Ticked(msgspec.Struct, frozen=True, kw_only=True):
    """A phase task that was done, in the phase that the course was in."""

    task: str
    phase: str
    remark: str


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed, and as the how-manieth event of the course."""

    by: str
    version: int
    remark: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note: its drafts, the last of which is what was signed, and what was added afterwards."""

    id: UUID
    session: UUID | None
    drafts: tuple[Noted[str], ...]
    signed: Signature | None = None
    needs_cosignature: bool = False
    addenda: tuple[Noted[str], ...] = ()
    cosigned: Signature | None = None
    retracted_by: UUID | None = None

    @property
    def lacks(self) -> str:
        """What the note waits for: a `signature`, a `cosignature`, or nothing."""
        if self.retracted_by is not None:
            return ""
        if self.signed is None:
            return "signature"
        return "cosignature" if self.needs_cosignature and self.cosigned is None else ""


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was noted of the sessions, by kind, in the order in which it was noted."""

    openings: tuple[Noted[Opened], ...] = ()
    techniques: tuple[Noted[TechniqueUse], ...] = ()
    areas: tuple[Noted[AreaWork], ...] = ()
    steps: tuple[Noted[Step], ...] = ()
    tasks: tuple[Noted[Ticked], ...] = ()
    notes: dict[UUID, Note] = msgspec.field(default_factory=dict)


EMPTY = Work()

change = msgspec.structs.replace


def _with_fact(work: Work | None, field: str, event: Any, entry: Entry, content: Any) -> Work:
    before = work or EMPTY
    return change(before, **{field: with_fact(getattr(before, field), event, entry, content)})


def _opening(work: Work | None, event: events.OpeningNoted, entry: Entry) -> Work:
    return _with_fact(work, "openings", event, entry, Opened(session=event.session, opening=event.content))


def _technique(work: Work | None, event: events.TechniqueUsed, entry: Entry) -> Work:
    use = TechniqueUse(session=event.session, technique=event.technique, goal=event.goal, used=event.content)
    return _with_fact(work, "techniques", event, entry, use)


def _area(work: Work | None, event: events.AreaWorkedOn, entry: Entry) -> Work:
    done = AreaWork(session=event.session, area=event.area, words=event.content)
    return _with_fact(work, "areas", event, entry, done)


def _step(work: Work | None, event: events.StepAgreed, entry: Entry) -> Work:
    return _with_fact(work, "steps", event, entry, Step(session=event.session, step=event.content))


def _asked(work: Work, event: events.StepAskedAbout, entry: Entry) -> Work:
    def told(one: Noted[Step]) -> Noted[Step]:
        asked = with_fact(one.content.asked, event, entry, event.content)
        return change(one, content=change(one.content, asked=asked))

    return change(work, steps=tuple(told(one) if one.id == event.step else one for one in work.steps))


def _task(work: Work | None, event: events.TaskDone, entry: Entry) -> Work:
    return _with_fact(work, "tasks", event, entry, Ticked(task=event.task, phase=event.phase, remark=event.content))


def _drafted(work: Work | None, event: events.NoteDrafted, entry: Entry) -> Work:
    work = work or EMPTY
    known = work.notes.get(event.note) or Note(id=event.note, session=event.session, drafts=())
    drafts = with_fact(known.drafts, event, entry, event.content)
    return change(work, notes={**work.notes, event.note: change(known, drafts=drafts)})


def _on_note(work: Work, note: UUID, **changed: object) -> Work:
    return change(work, notes={**work.notes, note: change(work.notes[note], **changed)})


def _signed(work: Work, event: events.NoteSigned, entry: Entry) -> Work:
    signature = Signature(by=event.author, version=entry.version)
    return _on_note(work, event.note, signed=signature, needs_cosignature=event.needs_cosignature)


def _addended(work: Work, event: events.NoteAddended, entry: Entry) -> Work:
    return _on_note(work, event.note, addenda=with_fact(work.notes[event.note].addenda, event, entry, event.content))


def _cosigned(work: Work, event: events.NoteCosigned, entry: Entry) -> Work:
    signature = Signature(by=event.author, version=entry.version, remark=event.content)
    return _on_note(work, event.note, cosigned=signature)


_ENTRIES = ("openings", "techniques", "areas", "steps", "tasks")


def _retracted(work: Work, event: events.Retracted, entry: Entry) -> Work:
    def marked(one: Noted[Any]) -> Noted[Any]:
        return change(one, replaced_by=event.id) if one.id == event.entry else one

    entries = {field: tuple(marked(one) for one in getattr(work, field)) for field in _ENTRIES}
    after: Work = change(work, **entries)
    return _on_note(after, event.entry, retracted_by=event.id) if event.entry in after.notes else after


RULES: Rules = {
    events.OpeningNoted: _opening,
    events.TechniqueUsed: _technique,
    events.AreaWorkedOn: _area,
    events.StepAgreed: _step,
    events.StepAskedAbout: _asked,
    events.TaskDone: _task,
    events.NoteDrafted: _drafted,
    events.NoteSigned: _signed,
    events.NoteAddended: _addended,
    events.NoteCosigned: _cosigned,
    events.Retracted: _retracted,
}
