"""`interlude serve`: the API, the views and the pump in one process."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import click
import uvicorn
from litestar import Litestar

from api.app import create_app
from api.policy import Policy
from domain.instant import Clock
from interlude import rules
from interlude.compose import Program, Record, open_record
from interlude.environment import Environment
from interlude.lock import ServeLock
from interlude.logs import configure_logs
from interlude.two_way import why_not
from interlude.web import services
from notifiers.simulated.provider import SimulatedProvider

GRACE = 30
"""Seconds that open requests are given when the process is asked to end."""


def serve(env: Environment, clock: Clock) -> None:
    """Serve a clinic until the process is asked to end."""
    lock = ServeLock(env.directory)
    record = open_record(env, clock)
    try:
        program = make_program(env, record, clock, demo=False)
        run(env, program, app(program))
    finally:
        record.close()
        lock.release()


def make_program(
    env: Environment, record: Record, clock: Clock, *, demo: bool, simulated: SimulatedProvider | None = None
) -> Program:
    """Return the program for a clinic whose rules are those of this program; says whether it may ask clients.

    Raises:
        RulesDiffer, NotConfigured.
    """
    clinic = record.clinic()
    rules.check(clinic)
    silent = why_not(env, clinic, demo=demo)
    click.echo(f"two-way SMS: off, since {silent}" if silent else "two-way SMS: on", err=True)
    return Program(env, record, clock, simulated=simulated, two_way=silent is None)


def app(program: Program, extra_handlers: Sequence[Any] = (), extra_policy: Policy | None = None) -> Litestar:
    """Return the app, which starts the program and stops it."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        await program.start()
        try:
            yield
        finally:
            await program.stop()

    return create_app(services(program), extra_handlers=extra_handlers, extra_policy=extra_policy, lifespan=[lifespan])


def run(env: Environment, program: Program, made: Litestar) -> None:
    """Serve the app on the host and port of the environment."""
    configure_logs()
    config = uvicorn.Config(
        made,
        host=env.host,
        port=int(env.port),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    click.echo(f"Interlude: http://{env.host}:{env.port}", err=True)
    uvicorn.Server(config).run()
