"""`interlude serve --demo` in a process of its own: started, driven, killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
INTERLUDE = [sys.executable, "-c", "from interlude.cli import main; main()"]
PATIENCE = 30.0
"""Seconds that a start, a step or a death may take; only a test that fails takes them."""


class Server:
    """One demo clinic in a directory, which outlives the process that serves it."""

    def __init__(self, directory: Path, start: str, surroundings: Mapping[str, str]) -> None:
        self.directory = directory
        self.url = ""
        self._start = start
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("INTERLUDE_")}
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        database = {"INTERLUDE_DATABASE_URL": f"sqlite:///{directory}"}
        self._surroundings = inherited | {"PYTHONPATH": path} | database | dict(surroundings)
        self._process: subprocess.Popen[bytes] | None = None
        self._web = httpx.Client(timeout=PATIENCE, trust_env=False)

    def start(self, failpoint: str = "") -> None:
        """Serve, and wait until it is ready; where it is killed on its way, begin again.

        It ends itself where it passes the failpoint (`NAME` or `NAME:N`).
        """
        while not self._starts(failpoint):
            pass

    def _starts(self, failpoint: str) -> bool:
        port = _free_port()
        self.url = f"http://127.0.0.1:{port}"
        extra = {"INTERLUDE_PORT": str(port), "INTERLUDE_FAILPOINT": failpoint}
        command = [*INTERLUDE, "serve", "--demo", "--empty", "--start", self._start]
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                command, cwd=self.directory, env=self._surroundings | extra, stdout=output, stderr=output
            )
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready():
            if self._process.poll() == -signal.SIGKILL:
                return False
            assert self._process.poll() is None, f"it did not start: {self._said()}"
            assert time.monotonic() < deadline, f"it is not ready: {self._said()}"
            time.sleep(0.02)
        return True

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self.wait_for_its_end()

    def wait_for_its_end(self) -> None:
        """Wait until it has ended itself."""
        assert self._process is not None
        self._process.wait(PATIENCE)

    def close(self) -> None:
        """Ask it to end, and see that it does."""
        self._web.close()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            assert self._process.wait(PATIENCE) == 0, self._said()

    def run(self, *arguments: str) -> str:
        """Run another command of the program beside it; returns what it printed."""
        done = subprocess.run(
            [*INTERLUDE, *arguments], cwd=self.directory, env=self._surroundings, capture_output=True, check=False
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

    @property
    def _output(self) -> Path:
        return self.directory / "output"

    def _said(self) -> str:
        return self._output.read_text()[-2_000:]

    def _is_ready(self) -> bool:
        try:
            return self._web.get(f"{self.url}/health/ready").is_success
        except httpx.TransportError:
            return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
