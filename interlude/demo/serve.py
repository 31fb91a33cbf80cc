"""`interlude serve --demo`: the same program, with a stepped clock and simulated phones and mailboxes."""

import time
from dataclasses import replace
from pathlib import Path

import click

from api.pages.demo import POLICY, handlers
from domain.errors import Invalid
from domain.instant import HOUR, Instant
from interlude.compose import open_record
from interlude.demo.clock import DemoClock
from interlude.demo.desk import Desk
from interlude.demo.prepare import configure, prepare
from interlude.demo.seed import seed
from interlude.demo.stepper import Stepper
from interlude.environment import Environment
from interlude.lock import ServeLock
from interlude.serve import app, make_program, run
from notifiers.simulated.provider import SimulatedProvider

DEMO_URL = "sqlite:///var/demo"


def demo_environment(env: Environment) -> Environment:
    """Return the surroundings of the demo: its own directory, unless another was named."""
    if env.database_url == Environment().database_url:
        return replace(env, database_url=DEMO_URL)
    return env


def demo_clock(env: Environment, start: int | None) -> DemoClock:
    """Return the demo's clock; a new one starts at `start`, else at the present full hour."""
    hour = time.time_ns() // 1_000 // HOUR * HOUR
    return DemoClock(env.directory / "clock", Instant(hour if start is None else start))


def serve_demo(env: Environment, *, empty: bool, start: int | None) -> None:
    """Serve the demo's clinic; made with its courses where there is none yet, unless it is to begin empty."""
    env = demo_environment(env)
    if not env.on_loopback():
        raise Invalid(
            field="INTERLUDE_TWILIO_API_URL, INTERLUDE_SMTP_URL", expected="with --demo, a provider on 127.0.0.1"
        )
    prepare(env)
    lock = ServeLock(env.directory)
    try:
        if not empty and start is None and not (env.directory / "clock").exists():
            _seed(env)
        clock = demo_clock(env, start)
        record = open_record(env, clock)
        try:
            configure(record)
            simulated = SimulatedProvider(env.directory / "simulated.db")
            program = make_program(env, record, clock, demo=True, simulated=simulated)
            desk = Desk(program, Stepper(clock, program.pump, program.runner, record.log), clock)
            run(env, program, app(program, handlers(desk), POLICY))
        finally:
            record.close()
    finally:
        lock.release()


def _seed(env: Environment) -> None:
    click.echo("making the demo's courses, by the real commands over a simulated past:", err=True)
    seed(env, Path(env.directory))
