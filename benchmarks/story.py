"""One client's course, lived through by the real decisions: the pattern of every history that is measured.

Sixteen weekly sessions are booked, each is announced and reminded of twice, and two questions are asked by SMS every
week and answered; now and then the client writes something that a person has to read. So the mix of events, their
sizes and what is sealed of them are those of the program in use.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from domain.course.booking import record_attendance
from domain.course.commands import RecordAttendance
from domain.course.values import Attendance
from domain.event import Entry
from domain.instant import MINUTE, later
from domain.message.outcomes import Accepted
from domain.message.values import Kind
from domain.policy.due import Due, DueCommand, due
from tests.builders import CLIENT_EMAIL, CLIENT_PHONE, a_course
from tests.domain.story import Story

OF_A_COURSE = 200
"""Events of the course, its messages and its check-ins."""

PHONE = CLIENT_PHONE
EMAIL = CLIENT_EMAIL


@dataclass(frozen=True)
class Lived:
    """What the log holds of one client: the course with all that belongs to it, and the clinic that it was held in."""

    client: UUID
    course: UUID
    line: UUID
    clinic: list[Entry]
    entries: list[Entry]


def lived(events: int = OF_A_COURSE) -> Lived:
    """Return a course that is under way and has so many events; those of the client and the line come on top."""
    story = a_course().with_series("2026-02-09T09:00", 16).with_check_ins(3, "18:00").opened()
    log = story.world.log
    while sum(1 for entry in log if entry.course == story.course) < events:
        _live_on(story)
    clinic = story.world.clinic()
    streams = {cause.cause.stream for cause in clinic.adopted.values()}
    return Lived(
        client=story.client,
        course=story.course,
        line=story.world.line_id(PHONE),
        clinic=[entry for entry in log if entry.stream in streams],
        entries=list(_upto(story, events, streams)),
    )


def _upto(story: Story, events: int, clinic: set[UUID]) -> Iterator[Entry]:
    """Yield what is not of the clinic, up to the entry that fills the course."""
    for entry in story.world.log:
        if entry.stream in clinic:
            continue
        yield entry
        events -= entry.course == story.course
        if not events:
            return


def _live_on(story: Story) -> None:
    """Do what falls due next, and record how the sessions before it were attended."""
    settings = story.settings
    coming = min(due(story.case, story.world.client(story.client), settings), key=lambda one: (one.at, one.id))
    for session in story.case.course.in_order():
        over = later(session.starts_at, 55 * MINUTE)
        if session.is_booked and over < coming.at:
            story.at(max(story.world.now, over))
            story.do(record_attendance, session.id, RecordAttendance(attendance=Attendance.ON_TIME))
            return
    story.at(max(story.world.now, coming.at))
    _do(story, coming)


def _do(story: Story, coming: Due) -> None:
    if coming.command is DueCommand.ASK:
        story.ask()
    elif coming.command is DueCommand.SEND:
        _send(story, coming.id)
    else:
        raise AssertionError(f"a course that goes well has nothing to {coming.command}")


def _send(story: Story, message: UUID) -> None:
    claimed = story.claim(message)
    if claimed.letter is None:
        return
    story.conclude(message, Accepted(reference=f"SM{message.hex}"))
    story.told(message, "delivered")
    kind = story.message(message).obligation.kind
    if kind is Kind.QUESTION:
        story.replies("7")
    if kind is Kind.THANKS and len(story.world.log) % 2:
        story.replies("Thank you. I may be late on Monday")
