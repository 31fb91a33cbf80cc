"""How the scheduler carries decisions out: in threads, under ids by which two workers collide."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor as Pool
from typing import TypeVar
from uuid import UUID

from domain.event import SYSTEM
from domain.ids import command_id, due_command_id
from domain.policy.due import Due
from domain.world import Decision
from store.execute import Done, Executor
from store.request import Receipt

Probe = Callable[[str], None]
"""Called at each boundary by its name, so that a test can hold a door open there, or end the process."""

Result = TypeVar("Result")

PRINCIPAL = "system"
"""Whose receipts those of the scheduler are."""


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
        named = due_command_id(due.id, name, due.at, due.attempt)
        return await self._run(decision, named, name, f"{due.id}:{due.at}:{due.attempt}")

    async def run_once(self, decision: Decision, route: str, key: str) -> Done:
        """Carry out what may happen once only, under a key that means it; `again` tells that it has happened."""
        return await self._run(decision, command_id(PRINCIPAL, route, key), route, key)

    async def _run(self, decision: Decision, named: UUID, route: str, key: str) -> Done:
        receipt = Receipt(command_id=named, principal=PRINCIPAL, route=route, key=key, request_hash=b"")

        def call() -> Done:
            return self.executor.run(decision, actor=SYSTEM, command_id=named, receipt=receipt, keep_empty=False)

        return await self.in_thread(call)
