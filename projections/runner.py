"""The runner: one thread that keeps the views in step, woken by each commit of this process and by polling."""

import time
from collections.abc import Callable
from threading import Condition, Event, Thread

import structlog

from projections.follower import Deposed, Follower
from store.application import EventLog

logger = structlog.get_logger()

POLL = 0.5
"""Seconds after which the log is looked at unasked: commands beside a `serve` commit to it, too."""

SHARED_POLL = 0.05
"""As above where it is mostly others who commit: a caller of the API waits so long for what it wrote."""


class Runner:
    """Runs a follower in a thread of its own, and lets others wait for a position."""

    def __init__(self, log: EventLog, follower: Follower, poll: float = POLL) -> None:
        self._poll = poll
        self._log = log
        self._follower = follower
        self._wake = Event()
        self._stop = False
        self._settled = 0
        self._moved = Condition()
        self._listeners: list[Callable[[int], None]] = []
        self._thread = Thread(target=self._run, name="runner of the views", daemon=True)

    def start(self) -> None:
        """Prepare the views, take in what the log holds by now, and go on following it."""
        self._follower.prepare()
        while not self._stop:
            try:
                self._note(self._follower.catch_up())
                break
            except Deposed:  # another process follows, too: take in what it has left
                continue
        self._log.listen(self._woken)
        self._thread.start()

    def stop(self) -> None:
        """Finish the batch in hand, and stop."""
        self._stop = True
        self._log.unlisten(self._woken)
        self._wake.set()
        self._thread.join()

    def wake(self) -> None:
        """Have the log looked at now: somebody knows that another process has appended to it."""
        self._wake.set()

    @property
    def settled(self) -> int:
        """The position up to which every view is complete."""
        return self._settled

    def lag(self) -> int:
        """Return by how many entries the views are behind the log."""
        return max(0, self._log.head() - self._settled)

    def wait_for(self, position: int, timeout: float) -> bool:
        """Wait until every view is complete up to a position; tell whether it is, after `timeout` seconds at most."""
        deadline = time.monotonic() + timeout
        with self._moved:
            return self._moved.wait_for(lambda: self._settled >= position, deadline - time.monotonic())

    def on_settled(self, listener: Callable[[int], None]) -> None:
        """Have `listener(position)` called on the runner's thread whenever the views have moved; it must not block."""
        self._listeners.append(listener)

    def _woken(self, position: int) -> None:
        self._wake.set()

    def _run(self) -> None:
        while not self._stop:
            self._wake.wait(self._poll)
            self._wake.clear()
            try:
                self._follow()
            except Deposed:
                self._wake.set()
            except Exception as fault:  # noqa: BLE001 - a full disk or a locked database passes; the views must go on
                logger.error("views-behind", fault=type(fault).__name__)
                time.sleep(POLL)

    def _follow(self) -> None:
        self._note(self._follower.catch_up())

    def _note(self, settled: int) -> None:
        moved = settled != self._settled
        with self._moved:
            self._settled = settled
            self._moved.notify_all()
        for listener in self._listeners if moved else ():
            listener(settled)


class Watcher(Runner):
    """Lets others wait for views that other processes keep in step. Makes their tables, and follows nothing itself."""

    def start(self) -> None:
        """Prepare the views, and look from time to time where they stand."""
        self._follower.prepare()
        self._note(self._follower.settled())
        self._thread.start()

    def _follow(self) -> None:
        self._note(self._follower.settled())
