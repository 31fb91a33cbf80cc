"""The app: every route behind the guard, every refusal a problem, nothing else."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, cast

from litestar import Litestar, Response
from litestar.types import ControllerRouterHandler

from api import headers, policy, problems
from api.authentication import guard
from api.openapi import document
from api.policy import POLICY, V1, Policy
from api.route import Call, Route, handlers, json
from api.routes import (
    assessment,
    clients,
    courses,
    formulation,
    health,
    looks,
    network,
    pathway,
    plan,
    previews,
    progress,
    referrals,
    safety,
    work,
    working,
)
from api.routes import day as clinic_day
from api.services import Services
from api.threads import Threads
from api.webhooks import twilio

API_VERSION = "1"


Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]
"""What lives as long as the app serves: entered before the first request, left after the last."""


def create_app(
    services: Services,
    extra_handlers: Sequence[ControllerRouterHandler] = (),
    extra_policy: Policy | None = None,
    lifespan: Sequence[Lifespan] = (),
) -> Litestar:
    """Return the app over these services.

    Handlers of others, such as pages, join with their own rows of the policy: without one they are refused.

    Raises:
        PolicyGap: a route and the policy disagree.
    """
    threads = Threads()
    table = {**POLICY, **(extra_policy or {})}
    return _app(services, threads, table, [*handlers(routes(services, threads)), *extra_handlers], lifespan)


def create_health_app(services: Services, lifespan: Sequence[Lifespan] = ()) -> Litestar:
    """Return the app of a process that answers how it fares, and nothing else."""
    threads = Threads()
    served = health.routes(services, threads)
    table: Policy = {(route.method, route.path): POLICY[route.method, route.path] for route in served}
    return _app(services, threads, table, handlers(served), lifespan)


def _app(
    services: Services,
    threads: Threads,
    table: Policy,
    served: Sequence[ControllerRouterHandler],
    lifespan: Sequence[Lifespan],
) -> Litestar:
    app = Litestar(
        [*served],
        guards=[guard(services, threads, table)],
        exception_handlers={Exception: problems.answer},
        before_send=[headers.secure, headers.note],
        lifespan=[*lifespan],
        on_shutdown=[threads.close],
        request_max_body_size=problems.MOST_BYTES,
        openapi_config=None,
        # Its own logging writes down tracebacks, and with them what people sent.
        logging_config=None,
        debug=False,
    )
    policy.check(table, app.routes)
    return app


def routes(services: Services, threads: Threads) -> list[Route]:
    """Return every route of the API."""
    clinical = (assessment, network, safety, formulation, working)
    commands = [*clients.COMMANDS, *courses.COMMANDS, *(one for part in clinical for one in part.COMMANDS)]
    reads = [*clients.READS, *looks.READS, *(one for part in clinical for one in part.READS)]
    commands += [*referrals.COMMANDS, *pathway.commands_of(services), *clinic_day.COMMANDS]
    reads += [*referrals.READS, *pathway.READS, *clinic_day.READS]
    commands += [*plan.COMMANDS, *work.COMMANDS]
    reads += [*plan.READS, *work.READS, *progress.READS]
    found = [
        *(one.route(services, threads) for one in previews.PREVIEWS),
        *(command.route(services, threads) for command in commands),
        *(read.route(services, threads) for read in reads),
        *health.routes(services, threads),
        *twilio.routes(services, threads),
    ]
    return [*found, _description(found)]


def _description(described: Sequence[Route]) -> Route:
    """Return the route that serves the description of all others, and of itself."""

    async def handle(request: Call) -> Response[bytes]:
        return json(content)

    route = Route(
        method="GET",
        path=f"{V1}/openapi.json",
        summary="Read this description",
        handle=handle,
        answers=dict[str, Any],
    )
    content = document([*described, route], POLICY, API_VERSION)
    return route


def openapi_document() -> dict[str, Any]:
    """Return the description of the API (OpenAPI 3.1): of the routes as they stand, whatever they work on."""
    threads = Threads()
    try:
        described = routes(cast("Services", None), threads)
        return document(described, POLICY, API_VERSION)
    finally:
        threads.close()
