"""One of several processes that append to the same log: `python -m tests.store.rival URL APPENDS`.

Each of its threads appends so often, half of the time to the stream that all of them write to, deciding again
when it was too late. It prints how many decisions came too late.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from uuid import UUID, uuid4

from domain.event import SYSTEM
from store.application import EventLog
from store.errors import StaleRead
from store.keys import Keystore
from store.persistence import MachineClock
from tests.store.appender import report
from tests.store.things import NOON, a_receipt, noted, opened

SHARED = UUID(int=1)
SECRET = bytes(32)
THREADS = 4


def append(log: EventLog, stream: UUID) -> int:
    """Append two events to a stream as it stands, in the end; return how often that was too late."""
    command, client = uuid4(), uuid4()
    late = 0
    while True:
        read = {stream: len(log.recorder.select_events(stream))}
        try:
            log.append(
                [opened(stream), noted(stream, client)],
                actor=SYSTEM,
                command_id=command,
                now=NOON,
                read=read,
                receipt=a_receipt(command),
            )
        except StaleRead:
            late += 1
        else:
            return late


def main() -> None:
    url, appends = sys.argv[1], int(sys.argv[2])
    with (
        closing(Keystore(url, SECRET)) as keys,
        closing(EventLog(url, keys, MachineClock())) as log,
        ThreadPoolExecutor(THREADS) as threads,
    ):
        streams = [SHARED if turn % 2 else uuid4() for turn in range(appends * THREADS)]
        report(str(sum(threads.map(lambda stream: append(log, stream), streams))))


if __name__ == "__main__":
    main()
