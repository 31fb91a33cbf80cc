"""What tests of facts begin with: an opened course of a clinic with instruments, and words for noting and finding."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from domain.clinic.decisions import adopt
from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.facts import Fact, How
from domain.course.noting import Replacing
from domain.course.values import Outcome
from domain.event import Change
from interlude import rules
from tests.builders import a_course
from tests.domain.story import Story

AUTHOR = "Dr Okafor"
TODAY = date(2026, 2, 2)
INSTRUMENTS = rules.instruments()

Event = TypeVar("Event", bound=Fact)


def a_story() -> Story:
    """An opened course, at noon of its first day."""
    return a_course().opened()


def with_instruments(*more: Path) -> Story:
    """An opened course of a clinic that has adopted the bundled instruments, and others from files."""
    story = a_story()
    story.run(adopt, [*INSTRUMENTS, *(rules.instrument_file(path) for path in more)])
    return story


def discharged(story: Story, on: date = TODAY) -> Story:
    story.do(discharge, Discharge(outcome=Outcome.COMPLETED, discharged_on=on))
    return story


def noted(story: Story, kind: type[Event], decision: Callable[..., Sequence[Change]], *args: Any) -> Event:
    """Note something, and return the one event that it came to."""
    (change,) = story.do(decision, *args)
    assert isinstance(change.event, kind)
    assert (change.stream, change.subject, change.course) == (story.course, story.client, story.course)
    return change.event


def correcting(event: Fact, reason: str = "mistyped") -> Replacing:
    return Replacing(entry=event.id, how=How.CORRECTION, reason=reason)


def revising(event: Fact, reason: str = "more was told") -> Replacing:
    return Replacing(entry=event.id, how=How.REVISION, reason=reason)
