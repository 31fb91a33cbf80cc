"""A process that can be paused in the middle of its first append, with the lock in its hands.

`python -m tests.store.paused URL COMMAND`: it says `holding` and waits for a line; then it goes on, reports
`refused` and asks again, until it reports `appended POSITION` or `already POSITION`.
"""

import sys
from contextlib import closing
from uuid import UUID

from domain.instant import Instant
from store.errors import StoreUnavailable
from store.request import AlreadyDone, Answer
from tests.store.adapters import recorder_at
from tests.store.appender import report
from tests.store.things import NOON, a_receipt, a_record

STREAM = UUID(int=77)


class WaitingClock:
    """The writer asks it for the time when it holds the lock and has written nothing: there it waits, once."""

    def __init__(self) -> None:
        self._waited = False

    def now(self) -> Instant:
        if not self._waited:
            self._waited = True
            report("holding")
            sys.stdin.readline()
        return NOON


def append_until_answered(url: str, command: UUID) -> Answer:
    with closing(recorder_at(url, WaitingClock())) as recorder:
        while True:
            try:
                return recorder.append([a_record(STREAM, 1)], {STREAM: 0}, a_receipt(command))
            except StoreUnavailable as refusal:
                report(f"refused {refusal.code} {refusal.facts['why']}")


def main() -> None:
    answer = append_until_answered(sys.argv[1], UUID(sys.argv[2]))
    report(f"{'already' if isinstance(answer, AlreadyDone) else 'appended'} {answer.first_position}")


if __name__ == "__main__":
    main()
