"""A process that is paused in the middle of an append must not stop the clinic, and does nothing when it wakes."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

from store.postgres.log import IDLE_SECONDS
from store.recorder import LogRecorder
from tests.store.adapters import on_postgres, recorder_at
from tests.store.paused import STREAM
from tests.store.things import SteppedClock, a_record

ROOT = Path(__file__).parent.parent.parent
SLACK_SECONDS = 3


def a_process_paused_in_its_append(url: str, command: UUID) -> "subprocess.Popen[str]":
    arguments = [sys.executable, "-m", "tests.store.paused", url, str(command)]
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    return process


@on_postgres
def test_a_process_paused_with_the_lock_stops_nobody_for_long_and_appends_once(
    url: str, recorder: LogRecorder
) -> None:
    command = uuid4()
    with a_process_paused_in_its_append(url, command) as paused:
        try:
            began = time.monotonic()
            stream = uuid4()
            with closing(recorder_at(url, SteppedClock())) as other:
                assert other.append([a_record(stream, 1)], {stream: 0}).first_position == 1
            assert time.monotonic() - began < IDLE_SECONDS + SLACK_SECONDS
        finally:
            paused.send_signal(signal.SIGCONT)
        said, _ = paused.communicate(timeout=20)
    assert said.splitlines() == ["refused store-unavailable IdleInTransactionSessionTimeout", "appended 2"]
    assert [row.command_id for row in recorder.select_events(STREAM)] != []
    assert recorder.max_notification_id() == 2
    assert recorder.select_receipt(command) is not None
