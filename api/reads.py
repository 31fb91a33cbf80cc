"""How a request becomes a look at the log or the views, in a thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Response

from api.commands import Ids
from api.conditions import etag
from api.reading import query
from api.route import Call, Route, json
from api.services import Services
from api.threads import Threads
from domain.token.state import Token


class NoQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A route that takes no parameters."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a look is for: the ids of the path, the query, and the token of whoever looks."""

    ids: Ids
    query: Any
    token: Token


@dataclass(frozen=True, kw_only=True)
class Read:
    """One thing that can be read, and its route. `look` may block; an answer with a `version` has an ETag."""

    path: str
    summary: str
    look: Callable[[Services, Look], Any]
    answers: Any
    asks: type[msgspec.Struct] = NoQuery
    versioned: bool = False

    def route(self, services: Services, threads: Threads) -> Route:
        """Return the route that reads it."""

        async def handle(request: Call) -> Response[bytes]:
            look = Look(ids=request.path_params, query=query(request, self.asks), token=request.auth)
            found = await threads.run(self.look, services, look)
            return json(found, headers={"ETag": etag(found.version)} if self.versioned else {})

        return Route(
            method="GET",
            path=self.path,
            summary=self.summary,
            handle=handle,
            answers=self.answers,
            asks=self.asks,
            versioned=self.versioned,
        )
