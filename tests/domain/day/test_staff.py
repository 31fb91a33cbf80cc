"""The clinic's day: who works here, who is away and who covers, and whose caseload it is."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from domain.course.errors import ReasonNeeded
from domain.errors import Invalid
from domain.message.values import Kind
from domain.pathway.clinicians import ChangeClinician, ReassignCaseload, change_clinician, reassign_caseload
from domain.staff.decisions import (
    CoverAway,
    Join,
    Leave,
    NoSuchAbsence,
    NoteAbsence,
    StaffLeft,
    WithdrawAbsence,
    join,
    leave,
    note_absence,
    withdraw_absence,
)
from domain.staff.values import Role
from domain.supervision.decisions import SuperviseCourse, SuperviseStaff, supervise_course, supervise_staff
from domain.supervision.events import Supervision
from tests.builders import CLINICIAN, SUPERVISOR, a_course
from tests.domain.memory import MemoryWorld
from tests.domain.story import Story

DAY = date(2026, 2, 2)
AWAY = NoteAbsence(first_on=date(2026, 3, 2), last_on=date(2026, 3, 13), reason="leave")
TALK = Supervision(about="the dispute", advice="stay with it", action="bring a tape")


def joined(world: MemoryWorld, name: str = "Dr Lind", *roles: Role) -> UUID:
    command = Join(name=name, roles=list(roles or (Role.CLINICIAN,)), joined_on=DAY)
    return world.run(lambda w: join(w, command))[0].stream


def test_somebody_joins_under_a_name_that_is_sealed_with_a_key_of_their_own() -> None:
    world = a_course().opened().world
    person = joined(world)
    assert world.log[-1].subject == person
    assert world.staff(person).name == "Dr Lind"


@pytest.mark.parametrize("facts", [dict(name=" "), dict(roles=[]), dict(roles=[Role.AUDITOR, Role.AUDITOR])])
def test_a_name_and_roles_are_needed(facts: dict[str, Any]) -> None:
    world = a_course().opened().world
    usual: dict[str, Any] = dict(name="Dr Lind", roles=[Role.CLINICIAN], joined_on=DAY)
    with pytest.raises(Invalid):
        world.run(lambda w: join(w, Join(**{**usual, **facts})))


def test_an_absence_holds_on_its_first_and_last_day_and_names_who_covers() -> None:
    world = a_course().opened().world
    person, cover = joined(world), joined(world, "Dr Brown")
    covered = NoteAbsence(first_on=AWAY.first_on, last_on=AWAY.last_on, covered_by=cover)
    world.run(lambda w: note_absence(w, person, covered))
    known = world.staff(person)
    days = [date(2026, 3, day) for day in (1, 2, 13, 14)]
    assert [known.away(day) is not None for day in days] == [False, True, True, False]
    away = known.away(AWAY.first_on)
    assert away is not None
    assert away.covered_by == cover


def test_nobody_covers_while_away_or_for_themselves_or_after_leaving() -> None:
    world = a_course().opened().world
    person, cover = joined(world), joined(world, "Dr Brown")
    world.run(lambda w: note_absence(w, cover, AWAY))
    wish = NoteAbsence(first_on=date(2026, 3, 13), last_on=date(2026, 3, 20), covered_by=cover)
    with pytest.raises(CoverAway, match="2026-03-02 to 2026-03-13"):
        world.run(lambda w: note_absence(w, person, wish))
    with pytest.raises(Invalid, match="somebody else"):
        world.run(lambda w: note_absence(w, cover, wish))
    world.run(lambda w: leave(w, cover, Leave(left_on=DAY)))
    with pytest.raises(StaffLeft):
        world.run(lambda w: note_absence(w, person, wish))


def test_an_absence_ends_after_it_begins_and_is_taken_back_by_its_id() -> None:
    world = a_course().opened().world
    person = joined(world)
    with pytest.raises(Invalid, match="last_on"):
        world.run(lambda w: note_absence(w, person, NoteAbsence(first_on=AWAY.last_on, last_on=AWAY.first_on)))
    world.run(lambda w: note_absence(w, person, AWAY))
    (absence,) = world.staff(person).absences
    world.run(lambda w: withdraw_absence(w, person, WithdrawAbsence(absence=absence)))
    assert world.staff(person).absences == {}
    with pytest.raises(NoSuchAbsence):
        world.run(lambda w: withdraw_absence(w, person, WithdrawAbsence(absence=absence)))


def a_booked_story() -> Story:
    story = a_course().with_series("2026-03-02T11:00", 2).opened()
    (notice,) = story.owed(Kind.NOTICE)
    story.send(notice.message)
    return story


def test_another_clinician_takes_over_and_the_client_is_told_of_each_session_ahead() -> None:
    story = a_booked_story()
    person = joined(story.world)
    story.do(change_clinician, ChangeClinician(staff=person, from_on=DAY, reason="parental leave"))
    course = story.case.course
    assert (course.clinician, course.pathway.staff) == ("Dr Lind", person)
    assert {session.place.clinician for session in course.sessions.values()} == {"Dr Lind"}
    assert len(story.owed(Kind.NOTICE)) == 2


def test_a_change_of_clinician_has_a_reason_and_one_who_works_here() -> None:
    story = a_booked_story()
    person = joined(story.world)
    with pytest.raises(ReasonNeeded):
        story.do(change_clinician, ChangeClinician(staff=person, from_on=DAY, reason=""))
    story.run(leave, person, Leave(left_on=DAY))
    with pytest.raises(StaffLeft):
        story.do(change_clinician, ChangeClinician(staff=person, from_on=DAY, reason="leave"))


def test_a_caseload_goes_over_as_a_whole_or_not_at_all() -> None:
    story = a_booked_story()
    other = a_course().opened(story.world)
    person = joined(story.world)
    wish = ReassignCaseload(courses=[story.course, other.course], from_on=DAY, reason="retired")
    story.run(reassign_caseload, person, wish)
    assert {one.case.course.clinician for one in (story, other)} == {"Dr Lind"}
    again = story.run(reassign_caseload, person, wish)
    assert again == []
    with pytest.raises(Invalid, match="courses"):
        story.run(reassign_caseload, person, ReassignCaseload(courses=[], from_on=DAY, reason="retired"))


def test_supervision_of_a_course_stands_in_its_case() -> None:
    story = a_course().opened()
    supervisor = joined(story.world, SUPERVISOR, Role.SUPERVISOR)
    story.do(supervise_course, SuperviseCourse(author=CLINICIAN, on=DAY, talk=TALK, supervisor=supervisor))
    (talk,) = story.case.supervision.talks
    assert (talk.content.with_whom, talk.content.talk) == (SUPERVISOR, TALK)


def test_supervision_about_no_course_stands_with_the_clinician() -> None:
    story = a_course().opened()
    person = joined(story.world)
    story.run(supervise_staff, person, SuperviseStaff(on=DAY, talk=TALK, with_whom="Dr Nowak, from outside"))
    assert story.world.history(person) == ["staff.joined", "staff.supervised"]


def test_supervision_says_with_whom_about_what_and_what_was_advised() -> None:
    story = a_course().opened()
    with pytest.raises(Invalid, match="with_whom"):
        story.do(supervise_course, SuperviseCourse(author=CLINICIAN, talk=TALK))
    empty = Supervision(about="the dispute", advice=" ")
    with pytest.raises(Invalid, match=r"talk\.advice"):
        story.do(supervise_course, SuperviseCourse(author=CLINICIAN, talk=empty, with_whom="Dr Nowak"))
