"""Protocols as data: phases that scale with the number agreed, and moving a course to a newer version."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import interlude
from domain.clinic.decisions import ProtocolChanged, Rules, adopt
from domain.clinic.protocol import Protocol, protocol
from domain.course.booking import record_attendance
from domain.course.commands import ChangePhase, RecordAttendance
from domain.course.decisions import change_phase
from domain.course.errors import ReasonNeeded, UnknownProtocol
from domain.course.values import Attendance
from domain.errors import Invalid
from domain.pathway.errors import PhaseMissing, SameProtocol
from domain.pathway.moving import MoveProtocol, move_protocol, preview_move
from interlude.rules import read_toml
from tests.builders import PROTOCOL, a_course
from tests.domain.story import Story

BUNDLED = Path(interlude.__file__).parent / "defaults" / "protocols"


def bundled(name: str) -> Protocol:
    return protocol(read_toml(BUNDLED / f"{name}.toml"))


def bounds(found: Protocol) -> list[tuple[int, int]]:
    return [(phase.first, phase.last) for phase in found.phases]


@pytest.mark.parametrize(
    ("name", "agreed", "expected"),
    [
        ("ipt-16", 16, [(1, 4), (5, 12), (13, 16)]),
        ("ipt-16", 14, [(1, 4), (5, 11), (12, 14)]),
        ("ipt-16", 12, [(1, 3), (4, 9), (10, 12)]),
        ("ipt-12", 12, [(1, 3), (4, 9), (10, 12)]),
        ("ipt-12", 10, [(1, 3), (4, 8), (9, 10)]),
        ("ipt-8", 8, [(1, 2), (3, 6), (7, 8)]),
        ("ipt-maintenance", 12, [(1, 12)]),
    ],
)
def test_phases_lie_as_the_protocol_says_for_the_number_agreed(
    name: str, agreed: int, expected: list[tuple[int, int]]
) -> None:
    assert bounds(bundled(name).for_agreed(agreed)) == expected


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_bundled_protocol_says_what_it_rests_on_and_covers_what_may_be_agreed(path: Path) -> None:
    found = protocol(read_toml(path))
    assert found.evidence
    assert found.measures
    for agreed in range(found.fewest, found.most + 1):
        assert bounds(found.for_agreed(agreed))[-1][1] == agreed


def test_acute_courses_are_followed_up_at_three_six_and_twelve_months() -> None:
    assert bundled("ipt-16").follow_ups.months == [3, 6, 12]
    assert bundled("ipt-maintenance").every_days == 28


def test_without_a_split_the_longest_phase_takes_up_the_difference() -> None:
    found = protocol(PROTOCOL)
    assert bounds(found.for_agreed(14)) == [(1, 4), (5, 10), (11, 14)]


def test_a_split_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(Invalid, match="14 sessions over its phases"):
        protocol({**PROTOCOL, "splits": [dict(agreed=14, phases=[4, 4, 4])]})


def test_a_version_that_was_adopted_never_changes() -> None:
    story = a_course().opened()
    changed = Rules(kind="protocol", name="ipt-16", content={**PROTOCOL, "minutes": 45}, sha256="another")
    with pytest.raises(ProtocolChanged, match="another version 1 of ipt-16"):
        story.run(adopt, [changed])


def newer(**changed: Any) -> dict[str, Any]:
    return {**deepcopy(PROTOCOL), "version": 2, **changed}


def a_story(**changed: Any) -> Story:
    """A course under version 1, at a clinic that has adopted a changed version 2."""
    story = a_course().with_series("2026-03-02T11:00", 16).opened()
    rules = Rules(kind="protocol", name="ipt-16@2", content=newer(**changed), sha256="protocol-2")
    story.run(adopt, [rules])
    return story


LATER_ENDING = [
    dict(code="initial", name="Initial", first=1, last=4),
    dict(code="middle", name="Middle", first=5, last=13, tasks=[dict(code="review", name="Plan review")]),
    dict(code="ending", name="Ending", first=14, last=16),
]
TO_2 = MoveProtocol(protocol="ipt-16", protocol_version=2, reason="the clinic works by it now")


def test_what_a_move_would_change_is_shown_before_it_is_made() -> None:
    story = a_story(phases=LATER_ENDING, minutes=45)
    assert preview_move(story.world, story.course, "ipt-16", 2) == [
        "the phase middle spans sessions 5 to 13 instead of sessions 5 to 12",
        "a new task in the phase middle: Plan review",
        "the phase ending spans sessions 14 to 16 instead of sessions 13 to 16",
        "sessions last 45 minutes instead of 50",
    ]
    assert story.case.course.protocol == ("ipt-16", 1)


def test_a_course_stays_under_its_version_until_it_is_moved_with_a_reason() -> None:
    story = a_story(phases=LATER_ENDING)
    assert story.case.course.protocol == ("ipt-16", 1)
    with pytest.raises(ReasonNeeded):
        story.do(move_protocol, MoveProtocol(protocol="ipt-16", protocol_version=2, reason=""))
    event: Any = story.do(move_protocol, TO_2)[0].event
    assert event.consequences == preview_of(story)
    assert story.case.course.protocol == ("ipt-16", 2)


def preview_of(story: Story) -> list[str]:
    """What the move back would show is as long as what the move showed: each names both sides."""
    back = preview_move(story.world, story.course, "ipt-16", 1)
    return [_turned(clause) for clause in back]


def _turned(clause: str) -> str:
    if clause.startswith("no longer a task"):
        return clause.replace("no longer a task", "a new task")
    what, _, spans = clause.partition(" spans ")
    now, _, was = spans.partition(" instead of ")
    return f"{what} spans {was} instead of {now}"


def test_attendances_that_count_no_more_are_a_consequence() -> None:
    story = a_story(counts=["on-time"]).at("2026-03-03T12:00Z")
    story.do(record_attendance, story.sessions[0], RecordAttendance(attendance=Attendance.LATE_SEEN))
    assert preview_move(story.world, story.course, "ipt-16", 2) == ["0 sessions count towards the number, not 1"]


def test_a_move_needs_another_version_that_was_adopted_and_knows_the_phase() -> None:
    story = a_story(phases=[dict(code="work", name="Work", first=1, last=16)])
    with pytest.raises(SameProtocol):
        preview_move(story.world, story.course, "ipt-16", 1)
    with pytest.raises(UnknownProtocol, match="version 3"):
        preview_move(story.world, story.course, "ipt-16", 3)
    with pytest.raises(PhaseMissing, match="initial"):
        story.do(move_protocol, TO_2)


def test_the_phase_of_a_course_is_judged_by_the_number_it_agreed_on() -> None:
    story = a_story(phases=LATER_ENDING)
    story.do(move_protocol, TO_2)
    with pytest.raises(ReasonNeeded, match="from session 14 to 16"):
        story.do(change_phase, ChangePhase(phase="ending"))
