"""Whether the process lives, and whether it should be given work. Nothing personal is said here."""

import asyncio
from collections.abc import Sequence

import msgspec
from litestar import Response

from api.route import Call, Route, json
from api.services import Health, Services
from api.threads import Threads


class Alive(msgspec.Struct, frozen=True):
    """The process answers."""

    alive: bool = True


UNKNOWN = Health(ready=False, database=False)
"""What is said while the question itself finds no answer: a database that hangs is as good as none."""


def routes(services: Services, threads: Threads) -> Sequence[Route]:
    """Return the two routes of health."""

    async def live(request: Call) -> Response[bytes]:
        return json(Alive())

    async def ready(request: Call) -> Response[bytes]:
        try:
            health = await asyncio.wait_for(threads.run(services.health), services.health_patience)
        except TimeoutError:
            health = UNKNOWN
        return json(health, status=200 if health.ready else 503)

    return (
        Route(method="GET", path="/health/live", summary="Say that the process answers", handle=live, answers=Alive),
        Route(
            method="GET",
            path="/health/ready",
            summary="Say whether the process should be given work",
            handle=ready,
            answers=Health,
            others={503: "It should not: a database, a follower or the pump is not as it should be."},
        ),
    )
