"""Opening the record for a command that appends to it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from interlude.compose import Record, open_record
from interlude.environment import environment
from store.persistence import MachineClock


@contextmanager
def opened(*, demo: bool) -> Iterator[Record]:
    """Open the record by the clock of whoever serves it: an instant of another would put its time ahead for good."""
    env = environment(os.environ)
    if demo:
        from interlude.demo.serve import demo_clock, demo_environment  # noqa: PLC0415 - only the demo needs the demo

        env = demo_environment(env)
        record = open_record(env, demo_clock(env, None))
    else:
        record = open_record(env, MachineClock())
    try:
        yield record
    finally:
        record.close()
