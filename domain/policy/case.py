"""The case: a course with its messages and check-ins, as the policies look at it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from domain.check_in import state as check_ins
from domain.check_in.state import CheckIn
from domain.course import evolve
from domain.course.state import Course
from domain.event import Entry
from domain.fold import Rules
from domain.message import state as messages
from domain.message.state import Message


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One course with all that belongs to it."""

    course: Course
    messages: dict[UUID, Message] = msgspec.field(default_factory=dict)
    check_ins: dict[UUID, CheckIn] = msgspec.field(default_factory=dict)


PARTS: dict[str, Rules] = {"course": evolve.RULES, "message": messages.RULES, "check_in": check_ins.RULES}
"""The rules of what belongs to a course, by the first word of their topics."""


def case(entries: Iterable[Entry]) -> Case | None:
    """Return the case that the entries of a course make, in the order of the log; None without a course."""
    states: dict[str, dict[UUID, Any]] = {part: {} for part in PARTS}
    for entry in entries:
        part = entry.event.topic.partition(".")[0]
        rule = PARTS.get(part, {}).get(type(entry.event))
        if rule is not None:
            streams = states[part]
            streams[entry.stream] = rule(streams.get(entry.stream), entry.event, entry)
    for course in states["course"].values():
        return Case(course=course, messages=states["message"], check_ins=states["check_in"])
    return None
