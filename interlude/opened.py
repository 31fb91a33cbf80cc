"""Opening the record for a command that runs beside whoever serves the clinic, or alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from domain.instant import Clock
from interlude.compose import Record, open_record
from interlude.environment import Environment, environment
from store.persistence import MachineClock


@contextmanager
def opened(*, demo: bool) -> Iterator[Record]:
    """Open the record by the clock of whoever serves it; `demo` names the demo's clinic where no other is named."""
    env = environment(os.environ)
    if demo:
        from interlude.demo.serve import demo_environment  # noqa: PLC0415 - only the demo needs the demo

        env = demo_environment(env)
    record = open_record(env, clock_of(env, demo=demo))
    try:
        yield record
    finally:
        record.close()


def clock_of(env: Environment, *, demo: bool) -> Clock:
    """Return the clock of a clinic: a demo's own, also where a command was not told of it, else that of the machine.

    One event with an instant of the machine would put the time of a demo's record ahead for good.
    """
    if not demo and not (env.embedded and (env.directory / "clock").exists()):
        return MachineClock()
    from interlude.demo.serve import demo_clock  # noqa: PLC0415 - only the demo needs the demo

    return demo_clock(env, None)
