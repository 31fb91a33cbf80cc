"""How a command is looked at before it is given: the same body to the same decision, and nothing is appended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import uuid4

import msgspec
from litestar import Response

from api.answers.moments import Moment, known
from api.commands import Decide, Ids
from api.reading import body, query
from api.route import Call, Route, json
from api.services import Services
from api.threads import Threads
from domain.instant import DAY, later, moment
from domain.policy.preview import Difference, Effect, Sort, preview
from domain.values import Value

DAYS_AHEAD = 120
"""How far a preview looks unless it is asked to: as far as a whole course of sixteen weeks."""


class Horizon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many days ahead a preview looks."""

    days: Annotated[int, msgspec.Meta(ge=1, le=731)] = DAYS_AHEAD


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that would appear, move, change, vanish or rest: when it was, and when it would be.

    `key` is the id of a session, `kind:session` of a message, the week of a check-in.
    """

    sort: Sort
    key: str
    kind: str
    effect: Effect
    before: Moment | None
    after: Moment | None


class Previewed(msgspec.Struct, frozen=True, kw_only=True):
    """What a command would come to up to an instant, in the order of time; `events` are the topics it would append."""

    until: Moment
    items: list[Touched]
    events: list[str]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A command that can be looked at beforehand, and the route of that."""

    path: str
    summary: str
    takes: type[Value]
    decide: Decide

    def route(self, services: Services, threads: Threads) -> Route:
        """Return the route: the path of the command with `/preview` after it."""

        async def handle(request: Call) -> Response[bytes]:
            asked = query(request, Horizon)
            content = await body(request, self.takes)
            return json(await threads.run(self.look, services, request.path_params, content, asked.days))

        return Route(
            method="POST",
            path=f"{self.path}/preview",
            summary=f"{self.summary}: see beforehand what it would touch",
            handle=handle,
            answers=Previewed,
            takes=self.takes,
            asks=Horizon,
        )

    def look(self, services: Services, ids: Ids, content: Value, days: int) -> Previewed:
        """Return what the command would come to.

        Raises:
            InterludeError: the command would be refused, as it is here.
        """
        world = services.executor.world(uuid4())
        changes = self.decide(world, *ids.values(), content)
        until = later(world.now, days * DAY)
        found = preview(world, ids["course"], changes, until)
        topics = [change.event.topic for change in changes]
        return Previewed(until=moment(until), items=_items(found), events=topics)


def _items(found: Sequence[Difference]) -> list[Touched]:
    return [
        Touched(
            sort=one.sort,
            key=one.key,
            kind=one.kind,
            effect=one.effect,
            before=known(one.before),
            after=known(one.after),
        )
        for one in found
    ]
