"""A course that was under way elsewhere: sessions are facts of their own time, and nothing is sent until released."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from domain.client.contact import Contact, Medium, Purpose
from domain.course.commands import PlanCheckIns
from domain.course.decisions import plan_check_ins
from domain.course.errors import SessionsOutOfBounds, SessionsOverlap, UnknownProtocol
from domain.course.values import Attendance, CheckInPlan, Mode, Place
from domain.errors import Invalid
from domain.ids import course_of
from domain.message.values import Kind
from domain.pathway.errors import NotHeld
from domain.pathway.importing import Consent, CourseUnderWay, ImportClient, SessionHeld, import_client
from domain.pathway.release import Release, release
from tests.builders import LONDON, a_course
from tests.domain.memory import MemoryWorld
from tests.domain.story import Story

HELD = [
    SessionHeld(starts=datetime(2026, 1, 12, 9), attendance=Attendance.ON_TIME),
    SessionHeld(starts=datetime(2026, 1, 19, 9), attendance=Attendance.DID_NOT_ATTEND),
    SessionHeld(starts=datetime(2026, 1, 26, 9), attendance=Attendance.LATE_SEEN),
]


def under_way(**facts: Any) -> CourseUnderWay:
    usual: dict[str, Any] = dict(
        protocol="ipt-16",
        protocol_version=1,
        sessions_agreed=12,
        clinician="Dr Okafor",
        referred_on=date(2025, 12, 1),
        opened_on=date(2026, 1, 12),
        place=Place(mode=Mode.ROOM, where="Room 2", clinician="Dr Okafor"),
        held=HELD,
        booked=[datetime(2026, 2, 9, 9)],
    )
    return CourseUnderWay(**{**usual, **facts})


def a_client(course: CourseUnderWay | None = None, **facts: Any) -> ImportClient:
    usual: dict[str, Any] = dict(
        source="old diary",
        reference="C-17",
        name="Kim Marsh",
        zone=LONDON,
        contact=Contact(phone="+447700900321", email="kim@example.org"),
        consents=[Consent(medium=medium, purpose=purpose) for medium in Medium for purpose in Purpose],
        course=course,
    )
    return ImportClient(**{**usual, **facts})


def a_clinic() -> MemoryWorld:
    return a_course().opened().world


def brought_in(**facts: Any) -> Story:
    world = a_clinic()
    changes = world.run(lambda w: import_client(w, a_client(under_way(**facts))))
    course = course_of(world.new_id("referral"))
    return Story(world=world, client=changes[0].stream, course=course, sessions=[])


def test_sessions_held_are_facts_of_their_own_time() -> None:
    story = brought_in()
    held = [entry for entry in story.world.log if entry.event.topic == "course.attendance_recorded.v1"]
    starts = [session.starts_at for session in story.case.course.in_order()]
    assert [entry.occurred_at for entry in held] == starts[:3]
    assert {entry.recorded_at for entry in held} == {story.world.now}
    assert story.case.course.counted(["on-time", "late-seen"]) == 2


def test_nothing_is_owed_before_the_release_and_everything_after_it() -> None:
    story = brought_in()
    story.do(plan_check_ins, PlanCheckIns(plan=CheckInPlan(weekday=2, at=time(18, 30), items=["mood"])))
    assert story.owed() == []
    story.at("2026-02-05T10:00Z").do(release, Release())
    assert {one.kind for one in story.owed()} == {Kind.NOTICE, Kind.REMINDER, Kind.LAST_REMINDER}
    # That of the week before the release is not made up for.
    assert story.coming().week == "2026-W07"


def test_a_course_is_released_once() -> None:
    story = brought_in()
    story.do(release, Release())
    with pytest.raises(NotHeld):
        story.do(release, Release())


def test_a_client_comes_in_without_a_course() -> None:
    world = a_clinic()
    changes = world.run(lambda w: import_client(w, a_client()))
    assert world.client(changes[0].stream).name == "Kim Marsh"
    assert world.history(changes[0].stream)[:2] == ["client.registered", "client.contact_changed"]


def test_the_phase_that_it_is_in_is_kept() -> None:
    assert brought_in(phase="middle").case.course.phase == "middle"
    assert brought_in().case.course.phase == "initial"


def refused(kind: type[Exception], words: str, course: CourseUnderWay | None = None, **facts: Any) -> None:
    world = a_clinic()
    before = len(world.log)
    with pytest.raises(kind, match=words):
        world.run(lambda w: import_client(w, a_client(course, **facts)))
    assert len(world.log) == before


def test_what_cannot_be_is_refused_and_named() -> None:
    refused(Invalid, "reference", reference=" ")
    refused(Invalid, "zone", zone="Europe/Nowhere")
    refused(Invalid, "contact.phone", contact=Contact(phone="12"))
    refused(Invalid, "consents.how", consents=[Consent(medium=Medium.SMS, purpose=Purpose.MEASURES, how="hearsay")])
    refused(UnknownProtocol, "version 9", under_way(protocol_version=9))
    refused(SessionsOutOfBounds, "not 40", under_way(sessions_agreed=40))
    refused(Invalid, "phase", under_way(phase="maintenance"))
    refused(Invalid, "opened_on", under_way(opened_on=date(2026, 5, 1), accepted_on=date(2026, 1, 2)))
    refused(Invalid, "accepted_on", under_way(accepted_on=date(2025, 11, 1)))
    refused(Invalid, "booked", under_way(booked=[datetime(2026, 1, 30, 9)]))
    refused(
        Invalid, "held", under_way(held=[SessionHeld(starts=datetime(2026, 3, 2, 9), attendance=Attendance.ON_TIME)])
    )
    refused(SessionsOverlap, "overlap", under_way(booked=[datetime(2026, 2, 9, 9), datetime(2026, 2, 9, 9, 30)]))


def test_ids_follow_from_the_command_so_that_a_line_is_brought_in_once() -> None:
    world = a_clinic()
    command = a_client(under_way())
    first: list[UUID] = [change.stream for change in import_client(world, command)]
    assert first == [change.stream for change in import_client(world, command)]
