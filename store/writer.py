"""The group-commit writer: requests that arrive together share one transaction.

One durable commit costs some milliseconds however much is in it. So whatever waits while one is
under way goes into the next, and 32 callers are served about as fast as one. A lone caller carries out
its request itself: to hand it to a thread and be woken by it takes longer than a commit on a quick disk.
"""

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread

from domain.instant import Clock
from store.batch import Batch
from store.errors import StoreUnavailable
from store.log import Log
from store.request import Answer, Request

logger = logging.getLogger(__name__)

LARGEST = 1_000
"""Requests in one transaction at most, so that the append lock is held for well under a second."""

MOST_PATIENCE = 0.005
"""Seconds that a transaction is held back at most for callers who are likely to come."""

Waiting = tuple[Request, "Future[Answer]"]
Listener = Callable[[int], None]


class Writer:
    """Appends for all threads of a process, one transaction at a time. `log` belongs to it from here on."""

    def __init__(self, log: Log, clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._gate = Lock()
        # Held by whoever uses the log: the writer's thread, or a lone caller.
        self._turn = Lock()
        self._queued = 0
        self._enough = Event()
        self._closed = False
        self._listeners: tuple[Listener, ...] = ()
        self._expected = 1
        self._patience = 0.0
        self._thread = Thread(target=self._run, name="writer of the log", daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> "Future[Answer]":
        """Queue a request; its future is done when the rows are durable, or refused.

        The future raises StaleRead, KeyReused or StoreUnavailable. Cancelled before its transaction
        began, it is not carried out.
        """
        future: Future[Answer] = Future()
        with self._gate:
            if self._closed:
                raise StoreUnavailable(why="it is closed")
            self._queued += 1
            self._queue.put((request, future))
            if self._queued == self._expected:
                self._enough.set()
        return future

    def append(self, request: Request) -> Answer:
        """Carry out a request and return its answer; raises what `submit` tells of."""
        # Where others are expected, who went ahead would leave them a transaction of their own.
        if self._expected <= 1 and self._turn.acquire(blocking=False):
            try:
                # Nobody overtakes those who wait.
                if not self._queued and not self._closed:
                    return self._at_once(request)
            finally:
                self._turn.release()
        return self.submit(request).result()

    def listen(self, listener: Listener) -> None:
        """Have `listener(last position)` called after each commit, on the thread that made it: it must not block."""
        with self._gate:
            self._listeners = (*self._listeners, listener)

    def unlisten(self, listener: Listener) -> None:
        """Undo `listen`."""
        with self._gate:
            self._listeners = tuple(known for known in self._listeners if known != listener)

    def close(self) -> None:
        """Carry out what is queued, then stop."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
                self._enough.set()
        self._thread.join()

    def _at_once(self, request: Request) -> Answer:
        future: Future[Answer] = Future()
        try:
            self._carry_out([(request, future)])
        except BaseException:
            # Somebody ends this thread; the lock of the whole log must not be left behind.
            self._log.abandon()
            raise
        return future.result()

    def _run(self) -> None:
        going_on = True
        while going_on:
            first = self._queue.get()
            self._await_others()
            with self._turn:
                waiting, going_on = self._gather(first)
                if waiting:
                    self._carry_out(waiting)
        with self._turn:
            self._log.close()

    def _await_others(self) -> None:
        """Hold the next transaction back until as many wait as are expected, or patience ends.

        Whoever was answered just now is likely to ask again at once. Without a little patience they
        come too late for this transaction, and each takes half of the callers; a lone caller never waits.
        """
        with self._gate:
            if self._closed or self._queued >= self._expected:
                return
            self._enough.clear()
        # Woken once for all of them: to be woken by each took as long as what they asked for.
        self._enough.wait(self._patience)

    def _gather(self, item: Waiting | None) -> tuple[list[Waiting], bool]:
        """Return all that waits now, from a first one on, and whether there may be more later."""
        waiting: list[Waiting] = []
        while item is not None:
            with self._gate:
                self._queued -= 1
            if item[1].set_running_or_notify_cancel():
                waiting.append(item)
            if len(waiting) == LARGEST:
                return waiting, True
            try:
                item = self._queue.get_nowait()
            except Empty:
                return waiting, True
        return waiting, False

    def _carry_out(self, waiting: Sequence[Waiting]) -> None:
        began = time.monotonic()
        try:
            answers, last = self._commit([request for request, _ in waiting])
        # Whatever went wrong, every caller must hear of it and the thread must go on.
        except Exception as fault:  # noqa: BLE001
            self._log.abandon()
            refusal = fault if isinstance(fault, StoreUnavailable) else StoreUnavailable(why=type(fault).__name__)
            logger.warning("%d appends were refused: %s", len(waiting), refusal.facts["why"])
            answers, last = [refusal] * len(waiting), None
        self._patience = min((time.monotonic() - began) / 2, MOST_PATIENCE)
        self._expected = len(waiting) + self._queue.qsize()
        for (_, future), answer in zip(waiting, answers, strict=True):
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer)
        if last is not None:
            self._tell(last)

    def _commit(self, requests: Sequence[Request]) -> tuple[Sequence[Answer | Exception], int | None]:
        """Return the answer to each request, and the last position if it is new."""
        streams = set().union(*(request.streams() for request in requests))
        commands = {request.receipt.command_id for request in requests if request.receipt}
        batch = Batch(self._log.begin(streams, commands), self._clock.now())
        answers = [_considered(batch, request) for request in requests]
        self._log.commit(batch.rows, batch.receipts)
        return answers, batch.position if batch.rows else None

    def _tell(self, last: int) -> None:
        for listener in self._listeners:
            try:
                listener(last)
            except Exception:
                logger.exception("a listener of the log failed")


def _considered(batch: Batch, request: Request) -> Answer | Exception:
    # A request that cannot even be judged is refused alone: the others of the batch are sound.
    try:
        return batch.consider(request)
    except Exception as refusal:  # noqa: BLE001
        return refusal
