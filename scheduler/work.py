"""How the scheduler carries decisions out: in threads, under ids by which two workers collide."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor as Pool
from typing import TypeVar

from domain.event import SYSTEM
from domain.ids import due_command_id
from domain.policy.due import Due
from domain.world import Decision
from store.execute import Done, Executor
from store.request import Receipt

Probe = Callable[[str], None]
"""Called at each boundary by its name, so that a test can hold a door open there, or end the process."""

Result = TypeVar("Result")


class Work:
    """The scheduler's hands: an executor, the threads that it runs in, and a probe at each boundary."""

    def __init__(self, executor: Executor, pool: Pool, probe: Probe) -> None:
        self.executor = executor
        self.probe = probe
        self._pool = pool

    async def in_thread(self, call: Callable[[], Result]) -> Result:
        """Run what may wait for a disk off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    async def run(self, decision: Decision, due: Due, step: str = "") -> Done:
        """Carry out what fell due, under an id that any worker would give it."""
        name = f"{due.command.value}{step}"
        command_id = due_command_id(due.id, name, due.at, due.attempt)
        key = f"{due.id}:{due.at}:{due.attempt}"
        receipt = Receipt(command_id=command_id, principal="system", route=name, key=key, request_hash=b"")

        def call() -> Done:
            return self.executor.run(decision, actor=SYSTEM, command_id=command_id, receipt=receipt, keep_empty=False)

        return await self.in_thread(call)
