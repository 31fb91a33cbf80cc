"""How a request becomes a command: once for its key, on the version that its sender saw, in a thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID, uuid4

import msgspec
from litestar import Response

from api.conditions import Conditions, conditions, etag
from api.policy import V1
from api.reading import body
from api.route import Call, Route, json
from api.services import Services
from api.threads import Threads
from domain.event import Actor, Change
from domain.ids import command_id
from domain.values import Value
from domain.world import World
from store.request import Receipt


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """What a command came to: `id` is the thing that it made or changed, `position` its last place in the log.

    `sessions` are the ids of the sessions that it booked, in their order; `made` is the id of what else it
    made within the thing, such as an entry of a course.
    """

    id: UUID
    position: int
    sessions: list[UUID] | msgspec.UnsetType = msgspec.UNSET
    made: UUID | msgspec.UnsetType = msgspec.UNSET


class Made(msgspec.Struct, frozen=True):
    """The ids of what a command makes: known from the command alone, so that an answer can be given again."""

    id: UUID
    sessions: list[UUID] | msgspec.UnsetType = msgspec.UNSET
    made: UUID | msgspec.UnsetType = msgspec.UNSET


Ids = dict[str, UUID]
"""The ids in a path, by name and in their order."""

Decide = Callable[..., Sequence[Change]]
"""A decision of the domain: `(world, ids of the path in their order, command) -> changes`."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """One kind of command and its route.

    `makes` tells what it made or changed from the command's id, the ids of the path and the body;
    `version` that of what If-Match speaks of. `at` is where a thing that it made can be read.
    """

    path: str
    summary: str
    takes: type[Value]
    decide: Decide
    makes: Callable[[UUID, Ids, Any], Made]
    version: Callable[[World, UUID], int] | None = None
    method: Literal["POST", "PUT"] = "POST"
    at: str = ""

    def route(self, services: Services, threads: Threads) -> Route:
        """Return the route that carries it out."""

        async def handle(request: Call) -> Response[bytes]:
            wished = conditions(request.headers, key_needed=self.method == "POST")
            asked = Asked(self, request.auth.id, request.path_params, await body(request, self.takes), wished)
            carried, version, again = await threads.run(asked.carry_out, services)
            if wished.wait:
                await threads.wait(services.views.wait_for, carried.position, wished.wait)
            headers = {"ETag": etag(version)} | ({"Idempotency-Replayed": "true"} if again else {})
            if self.at:
                headers["Location"] = f"{V1}/{self.at}/{carried.id}"
            return json(carried, status=201 if self.at else 200, headers=headers)

        return Route(
            method=self.method,
            path=self.path,
            summary=self.summary,
            handle=handle,
            answers=Carried,
            status=201 if self.at else 200,
            takes=self.takes,
            command=True,
            versioned=True,
            located=bool(self.at),
        )


@dataclass(frozen=True)
class Asked:
    """A command as somebody asks for it: by which token, for which ids, with which content, on which conditions."""

    command: Command
    principal: UUID
    ids: Ids
    content: Value
    conditions: Conditions

    def carry_out(self, services: Services) -> tuple[Carried, int, bool]:
        """Return what it came to, the version of what it changed, and whether it had been carried out before.

        Raises:
            VersionDiffers: If-Match names another version; judged with the decision, so nothing can come between.
            KeyReused: the key stands for another request.
            InterludeError: the domain refuses.
        """
        receipt = self._receipt(services)
        command = receipt.command_id if receipt else uuid4()
        actor = Actor("service", self.principal)
        done = services.executor.run(self._decision(), actor=actor, command_id=command, receipt=receipt)
        made = self.command.makes(command, self.ids, self.content)
        position = done.last_position or services.executor.log.head()
        version = services.executor.log.entries(made.id, upto=position)[-1].version
        carried = Carried(id=made.id, position=position, sessions=made.sessions, made=made.made)
        return carried, version, done.again

    def _receipt(self, services: Services) -> Receipt | None:
        if not self.conditions.key:
            return None
        route = f"{self.command.method} {self.command.path}".format(**self.ids)
        principal, key = str(self.principal), self.conditions.key
        return Receipt(
            command_id=command_id(principal, route, key),
            principal=principal,
            route=route,
            key=key,
            request_hash=services.digest("request", msgspec.json.encode(self.content, order="sorted")),
        )

    def _decision(self) -> Callable[[World], Sequence[Change]]:
        def decide(world: World) -> Sequence[Change]:
            if self.command.version and self.conditions.versions is not None:
                subject = next(iter(self.ids.values()))
                self.conditions.hold(self.command.version(world, subject))
            return self.command.decide(world, *self.ids.values(), self.content)

        return decide
