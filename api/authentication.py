"""Who calls: a bearer token, known to the log by its hash, and the guard that every route stands behind."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from api.errors import ScopeMissing, Unauthenticated
from api.policy import Opens, Policy, opens
from api.services import Services
from api.threads import Threads
from domain.errors import NotFound
from domain.ids import token_id
from domain.token.state import Token

Connection = ASGIConnection[Any, Any, Any, Any]
Guard = Callable[[Connection, BaseRouteHandler], Awaitable[None]]


def guard(services: Services, threads: Threads, policy: Policy) -> Guard:
    """Return the guard of the whole app; the caller's token stands in the request's `auth` afterwards.

    Raises (when it is called):
        Unauthenticated: there is no token in force.
        ScopeMissing: the token does not open the route.
    """

    async def stand_guard(connection: Connection, handler: BaseRouteHandler) -> None:
        if not isinstance(connection, Request):
            raise Unauthenticated
        needed = opens(policy, connection.method, connection.scope["path_template"])
        if needed is Opens.PUBLIC:
            return
        token = await threads.run(_token, services, connection.headers.get("authorization", ""))
        if needed not in token.scopes and needed is not Opens.ANY_TOKEN:
            raise ScopeMissing(scope=needed)
        connection.scope["auth"] = token

    return stand_guard


def _token(services: Services, header: str) -> Token:
    """Return the token in force; whatever is wrong with one, the answer and the work are the same."""
    scheme, _, secret = header.partition(" ")
    digest = hashlib.sha256(secret.strip().encode()).hexdigest()
    world = services.executor.world(uuid4())
    try:
        token = world.token(token_id(digest))
    except NotFound:
        raise Unauthenticated from None
    if scheme.lower() != "bearer" or token.revoked or token.expires_at <= services.clock.now():
        raise Unauthenticated
    return token
