"""`interlude serve`: the API, the views and the pump in one process."""

import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from typing import Any

import click
import uvicorn
from litestar import Litestar

from api.app import create_app, create_health_app
from api.policy import Policy
from domain.instant import Clock
from interlude import rules
from interlude.compose import Program, Record, Role, open_record
from interlude.environment import Environment
from interlude.lock import ServeLock
from interlude.logs import configure_logs
from interlude.two_way import why_not
from interlude.web import services
from notifiers.simulated.provider import SimulatedProvider
from store.erase import redo_erasures
from store.errors import SchemaMissing

GRACE = 30
"""Seconds that open requests are given when the process is asked to end."""


def serve(env: Environment, clock: Clock) -> None:
    """Serve a clinic until the process is asked to end."""
    if not env.directory.is_dir():
        raise SchemaMissing(where=env.directory)
    lock = ServeLock(env.directory)
    record = open_record(env, clock)
    try:
        program = make_program(env, record, clock, demo=False)
        run(env, program, app(program))
    finally:
        record.close()
        lock.release()


def serve_part(env: Environment, clock: Clock, role: Role) -> None:
    """Serve one part of a clinic that is in a database server: the API, or the work that falls due.

    Any number of processes may do each: the log orders what they do.
    """
    record = open_record(env, clock)
    try:
        program = make_program(env, record, clock, demo=False, role=role)
        run(env, program, app(program) if role is Role.API else worker_app(program, running(program)))
    finally:
        record.close()


def make_program(
    env: Environment,
    record: Record,
    clock: Clock,
    *,
    demo: bool,
    simulated: SimulatedProvider | None = None,
    role: Role = Role.SERVE,
    busy: Callable[[], AbstractAsyncContextManager[object]] = nullcontext,
) -> Program:
    """Return the program for a clinic whose rules are those of this program; says whether it may ask clients.

    Raises:
        RulesDiffer, NotConfigured.
    """
    clinic = record.clinic()
    rules.check(clinic)
    redo_erasures(record.log)
    silent = why_not(env, clinic, demo=demo)
    click.echo(f"two-way SMS: off, since {silent}" if silent else "two-way SMS: on", err=True)
    return Program(env, record, clock, simulated=simulated, two_way=silent is None, role=role, busy=busy)


def app(program: Program, extra_handlers: Sequence[Any] = (), extra_policy: Policy | None = None) -> Litestar:
    """Return the app, which starts the program and stops it."""
    started = [lambda _: running(program)]
    return create_app(services(program), extra_handlers=extra_handlers, extra_policy=extra_policy, lifespan=started)


def worker_app(program: Program, lifespan: AbstractAsyncContextManager[None]) -> Litestar:
    """Return the app of a worker, which answers how it fares and nothing else; it lives while `lifespan` is open."""
    return create_health_app(services(program), lifespan=[lambda _: lifespan])


@asynccontextmanager
async def running(program: Program) -> AsyncIterator[None]:
    """Start the program, and stop it in the end."""
    await program.start()
    try:
        yield
    finally:
        await program.stop()


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
    # Once it has finished, uvicorn passes on the signal that ended it: that must not cut off what closes the record.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run()
