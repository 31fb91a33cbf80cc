import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from domain.client.contact import Contact
from domain.client.decisions import ChangeContact, change_contact
from domain.errors import NotFound
from projections.history.case_file import case_file
from projections.history.rows import rows_of
from tests.living import Living
from tests.projections.history.conftest import ANOTHER, NUMBER, Lived


def first_position(lived: Lived) -> int:
    return next(one.position for one in lived.file().timeline if one.topic == "course.opened.v1")


def test_as_known_then_is_what_was_read_then(lived: Lived) -> None:
    assert len(lived.snapshots) > 5
    for position, read_then in lived.snapshots.items():
        assert lived.file(position) == read_then


def test_at_every_position_the_timeline_is_the_beginning_of_the_whole(lived: Lived) -> None:
    # What came in counts as the course's only once it was read, so it joins the timeline later.
    whole = [one for one in lived.file().timeline if one.topic != "inbound.received.v1"]
    for position in range(first_position(lived), lived.living.record.log.head() + 1):
        file = lived.file(position)
        then = [one for one in file.timeline if one.topic != "inbound.received.v1"]
        assert then == [one for one in whole if one.position <= position]
        assert file.header.position == position


def test_what_came_later_is_not_known_earlier(lived: Lived) -> None:
    early = lived.file(first_position(lived))
    assert (early.sessions, early.messages, early.check_ins, early.coming) == ([], [], [], [])
    assert early.course.sessions_agreed == 14
    assert early.header.settings is not None
    assert early.header.settings.version == 1


def test_before_it_was_opened_a_course_is_not_found(lived: Lived) -> None:
    for position in (0, first_position(lived) - 1):
        with pytest.raises(NotFound):
            lived.file(position)


async def shared(directory: Path) -> tuple[Living, Lived, Lived]:
    """Two clients with one number; the first then takes another, and the second says stop."""
    living = Living(directory, "2026-03-02T09:00:00Z")
    both = []
    for at in (9, 14):
        client = living.client()
        course = living.course(client)
        both.append(Lived(living, client, course, living.book(course, datetime(2026, 3, 9, at, 0))))
    contact = ChangeContact(contact=Contact(phone=ANOTHER))
    living.run(lambda world: change_contact(world, both[0].client, contact))
    living.write(NUMBER, "STOP")
    await living.stepper.settle()
    return living, both[0], both[1]


def test_what_happens_on_a_line_after_it_was_given_up_is_no_part_of_the_case(tmp_path: Path) -> None:
    living, one, other = asyncio.run(shared(tmp_path))
    try:
        assert "line.opted_out.v1" not in {entry.topic for entry in one.file().timeline}
        assert "line.opted_out.v1" in {entry.topic for entry in other.file().timeline}
        assert one.file().coming[-1].expected.startswith("would go")
        assert other.file().coming[-1].expected.startswith("would not go")
    finally:
        living.close()


def test_nothing_of_another_course_stands_in_a_case_file(tmp_path: Path) -> None:
    living, one, other = asyncio.run(shared(tmp_path))
    try:
        rows = rows_of(living.record.log, one.course, one.line_id)
        assert {entry.course for entry in rows.shown()} <= {None, one.course}
        assert other.client not in {entry.stream for entry in rows.shown()}
        assert case_file(living.record.log, other.course, other.line_id).client.id == other.client
    finally:
        living.close()
