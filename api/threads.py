"""Where blocking work goes: no database is ever asked on the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Args = ParamSpec("Args")
Result = TypeVar("Result")

WORKERS = 32
"""About as many as gain from sharing a commit; more would only hold connections."""


class Threads:
    """Two pools of a fixed size: whoever waits for the views never takes a thread from whoever works."""

    def __init__(self) -> None:
        self._work = ThreadPoolExecutor(WORKERS, thread_name_prefix="work")
        self._wait = ThreadPoolExecutor(WORKERS, thread_name_prefix="wait")

    async def run(self, function: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """Call a function in a thread; what it returns or raises comes back."""
        return await asyncio.get_running_loop().run_in_executor(self._work, lambda: function(*args, **kwargs))

    async def wait(self, function: Callable[[int, float], bool], position: int, seconds: float) -> bool:
        """Call what waits for a position, for `seconds` at most, also when every thread is taken; True if it came."""
        waiting = asyncio.get_running_loop().run_in_executor(self._wait, function, position, seconds)
        try:
            return await asyncio.wait_for(waiting, seconds)
        except TimeoutError:
            return False

    def close(self) -> None:
        """Let what runs come to its end; nothing new is taken."""
        self._work.shutdown()
        self._wait.shutdown(cancel_futures=True)
