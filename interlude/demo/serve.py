"""`serve --demo`, `api --demo` and `worker --demo`: the same program, with a stepped clock and simulated phones."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click

from api.pages.demo import POLICY, handlers
from domain.errors import Invalid
from domain.instant import HOUR, Instant
from interlude.compose import Program, Role, open_record
from interlude.demo.clock import DemoClock
from interlude.demo.desk import Desk
from interlude.demo.hands import Hands
from interlude.demo.prepare import configure, prepare
from interlude.demo.seed import CLOCK, seed
from interlude.demo.stepper import Stepper
from interlude.environment import EMBEDDED, Environment
from interlude.lock import ServeLock
from interlude.serve import app, make_program, run, running, worker_app
from notifiers.simulated.provider import SimulatedProvider

LOOK = 0.01
"""Seconds after which a worker looks whether the time has been stepped."""


def demo_environment(env: Environment) -> Environment:
    """Return the surroundings of the demo: its own directory, unless another was named."""
    if env.database_url == Environment().database_url:
        env = replace(env, database_url=EMBEDDED + env.demo_directory)
    if not env.embedded and not env.key_file:
        return replace(env, key_file=str(Path(env.demo_directory) / "interlude.key"))
    return env


def demo_directory(env: Environment) -> Path:
    """Return the directory of the demo's clock, lock and simulated phones: that of its record, if it has one."""
    return env.directory if env.embedded else Path(env.demo_directory)


def demo_clock(env: Environment, start: int | None) -> DemoClock:
    """Return the demo's clock; a new one starts at `start`, else at the present full hour."""
    hour = time.time_ns() // 1_000 // HOUR * HOUR
    return DemoClock(demo_directory(env) / CLOCK, Instant(hour if start is None else start))


def serve_demo(env: Environment, *, empty: bool, start: int | None, role: Role = Role.SERVE) -> None:
    """Serve the demo's clinic; made with its courses where there is none yet, unless it is to begin empty.

    As `api` it does nothing that falls due, and a step of its time waits until workers have.
    """
    env = checked(env)
    directory = demo_directory(env)
    directory.mkdir(parents=True, exist_ok=True)
    lock = ServeLock(directory)
    try:
        prepare(env)
        if not empty and start is None and not (directory / CLOCK).exists():
            _seed(env)
        _serve(env, demo_clock(env, start), role)
    finally:
        lock.release()


def work_for_demo(env: Environment) -> None:
    """Do what falls due in a demo that another process serves, by its clock.

    Raises:
        Invalid: none has been served in this directory yet.
    """
    env = checked(env)
    if not (demo_directory(env) / CLOCK).exists():
        raise Invalid(field="INTERLUDE_DEMO_DIRECTORY", expected="the directory of a demo that is being served")
    _serve(env, demo_clock(env, None), Role.WORKER)


def checked(env: Environment) -> Environment:
    """Return the surroundings of a demo, in which nobody real can be written to.

    Raises:
        Invalid: a provider is elsewhere.
    """
    env = demo_environment(env)
    if not env.on_loopback():
        raise Invalid(
            field="INTERLUDE_TWILIO_API_URL, INTERLUDE_SMTP_URL", expected="with --demo, a provider on 127.0.0.1"
        )
    return env


def _serve(env: Environment, clock: DemoClock, role: Role) -> None:
    directory = demo_directory(env)
    record = open_record(env, clock)
    try:
        if role is not Role.WORKER:
            configure(record)
        simulated = SimulatedProvider(directory / "simulated.db")
        hands = Hands(directory)
        program = make_program(env, record, clock, demo=True, simulated=simulated, role=role, busy=hands.busy)
        if role is Role.WORKER:
            run(env, program, worker_app(program, _stepped(program, clock)))
            return
        stepper = Stepper(clock, program.pump, program.runner, record.log, hands, works=role is Role.SERVE)
        run(env, program, app(program, handlers(Desk(program, stepper, clock)), POLICY))
    finally:
        record.close()


@asynccontextmanager
async def _stepped(program: Program, clock: DemoClock) -> AsyncIterator[None]:
    """Run a worker, and wake its pump whenever the process that is stepped has moved the time."""
    async with running(program):
        watch = asyncio.create_task(_watch(program, clock))
        try:
            yield
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch


async def _watch(program: Program, clock: DemoClock) -> None:
    seen = clock.now()
    while True:
        await asyncio.sleep(LOOK)
        if clock.now() != seen:
            seen = clock.now()
            program.timer.poke(0)


def _seed(env: Environment) -> None:
    click.echo("making the demo's courses, by the real commands over a simulated past:", err=True)
    seed(env, demo_directory(env))
