"""The demo's clinicians: what they do with one person's course, by the same decisions as the API."""

from datetime import timedelta
from uuid import UUID

import msgspec

from domain.clinic.protocol import Protocol
from domain.course import booking, commands, evolve
from domain.course import decisions as courses
from domain.course.state import Course, Session
from domain.course.values import Attendance, CheckInPlan, Outcome, Party, PlanPart, Slot
from domain.fold import fold
from domain.ids import INTERLUDE, course_of, derived_id
from domain.instant import Instant
from domain.pathway.linking import OpenLinked, open_linked
from domain.pathway.values import Link
from domain.policy.weekly import ITEMS
from domain.values import Wall, local_time
from interlude.demo.cast import Person, Turn
from interlude.demo.notebook import MAINTENANCE, Notebook
from interlude.demo.reception import Hand
from store.execute import Executor

_PLANNED = frozenset({Outcome.COMPLETED, Outcome.COMPLETED_EARLY})
_MONTHLY = 28
_BOOKED_AHEAD = 6


class Clinician:
    """Whoever gives one person's therapy."""

    def __init__(self, executor: Executor, person: Person) -> None:
        self._hand = Hand(executor, person.clinician, person)
        self._executor = executor
        self._person = person
        self._id = INTERLUDE
        self._phase = ""
        self._seen = 0
        self._agreed = person.agreed
        self._protocol_name = person.protocol
        self._notebook = Notebook(self._hand, person, person.case)

    @property
    def course(self) -> UUID:
        """The course that is being given."""
        return self._id

    def open(self, referral: UUID, first: Wall) -> None:
        """Open the course, and book all its sessions weekly."""
        person = self._person
        opening = commands.OpenCourse(
            referral=referral,
            protocol=person.protocol,
            protocol_version=1,
            sessions_agreed=person.agreed,
            clinician=person.clinician,
        )
        self._hand.run(courses.open_course, opening)
        self._id = course_of(referral)
        self._phase = self._course().phase
        self._book(first, person.agreed)

    def plan_check_ins(self) -> None:
        """Plan the check-ins that the person chose, if any."""
        weekly = self._person.check_in
        if weekly is not None and self._person.answers != "none":
            chosen = CheckInPlan(weekday=weekly.weekday, at=weekly.at, items=list(ITEMS))
            self._hand.run(courses.plan_check_ins, self._id, commands.PlanCheckIns(plan=chosen))

    def now(self) -> Instant:
        """Return the demo's time."""
        return self._executor.world(INTERLUDE).now

    def booked(self) -> list[Session]:
        """Return the sessions that are still to take place."""
        return [session for session in self._course().in_order() if session.is_booked]

    def next_session(self) -> Session | None:
        """Return the next session, if there is one."""
        return next(iter(self.booked()), None)

    def session(self, session: UUID) -> Session:
        """Return a session as it is now."""
        return self._course().sessions[session]

    def move(self, session: Session, turn: Turn) -> None:
        """Put a session some days later."""
        starts = Wall(
            local=session.slot.starts.local + timedelta(days=turn.days, hours=1), zone=session.slot.starts.zone
        )
        move = commands.MoveSession(starts=starts, by=turn.by, reason=turn.reason)
        self._hand.run(booking.move_session, self._id, session.id, move)

    def cancel(self, sessions: list[Session], turn: Turn) -> None:
        """Call sessions off."""
        for session in sessions:
            cancel = commands.CancelSession(by=turn.by, reason=turn.reason)
            self._hand.run(booking.cancel_session, self._id, session.id, cancel)

    def book_more(self, times: int, every_days: int = 7) -> None:
        """Book sessions after the last one."""
        last = self._course().in_order()[-1].slot.starts
        weekly = timedelta(days=every_days)
        usual = Wall(local=last.local.replace(hour=self._person.at.hour, minute=self._person.at.minute), zone=last.zone)
        self._book(Wall(local=usual.local + weekly, zone=usual.zone), times, every_days)

    def note(self, session: Session, attendance: Attendance) -> None:
        """Note how a session was attended."""
        seen = commands.RecordAttendance(attendance=attendance)
        self._hand.run(booking.record_attendance, self._id, session.id, seen)
        if attendance not in self._protocol().counts:
            self._notebook.missed(self._id, session)
            return
        self._seen += 1
        self._notebook.held(
            self._id,
            session,
            self._seen,
            last=self._last(),
            agreed=self._agreed,
            maintained=self._protocol_name == MAINTENANCE,
        )

    def _last(self) -> int:
        """Return the number of the session after which the person will leave, as far as it is known."""
        ends = [turn.session for turn in self._person.turns if turn.outcome in _PLANNED and turn.do == "discharge"]
        return min([*ends, self._agreed])

    def enter_phase(self) -> None:
        """Enter the phase that the coming session belongs to, if the course is not in it yet."""
        phases, coming = self._protocol().for_agreed(self._agreed).phases, self._seen + 1
        code = next((phase.code for phase in phases if phase.first <= coming <= phase.last), self._phase)
        if code != self._phase and coming <= self._agreed:
            self._hand.run(courses.change_phase, self._id, commands.ChangePhase(phase=code))
            self._phase = code

    def change_plan(self, turn: Turn) -> None:
        """Change the plan as a turn says."""
        change = commands.ChangePlan(
            part=turn.part,
            change=turn.change,
            reason=turn.reason,
            decided_by=turn.decided_by,
            client_agreed=True,
            effective_on=local_time(self.now(), self._person.zone).date(),
            sessions_agreed=turn.sessions,
            minutes=turn.minutes,
        )
        self._hand.run(courses.change_plan, self._id, change)

    def extend(self, turn: Turn) -> None:
        """Agree on more sessions, and book them."""
        self.change_plan(msgspec.structs.replace(turn, part=PlanPart.SESSION_NUMBER))
        before, self._agreed = self._agreed, turn.sessions or self._agreed
        self.book_more(self._agreed - before)

    def go_fortnightly(self, turn: Turn) -> None:
        """Book what is left anew, every second week."""
        self.change_plan(msgspec.structs.replace(turn, part=PlanPart.FREQUENCY))
        left = self.booked()
        self.cancel(left, msgspec.structs.replace(turn, by=Party.CLINIC, reason="Every second week from now on"))
        starts = left[0].slot.starts
        self._book(Wall(local=starts.local + timedelta(days=7), zone=starts.zone), len(left), every_days=14)

    def pause(self, turn: Turn) -> None:
        """Let the course rest."""
        self._hand.run(courses.pause, self._id, commands.Pause(reason=turn.reason))

    def resume(self, missed: int) -> None:
        """Let the course go on, and make up for the sessions that were called off."""
        self._hand.run(courses.resume, self._id, commands.Resume(reason="Back, and wishes to go on"))
        if missed:
            self.book_more(missed)

    def discharge(self, turn: Turn) -> None:
        """End the course."""
        today = local_time(self.now(), self._person.zone).date()
        end = commands.Discharge(outcome=turn.outcome, discharged_on=today, reason=turn.reason)
        self._hand.run(courses.discharge, self._id, end)

    def maintain(self, turn: Turn) -> None:
        """Open the course of monthly sessions that follows, and book the first of them."""
        assert turn.sessions is not None
        before = self._course().in_order()[-1].slot.starts
        self._protocol_name, self._agreed, self._seen = MAINTENANCE, turn.sessions, 0
        follows = OpenLinked(
            link=Link.MAINTENANCE,
            protocol=self._protocol_name,
            sessions_agreed=turn.sessions,
            clinician=self._person.clinician,
        )
        self._id = derived_id(self._hand.run(open_linked, self._id, follows), "course")
        self._phase = self._course().phase
        starts = Wall(local=before.local + timedelta(days=_MONTHLY), zone=before.zone)
        self._book(starts, _BOOKED_AHEAD, every_days=_MONTHLY)

    def follow_up(self, course: UUID, month: int) -> None:
        """Call the client some months after a course."""
        self._notebook.followed_up(course, month)

    def _course(self) -> Course:
        # Its own stream is enough, and a tenth of the case with its messages.
        found: Course = fold(evolve.RULES, self._executor.log.entries(self._id))
        return found

    def _protocol(self) -> Protocol:
        return next(
            one
            for (name, _), one in self._executor.world(INTERLUDE).clinic().protocols.items()
            if name == self._protocol_name
        )

    def _book(self, first: Wall, times: int, every_days: int = 7) -> None:
        minutes = self._course().minutes
        slot = Slot(starts=first, minutes=minutes)
        series = commands.BookSeries(slot=slot, place=self._person.place(), count=times, every_days=every_days)
        self._hand.run(booking.book_series, self._id, series)
