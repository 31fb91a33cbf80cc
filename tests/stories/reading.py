"""How a story is read back: by the API part by part, as its history, and by `interlude replay`."""

from typing import Any

from tests.stories.course import Course

PARTS = (
    "assessment",
    "measures",
    "network",
    "safety",
    "formulation",
    "working",
    "plan",
    "work",
    "ending",
    "pathway",
)
"""The sections of a case file that have a route of their own."""


def read_back(course: Course) -> Any:
    """Return the case file as it is replayed, once it agrees with what the API tells of every part."""
    replayed = course.replay()
    assert replayed == course.read("history")
    assert {part: replayed[part] for part in PARTS} == {part: course.read(part) for part in PARTS}
    assert replayed["follow_ups"] == course.read("follow-ups")["items"]
    told = course.read()
    sessions = [(one["id"], one["number"], one["starts"]) for one in told["sessions"]]
    assert sessions == [(one["id"], one["number"], one["starts"]) for one in replayed["sessions"]]
    assert told["sessions_counted"] == replayed["course"]["sessions_counted"]
    return replayed


def standings(course: Course) -> list[tuple[int, str, str]]:
    """Month, state and due day of every follow-up."""
    return [(one["month"], one["standing"], one["due_on"]) for one in course.read("follow-ups")["items"]]


def sentences(file: Any, topic: str) -> list[str]:
    """The sentences of a timeline about one type of event."""
    return [one["sentence"] for one in file["timeline"] if one["topic"] == topic]


def tasks_open(course: Course) -> list[str]:
    """The tasks of the protocol that nothing shows to be done."""
    return [task["code"] for task in course.read("progress")["adherence"]["tasks"] if not task["done_on"]]
