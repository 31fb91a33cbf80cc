"""A demo clinic that is served: by one process, driven over HTTP, killed and started again."""

import random
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx

from tests.process.running import INTERLUDE, PATIENCE, Running, surroundings_of

Failpoints = Callable[[], str]
"""Gives the next process that starts the boundary at which it ends itself, or none."""


class Server:
    """One demo clinic in a directory, which outlives the process that serves it."""

    command = "serve"
    senders = 1

    def __init__(self, directory: Path, url: str, start: str, surroundings: Mapping[str, str]) -> None:
        self.directory = directory
        self.surroundings = surroundings_of(
            directory, url, {"INTERLUDE_DEMO_DIRECTORY": str(directory), **surroundings}
        )
        self._front = Running(directory, self.surroundings, self.command, "--demo", "--empty", "--start", start)
        self._web = httpx.Client(timeout=2 * PATIENCE, trust_env=False)

    @property
    def url(self) -> str:
        """Where it answers."""
        return self._front.url

    @property
    def deaths(self) -> int:
        """How many processes were killed and have been started again unasked."""
        return 0

    def start(self, failpoints: Failpoints) -> None:
        """Serve, and wait until it is ready."""
        self._front.start(failpoints())

    def kill(self) -> None:
        """End what answers as a power cut would."""
        self._front.kill()

    def kill_senders(self) -> None:
        """End whatever hands messages over."""
        self._front.kill()

    def kill_any(self, chance: random.Random) -> None:
        """End one of the processes."""
        self._front.kill()

    def wait_for_its_end(self) -> None:
        """Wait until what answers has ended itself."""
        self._front.wait_for_its_end()

    def close(self) -> None:
        """Ask it to end, and see that it does."""
        self._web.close()
        self._front.close()

    def run(self, *arguments: str) -> str:
        """Run another command of the program beside it; returns what it printed."""
        done = subprocess.run(
            [*INTERLUDE, *arguments], cwd=self.directory, env=self.surroundings, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def step(self, until: str) -> dict[str, Any]:
        """Go to what is due next, but not beyond an instant, and do it."""
        return self._demo("step", {"until": until})

    def run_to(self, until: str) -> dict[str, Any]:
        """Go on until an instant, and do everything that falls due by then."""
        return self._demo("run", {"until": until})

    def settle(self) -> dict[str, Any]:
        """Do everything that is due now."""
        return self._demo("settle", {})

    def _demo(self, what: str, body: dict[str, str]) -> dict[str, Any]:
        answer = self._web.post(f"{self.url}/demo/{what}", json=body)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found
