"""A process of the program: started, killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
INTERLUDE = [sys.executable, "-c", "from interlude.cli import main; main()"]
PATIENCE = 30.0
"""Seconds that a start, a step or a death may take; only a test that fails takes them."""


def surroundings_of(directory: Path, url: str, more: Mapping[str, str]) -> dict[str, str]:
    """The variables of a process whose clinic is at an address and whose key file is in a directory."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("INTERLUDE_")}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    ours = {"INTERLUDE_DATABASE_URL": url, "INTERLUDE_KEY_FILE": str(directory / "interlude.key")}
    return inherited | {"PYTHONPATH": path} | ours | dict(more)


class Running:
    """One process that serves something, and what it says, in a directory that outlives it."""

    def __init__(self, directory: Path, surroundings: Mapping[str, str], *arguments: str) -> None:
        self.directory = directory
        self.url = ""
        self.surroundings = dict(surroundings)
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None
        self._web = httpx.Client(timeout=PATIENCE, trust_env=False)

    def start(self, failpoint: str = "") -> None:
        """Serve, and wait until it is ready; where it is killed on its way, begin again.

        It ends itself where it passes the failpoint (`NAME` or `NAME:N`).
        """
        self.launch(failpoint)
        while not self.has_started():
            self.launch(failpoint)

    def launch(self, failpoint: str = "") -> None:
        """Start it, and wait for nothing."""
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        extra = {"INTERLUDE_PORT": str(port)} | ({"INTERLUDE_FAILPOINT": failpoint} if failpoint else {})
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                [*INTERLUDE, *self._arguments],
                cwd=self.directory,
                env=self.surroundings | extra,
                stdout=output,
                stderr=output,
            )

    def has_started(self) -> bool:
        """Wait until it is ready; False if it was killed on its way."""
        deadline = time.monotonic() + PATIENCE
        while not self.is_ready():
            if self.was_killed:
                return False
            assert self.process.poll() is None, f"it did not start: {self.said()}"
            assert time.monotonic() < deadline, f"it is not ready: {self.said()}"
            time.sleep(0.02)
        return True

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None
        return self._process

    @property
    def was_killed(self) -> bool:
        return self.process.poll() == -signal.SIGKILL

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.wait_for_its_end()

    def wait_for_its_end(self) -> None:
        """Wait until it has ended itself."""
        self.process.wait(PATIENCE)

    def close(self) -> None:
        """Ask it to end, and see that it does."""
        self._web.close()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            assert self._process.wait(PATIENCE) == 0, self.said()

    def is_ready(self) -> bool:
        try:
            return self._web.get(f"{self.url}/health/ready").is_success
        except httpx.TransportError:
            return False

    def said(self) -> str:
        return self._output.read_text()[-2_000:]

    @property
    def _output(self) -> Path:
        return self.directory / "output"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
