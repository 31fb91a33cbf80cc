"""The story of one person of the demo, from the referral to the present or the discharge.

A story is a generator: it yields the instant at which it goes on, and acts when it is resumed then.
"""

from collections.abc import Callable, Generator
from datetime import date, time, timedelta
from uuid import UUID

from domain.course.state import Session
from domain.course.values import Attendance, Outcome
from domain.ending.due import months_later
from domain.instant import DAY, HOUR, MINUTE, Instant, later
from domain.values import local_time
from interlude.demo.appointments import first_session, office_hour
from interlude.demo.cast import Person, Turn
from interlude.demo.clinician import Clinician
from interlude.demo.reception import Reception

Told = Generator[Instant, None, None]

_WAITS = timedelta(weeks=3)
_WRITTEN_UP = 10 * MINUTE
_BELATED = 3 * DAY
_NOTICE = 2 * DAY
_TEXTS_BEFORE = 20 * HOUR
_FRIDAY = 4
_FOLLOW_UPS = (3, 6)
"""Months after the discharge; the demo's past is not longer than that."""


class Story:
    """One person's story; `says` has the person text the clinic, `begins` lets another story go on beside it."""

    def __init__(
        self,
        person: Person,
        reception: Reception,
        clinician: Clinician,
        says: Callable[[str], None],
        begins: Callable[[Told], None],
    ) -> None:
        self._begins = begins
        self._person = person
        self._reception = reception
        self._clinician = clinician
        self._says = says

    def told(self, present: Instant) -> Told:
        """Tell it: yield when each thing happens, and do it when resumed."""
        person, reception = self._person, self._reception
        first = first_session(person, present)
        day = first.local.date() - _WAITS
        yield office_hour(day, time(10, 20), person.zone)
        client = reception.register()
        referral = reception.receive(client, day)
        if person.until == "referred":
            return
        yield office_hour(day + timedelta(days=2), time(12, 30), person.zone)
        reception.screen(referral, day + timedelta(days=2))
        if person.until == "screened":
            return
        day += timedelta(weeks=1)
        yield office_hour(day, time(15, 10), person.zone)
        self._answer(referral, day)
        if person.until != "now":
            return
        yield office_hour(day + timedelta(weeks=1), time(11, 40), person.zone)
        self._clinician.open(referral, first)
        yield from self._sessions()

    def _answer(self, referral: UUID, day: date) -> None:
        match self._person.until:
            case "waiting":
                self._reception.put_on_waiting_list(referral, day)
            case "offered":
                self._reception.offer(referral, day)
            case "declined":
                self._reception.decline(referral, day)
            case _:
                self._reception.accept(referral, day)

    def _sessions(self) -> Told:
        number = 0
        while session := self._clinician.next_session():
            number += 1
            turns = [turn for turn in self._person.turns if turn.session == number]
            for turn in turns:
                yield from self._before(session, turn)
            coming = self._clinician.session(session.id) if turns else session
            if coming.is_booked:
                yield from self._at(coming, turns)
            if number == 1:
                self._clinician.plan_check_ins()
            for turn in turns:
                yield from self._after(turn)

    def _before(self, session: Session, turn: Turn) -> Told:
        if turn.do == "text":
            yield later(session.starts_at, -_TEXTS_BEFORE)
            self._says(turn.change)
        if turn.do == "move":
            yield later(session.starts_at, -_NOTICE)
            self._clinician.move(session, turn)
        if turn.do == "cancel":
            yield later(session.starts_at, -_NOTICE)
            self._clinician.cancel([session], turn)
            self._clinician.book_more(1)

    def _at(self, session: Session, turns: list[Turn]) -> Told:
        happened = {turn.do for turn in turns}
        over = later(session.starts_at, session.slot.minutes * MINUTE)
        yield later(over, _BELATED if "belated" in happened else _WRITTEN_UP)
        if "miss" in happened:
            self._clinician.note(session, Attendance.DID_NOT_ATTEND)
            self._clinician.book_more(1)
            return
        self._clinician.note(session, Attendance.LATE_SEEN if "late" in happened else Attendance.ON_TIME)
        self._clinician.enter_phase()

    def _after(self, turn: Turn) -> Told:
        doctor = self._clinician
        match turn.do:
            case "plan":
                doctor.change_plan(turn)
            case "extend":
                doctor.extend(turn)
            case "fortnightly":
                doctor.go_fortnightly(turn)
            case "pause":
                yield from self._pause(turn)
            case "stop":
                yield later(doctor.now(), 2 * HOUR)
                self._says("STOP")
            case "discharge":
                yield later(doctor.now(), HOUR)
                doctor.discharge(turn)
                if turn.outcome in {Outcome.COMPLETED, Outcome.COMPLETED_EARLY}:
                    self._begins(self._afterwards())
            case "maintain":
                doctor.maintain(turn)

    def _afterwards(self) -> Told:
        """Tell of the follow-ups: each some days after the day on which it falls due."""
        course, person = self._clinician.course, self._person
        left_on = local_time(self._clinician.now(), person.zone).date()
        late = timedelta(days=person.case.follow_up_after_days if person.case else 0)
        for month in _FOLLOW_UPS:
            day = months_later(left_on, month) + late
            if day.weekday() > _FRIDAY:
                day += timedelta(days=7 - day.weekday())
            yield office_hour(day, time(11, 20), person.zone)
            self._clinician.follow_up(course, month)

    def _pause(self, turn: Turn) -> Told:
        doctor = self._clinician
        until = later(doctor.now(), turn.weeks * 7 * DAY)
        missed = [session for session in doctor.booked() if session.starts_at < until]
        doctor.cancel(missed, turn)
        yield later(doctor.now(), HOUR)
        doctor.pause(turn)
        yield until
        doctor.resume(len(missed))
