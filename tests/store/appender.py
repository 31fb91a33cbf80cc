"""A process that appends from several threads and reports what was acknowledged, until it is killed.

`python -m tests.store.appender URL`: one line an acknowledged command, `command_id position`. With
`--file-limit BYTES` no file of it may grow past that, as on a full disk; it reports `refused` once and
then goes on without the limit, until 20 further appends stand.
"""

import os
import resource
import signal
import sys
from contextlib import closing
from threading import Thread
from uuid import uuid4

from domain.event import SYSTEM
from store.application import EventLog
from store.errors import StoreUnavailable
from store.keys import Keystore
from store.persistence import MachineClock
from tests.store.things import NOON, a_receipt, noted, opened

THREADS = 4
SECRET = bytes(32)


def report(line: str) -> None:
    # One write a line: what was acknowledged is out before anything else can happen.
    os.write(1, f"{line}\n".encode())


def append_one(log: EventLog) -> None:
    command, stream, client = uuid4(), uuid4(), uuid4()
    answer = log.append(
        [opened(stream), noted(stream, client)],
        actor=SYSTEM,
        command_id=command,
        now=NOON,
        read={stream: 0},
        receipt=a_receipt(command),
    )
    report(f"{command} {answer.first_position}")


def append_for_ever(log: EventLog) -> None:
    while True:
        append_one(log)


def append_past_a_full_disk(log: EventLog, limit: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        append_for_ever(log)
    except StoreUnavailable as refusal:
        report(f"refused {refusal.facts['why']}")
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for _ in range(20):
        append_one(log)


def main() -> None:
    url = sys.argv[1]
    with closing(Keystore(url, SECRET)) as keys, closing(EventLog(url, keys, MachineClock())) as log:
        if sys.argv[2:3] == ["--file-limit"]:
            append_past_a_full_disk(log, int(sys.argv[3]))
            return
        threads = [Thread(target=append_for_ever, args=(log,)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    main()
