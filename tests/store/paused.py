"""A process that stops in the middle of its first append, with the lock in its hands, as one that is swapped out or suspended.

`python -m tests.store.paused URL COMMAND`: it stops itself; woken, it reports `refused` and asks again until it
reports `appended POSITION` or `already POSITION`.
"""

import os
import signal
import sys
from contextlib import closing
from uuid import UUID

from domain.instant import Instant
from store.errors import StoreUnavailable
from store.request import AlreadyDone, Answer
from tests.store.adapters import recorder_at
from tests.store.things import NOON, a_receipt, a_record

STREAM = UUID(int=77)


class StoppingClock:
    """The writer asks it for the time when it holds the lock and has written nothing: there the process stops, once."""

    def __init__(self) -> None:
        self._stopped = False

    def now(self) -> Instant:
        if not self._stopped:
            self._stopped = True
            os.kill(os.getpid(), signal.SIGSTOP)
        return NOON


def append_until_answered(url: str, command: UUID) -> Answer:
    with closing(recorder_at(url, StoppingClock())) as recorder:
        while True:
            try:
                return recorder.append([a_record(STREAM, 1)], {STREAM: 0}, a_receipt(command))
            except StoreUnavailable as refusal:
                print("refused", refusal.code, refusal.facts["why"], flush=True)


def main() -> None:
    answer = append_until_answered(sys.argv[1], UUID(sys.argv[2]))
    print("already" if isinstance(answer, AlreadyDone) else "appended", answer.first_position)


if __name__ == "__main__":
    main()
