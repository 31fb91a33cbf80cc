"""A worker of its own beside the program: its own pump, and with `beside` its own connection to the log."""

from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from interlude.compose import open_record
from interlude.letters import Letters
from scheduler.dispatch import Composer, Dispatcher
from scheduler.pump import Pump
from scheduler.reconcile import Reconciler
from scheduler.work import Work
from tests.living import Living


def letters(living: Living) -> Composer:
    """The program's own wording."""
    return Letters(living.program._is_first, two_way=True)


@asynccontextmanager
async def worker(
    living: Living,
    *,
    composer: Composer | None = None,
    beside: bool = False,
    probing: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[Pump]:
    program = living.program
    record = open_record(living.env, living.clock) if beside else living.record
    with ThreadPoolExecutor(16) as pool:
        work = Work(record.executor, pool, probing)
        dispatcher = Dispatcher(work, program.channels, composer or letters(living), living.clock)
        reconciler = Reconciler(work, program.channels, program.queue, program.runner)
        yield Pump(program.queue, program.runner, work, (dispatcher, reconciler), living.clock, two_way=True)
    if beside:
        record.close()
