"""A demo clinic on PostgreSQL: the API in one process, and two workers, each started again when it is killed."""

import random
import threading
from collections.abc import Mapping
from pathlib import Path

from tests.process.running import Running
from tests.process.server import Failpoints, Server

WORKERS = 2


class Group(Server):
    """Served as a larger clinic is; failpoints go to the workers."""

    command = "api"
    senders = WORKERS

    def __init__(self, directory: Path, url: str, start: str, surroundings: Mapping[str, str]) -> None:
        super().__init__(directory, url, start, surroundings)
        self._workers = [Running(directory, self.surroundings, "worker", "--demo") for _ in range(WORKERS)]
        self._over = threading.Event()
        self._killing = threading.Lock()
        self._supervisor = threading.Thread(target=self._supervise)
        self._deaths = 0

    @property
    def deaths(self) -> int:
        return self._deaths

    def start(self, failpoints: Failpoints) -> None:
        """Serve, and wait until all of it is ready; workers that live go on."""
        self._front.start()
        if self._supervisor.ident is None:
            for worker in self._workers:
                worker.launch(failpoints())
            self._supervisor.start()

    def kill_senders(self) -> None:
        """End both workers: nobody can tell from outside which of them sends."""
        for worker in self._workers:
            self._kill(worker)

    def kill_any(self, chance: random.Random) -> None:
        """End the API or one of the workers; the others go on."""
        self._kill(chance.choice([self._front, *self._workers]))

    def close(self) -> None:
        self._over.set()
        if self._supervisor.ident is not None:
            self._supervisor.join()
            for worker in self._workers:
                worker.close()
        super().close()

    def _kill(self, process: Running) -> None:
        with self._killing:
            process.kill()

    def _supervise(self) -> None:
        """Start a worker again when it was killed, as whatever runs the processes of a clinic does."""
        while not self._over.wait(0.02):
            with self._killing:
                for worker in self._workers:
                    if worker.was_killed:
                        self._deaths += 1
                        worker.launch()


def served(directory: Path, url: str, start: str, surroundings: Mapping[str, str]) -> Server:
    """The clinic at an address, served as befits its database."""
    kind = Group if url.startswith("postgresql") else Server
    return kind(directory, url, start, surroundings)
