"""Courses: everything that can be asked of one, as a table."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from api.commands import Command, Decide, Ids, Made
from api.policy import COURSE, SESSION, V1
from domain.course import booking, commands, decisions
from domain.ids import course_of, derived_id
from domain.values import Value
from domain.world import World


def _version(world: World, course: UUID) -> int:
    return world.case(course).course.version


def _opened(command: UUID, ids: Ids, content: commands.OpenCourse) -> Made:
    return Made(course_of(content.referral))


def _same(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(ids["course"])


def _session(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(ids["course"], [derived_id(command, "session-0")])


def _series(command: UUID, ids: Ids, content: commands.BookSeries) -> Made:
    return Made(ids["course"], [derived_id(command, f"session-{n}") for n in range(content.count)])


def _changing(path: str, summary: str, takes: type[Value], decide: Decide) -> Command:
    return Command(path=path, summary=summary, takes=takes, decide=decide, makes=_same, version=_version)


OPENING = Command(
    path=f"{V1}/courses",
    summary="Begin a course from an accepted referral",
    takes=commands.OpenCourse,
    decide=decisions.open_course,
    makes=_opened,
    at="courses",
)

BOOKINGS: Sequence[Command] = (
    Command(
        path=f"{COURSE}/sessions",
        summary="Book a session",
        takes=commands.BookSession,
        decide=booking.book_session,
        makes=_session,
        version=_version,
        at="courses",
    ),
    Command(
        path=f"{COURSE}/session-series",
        summary="Book sessions at the same local time",
        takes=commands.BookSeries,
        decide=booking.book_series,
        makes=_series,
        version=_version,
        at="courses",
    ),
)

CHANGES: Sequence[Command] = (
    _changing(f"{SESSION}/moves", "Put a session to another time", commands.MoveSession, booking.move_session),
    _changing(f"{SESSION}/place-changes", "Hold a session elsewhere", commands.ChangePlace, booking.change_place),
    _changing(f"{SESSION}/cancellations", "Call a session off", commands.CancelSession, booking.cancel_session),
    _changing(
        f"{SESSION}/attendance", "Note how a session was attended", commands.RecordAttendance, booking.record_attendance
    ),
    _changing(f"{COURSE}/phase-changes", "Enter another phase", commands.ChangePhase, decisions.change_phase),
    _changing(f"{COURSE}/check-in-plans", "Plan weekly check-ins", commands.PlanCheckIns, decisions.plan_check_ins),
    _changing(f"{COURSE}/check-in-stops", "Plan no more check-ins", commands.StopCheckIns, decisions.stop_check_ins),
    _changing(f"{COURSE}/plan-changes", "Change the plan", commands.ChangePlan, decisions.change_plan),
    _changing(f"{COURSE}/pauses", "Let the course rest", commands.Pause, decisions.pause),
    _changing(f"{COURSE}/resumptions", "Let the course go on", commands.Resume, decisions.resume),
    _changing(f"{COURSE}/discharge", "End the course", commands.Discharge, decisions.discharge),
)

COMMANDS: Sequence[Command] = (OPENING, *BOOKINGS, *CHANGES)
