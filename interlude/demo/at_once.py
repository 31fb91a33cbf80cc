"""Several facts about a course, noted in one command: what a clinician writes up after a session."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from domain.client.state import Client
from domain.clinic.state import Clinic
from domain.event import Change
from domain.ids import derived_id
from domain.policy.case import Case
from store.execute import LogWorld

Decision = Callable[..., Sequence[Change]]


@dataclass(frozen=True)
class Writing:
    """One fact to be noted: by which decision, and what it is told beside the course."""

    decision: Decision
    about: tuple[Any, ...]


def writing(decision: Decision, *about: Any) -> Writing:
    """Return a fact to be noted."""
    return Writing(decision, about)


class OneLook(LogWorld):
    """The world while several facts are noted: the course, its client and the clinic are read once for all of them."""

    def __init__(self, world: LogWorld, course: UUID) -> None:
        vars(self).update(vars(world))  # what it looks at counts as looked at by the whole command
        self._course = course
        self._whole = world.command_id

    def turn_to(self, number: int) -> None:
        """Let the ids of what is made be those of the so-manieth fact."""
        self.command_id = derived_id(self._whole, f"fact {number}")

    @cached_property
    def _case(self) -> Case:
        return super().case(self._course)

    @cached_property
    def _client(self) -> Client:
        return super().client(self._case.course.client)

    @cached_property
    def _clinic(self) -> Clinic:
        return super().clinic()

    def case(self, course: UUID) -> Case:
        """Return the course that is written about, or another."""
        return self._case if course == self._course else super().case(course)

    def client(self, client: UUID) -> Client:
        """Return its client, or another."""
        return self._client if client == self._case.course.client else super().client(client)

    def clinic(self) -> Clinic:
        """Return the clinic."""
        return self._clinic


def at_once(world: LogWorld, course: UUID, tell: Callable[[Case], Iterable[Writing]]) -> list[Change]:
    """Return the changes of several facts, none of which needs another of them; `tell` gives them for the course."""
    look = OneLook(world, course)
    changes: list[Change] = []
    for number, fact in enumerate(tell(look.case(course))):
        look.turn_to(number)
        changes += fact.decision(look, course, *fact.about)
    return changes
