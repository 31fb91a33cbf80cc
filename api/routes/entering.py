"""What the tables of clinical routes share: commands that note something in a course, and say what they made."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from api.commands import Command, Decide, Ids, Made
from api.reads import Look, Read
from api.services import Services
from domain.ids import derived_id
from domain.policy.case import Case
from domain.values import Value
from domain.world import World


def version(world: World, course: UUID) -> int:
    """Return the version of a course that If-Match speaks of."""
    return world.case(course).course.version


def entering(path: str, summary: str, takes: type[Value], decide: Decide, what: str) -> Command:
    """Return a command that enters something new into a course; its answer has the id of `what` as `made`."""

    def made(command: UUID, ids: Ids, content: Any) -> Made:
        return Made(ids["course"], made=derived_id(command, what))

    return Command(path=path, summary=summary, takes=takes, decide=decide, makes=made, version=version)


def changing(path: str, summary: str, takes: type[Value], decide: Decide) -> Command:
    """Return a command that changes something in a course."""

    def same(command: UUID, ids: Ids, content: Any) -> Made:
        return Made(ids["course"])

    return Command(path=path, summary=summary, takes=takes, decide=decide, makes=same, version=version)


def reading(path: str, summary: str, view: Callable[[Case], Any], answers: Any) -> Read:
    """Return the route that reads one part of a course."""

    def look(services: Services, look: Look) -> Any:
        return view(services.executor.world(uuid4()).case(look.ids["course"]))

    return Read(path=path, summary=summary, look=look, answers=answers, versioned=True)
