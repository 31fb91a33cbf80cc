"""What one of the demo's clinicians writes into one course: after each session, and at follow-ups."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from uuid import UUID

import msgspec

from domain.course.state import Session
from domain.ids import INTERLUDE
from domain.policy.case import Case as Known
from domain.values import local_time
from domain.work import commands, notes
from interlude.demo import first_sessions, last_sessions, risk, working_sessions
from interlude.demo.at_once import Writing, at_once
from interlude.demo.cast import Person
from interlude.demo.clinical import Case
from interlude.demo.forms import forms
from interlude.demo.meeting import Meeting, formulated_at
from interlude.demo.reception import Hand

MAINTENANCE = "ipt-maintenance"
TRAINEE = "Sofia Marchetti"
"""Her notes are co-signed."""
LATE_SIGNER = "Tom Lindqvist"
"""He signs a note when he writes the next one."""
COSIGNER = "Dr Nadia Okafor"


class Notebook:
    """Notes facts about one course; without a case there is nothing to tell."""

    def __init__(self, hand: Hand, person: Person, case: Case | None) -> None:
        self._hand = hand
        self._person = person
        self._case = case

    def held(self, course: UUID, session: Session, number: int, *, last: int, agreed: int, maintained: bool) -> None:
        """Write up a session that counts as the so-manieth, of which there will be `last`."""
        if self._case is None:
            return
        about = partial(
            Meeting,
            _recovered(self._case) if maintained else self._case,
            session=session.id,
            number=number,
            last=last,
            agreed=agreed,
            author=self._person.clinician,
            on=session.slot.starts.local.date(),
            maintained=maintained,
        )
        self._write(course, about, self._maintained if maintained else self._at_once)
        if number == formulated_at(agreed) and not maintained:
            self._write(course, about, first_sessions.formulation)
        self._write(course, about, self._afterwards)

    def missed(self, course: UUID, session: Session) -> None:
        """Write up a session that the client did not come to."""
        if self._case is not None:
            text = "Did not attend. Called in the afternoon, no answer; message left. Offered the next time."
            draft = commands.DraftNote(author=self._person.clinician, text=text, session=session.id)
            self._hand.run(notes.draft_note, course, draft)

    def followed_up(self, course: UUID, month: int) -> None:
        """Write up a follow-up, with the forms that were sent back before it."""
        if self._case is None:
            return
        day = local_time(self._hand.executor.world(INTERLUDE).now, self._person.zone).date()
        about = partial(
            Meeting,
            _recovered(self._case),
            session=INTERLUDE,
            number=1,
            last=1,
            agreed=1,
            author=self._person.clinician,
            on=day,
            reason="Follow-up",
        )
        self._write(course, about, forms)
        self._write(course, about, partial(last_sessions.follow_up, month=month))

    def _at_once(self, meeting: Meeting) -> Iterator[Writing]:
        yield from forms(meeting)
        yield from working_sessions.supervised(meeting, COSIGNER)
        yield working_sessions.opening(meeting)
        yield from working_sessions.worked(meeting)
        yield from risk.answered(meeting)
        if meeting.number == 1:
            yield risk.routine(meeting)
            yield from first_sessions.first(meeting)
        if meeting.number == 2:
            yield from first_sessions.second(meeting)
        if meeting.number == meeting.formulated:
            yield from first_sessions.areas(meeting)
        yield from working_sessions.now_and_then(meeting)
        yield from last_sessions.last(meeting)
        yield working_sessions.note(meeting)

    def _maintained(self, meeting: Meeting) -> Iterator[Writing]:
        yield from forms(meeting)
        yield from last_sessions.kept_up(meeting)
        yield working_sessions.opening(meeting)
        yield working_sessions.note(meeting)

    def _afterwards(self, meeting: Meeting) -> Iterator[Writing]:
        """Yield what is about something that the session's own writing brought."""
        if meeting.number == meeting.formulated and not meeting.maintained:
            yield first_sessions.agreement(meeting)
        yield from risk.shared(meeting)
        if meeting.author != LATE_SIGNER:
            yield from working_sessions.signature(meeting, needs_cosignature=meeting.author == TRAINEE)

    def _write(
        self, course: UUID, about: Callable[[Known], Meeting], tell: Callable[[Meeting], Iterable[Writing]]
    ) -> None:
        self._hand.run(partial(at_once, course=course, tell=lambda known: tell(about(known))))


def _recovered(case: Case) -> Case:
    """Return a case whose scores stay where the acute course has brought them."""
    return msgspec.structs.replace(case, phq=(case.phq[1], case.phq[1]), gad=(case.gad[1], case.gad[1]), risk=[])
