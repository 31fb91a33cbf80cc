"""What happens in the sessions of a course, in sentences."""

from collections.abc import Callable
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.work import events, techniques
from domain.work.techniques import CommunicationAnalysis, GuidedImagery, InWords, ProblemSolving, Record, RolePlay
from domain.work.values import Opening
from projections.audit import spoken
from projections.audit.facts import closing, code, field, parts, when
from projections.audit.names import Names


def opening_noted(event: events.OpeningNoted, entry: Entry, names: Names) -> str:
    """Say how the client had been."""
    session = names.session(event.session)
    return f"{session} opened with how the client had been: {opened(event.content)}.{closing(event)}"


def opened(opening: Opening) -> str:
    """Return an answer to the opening question, with the mood and what it was linked to."""
    if is_erased(opening):
        return str(ERASED)
    mood = f", mood {opening.mood} of 10" if opening.mood is not None else ""
    links = [f"{spoken.quoted(link.event)}, mood {spoken.quoted(link.mood)}" for link in opening.links]
    return f"{spoken.quoted(opening.answer)}{mood}{'; linked to ' if links else ''}{'; '.join(links)}"


def technique_used(event: events.TechniqueUsed, entry: Entry, names: Names) -> str:
    """Say which technique was used, and what is kept of it."""
    goal = f", towards {names.called(event.goal, 'the goal')}" if event.goal else ""
    return (
        f"In {names.session(event.session)} {technique(event.technique)} was used{goal}: "
        f"{_used(event)}.{closing(event)}"
    )


def technique(known: str) -> str:
    """Return a technique in words; one of a clinic's own by its code."""
    return techniques.TECHNIQUES.get(known, f"the technique {known}")


def _used(event: events.TechniqueUsed) -> str:
    if is_erased(event.content):
        return str(ERASED)
    response = event.content.response
    took = f"; how the client took to it: {spoken.quoted(response)}" if response else ""
    return f"{kept(event.content.record)}{took}"


def kept(record: Record) -> str:
    """Return the record of a technique."""
    if isinstance(record, ProblemSolving):
        options = f"; options: {spoken.listed(record.options)}" if record.options else ""
        rest = parts(record, choice="choice", result="result") if record.choice or record.result else ""
        return f"problem {spoken.quoted(record.problem)}{options}{'; ' if rest else ''}{rest}"
    return parts(record, **_FIELDS[type(record)])


_FIELDS: dict[type[Record], dict[str, str]] = {
    RolePlay: {"situation": "situation", "roles": "roles", "practised": "practised", "went": "how it went"},
    GuidedImagery: {"scene": "scene", "insight": "insight"},
    CommunicationAnalysis: {"said": "said", "meant": "meant", "heard": "heard", "next_time": "next time"},
    InWords: {"words": "in words"},
}


def area_worked_on(event: events.AreaWorkedOn, entry: Entry, names: Names) -> str:
    """Say what was worked on."""
    session = names.session(event.session)
    return f"In {session} there was work on {code(event.area)}{spoken.giving(event.content)}.{closing(event)}"


def step_agreed(event: events.StepAgreed, entry: Entry, names: Names) -> str:
    """Say which next step was agreed, and whether the client wants to be asked about it by SMS."""
    words = spoken.quoted(field(event.content, "words"))
    by_sms = "" if is_erased(event.content) or not event.content.ask_by_sms else "; the client chose to be asked by SMS"
    return f"In {names.session(event.session)} a next step was agreed: {words}{by_sms}.{closing(event)}"


def step_asked_about(event: events.StepAskedAbout, entry: Entry, names: Names) -> str:
    """Say what came of a next step."""
    step = names.called(event.step, "the next step")
    told = spoken.quoted(field(event.content, "told"))
    again = "" if is_erased(event.content) or not event.content.goes_on else "; it goes on"
    return f"In {names.session(event.session)} the client told of {step}: {told}{again}.{closing(event)}"


def task_done(event: events.TaskDone, entry: Entry, names: Names) -> str:
    """Say which task was done in which phase."""
    task = event.task.replace("-", " ")
    said = spoken.giving(event.content)
    return f"The task {spoken.quoted(task)} was done {when(event)}, in the {event.phase} phase{said}.{closing(event)}"


def _note(names: Names, session: Any) -> str:
    return f"the note on {names.session(session)}" if session else "a note"


def note_drafted(event: events.NoteDrafted, entry: Entry, names: Names) -> str:
    """Say what a draft reads."""
    again = " anew" if event.replaces else ""
    text = spoken.quoted(event.content)
    return f"{_note(names, event.session)} was drafted{again} {when(event)}: {text}.{closing(event)}"


def note_signed(event: events.NoteSigned, entry: Entry, names: Names) -> str:
    """Say that a note is signed, and whether somebody has to sign it as well."""
    waits = "; it needs a co-signature" if event.needs_cosignature else ""
    return f"{names.note(event.note)} was signed {when(event)}{waits}.{closing(event)}"


def note_addended(event: events.NoteAddended, entry: Entry, names: Names) -> str:
    """Say what was added to a note."""
    return f"{names.note(event.note)} got an addendum {when(event)}{spoken.giving(event.content)}.{closing(event)}"


def note_cosigned(event: events.NoteCosigned, entry: Entry, names: Names) -> str:
    """Say that a note is co-signed."""
    return f"{names.note(event.note)} was co-signed {when(event)}{spoken.giving(event.content)}.{closing(event)}"


def retracted(event: events.Retracted, entry: Entry, names: Names) -> str:
    """Say that an entry was taken back, and why."""
    why = spoken.giving(event.content)
    return f"An entry of the record of sessions was taken back {when(event)}{why}.{closing(event)}"


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.OpeningNoted: opening_noted,
    events.TechniqueUsed: technique_used,
    events.AreaWorkedOn: area_worked_on,
    events.StepAgreed: step_agreed,
    events.StepAskedAbout: step_asked_about,
    events.TaskDone: task_done,
    events.NoteDrafted: note_drafted,
    events.NoteSigned: note_signed,
    events.NoteAddended: note_addended,
    events.NoteCosigned: note_cosigned,
    events.Retracted: retracted,
}
