"""A process that is paused in the middle of an append must not stop the clinic, and does nothing when it wakes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from store.postgres.location import conninfo
from store.postgres.log import HELD_SECONDS, IDLE_SECONDS, PostgresLog
from store.recorder import LogRecorder
from tests.store.adapters import on_postgres
from tests.store.paused import STREAM
from tests.store.things import a_record

ROOT = Path(__file__).parent.parent.parent
SLACK_SECONDS = 2


@contextmanager
def a_process_paused_in_its_append(url: str, command: UUID) -> "Iterator[subprocess.Popen[str]]":
    arguments = [sys.executable, "-m", "tests.store.paused", url, str(command)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(arguments, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        try:
            assert process.stdout.readline() == "holding\n"
            process.send_signal(signal.SIGSTOP)
            _, status = os.waitpid(process.pid, os.WUNTRACED)
            assert os.WIFSTOPPED(status)
            yield process
        finally:
            process.kill()


def seconds_of_an_append(recorder: LogRecorder) -> float:
    stream = uuid4()
    began = time.monotonic()
    assert recorder.append([a_record(stream, 1)], {stream: 0}).first_position == 1
    return time.monotonic() - began


@on_postgres
def test_a_process_paused_with_the_lock_stops_nobody_for_long_and_appends_once(url: str, recorder: LogRecorder) -> None:
    command = uuid4()
    with a_process_paused_in_its_append(url, command) as paused:
        assert seconds_of_an_append(recorder) < IDLE_SECONDS + SLACK_SECONDS
        paused.send_signal(signal.SIGCONT)
        said, _ = paused.communicate("go on\n", timeout=20)
    refused, appended = said.splitlines()
    assert refused.startswith("refused store-un")
    assert appended == "appended 2"
    assert len(recorder.select_events(STREAM)) == 1
    assert recorder.max_notification_id() == 2


@on_postgres
def test_a_process_paused_halfway_through_sending_stops_nobody_for_long(url: str, recorder: LogRecorder) -> None:
    with closing(PostgresLog(conninfo(url))) as halfway:
        halfway.begin([], [])
        assert halfway._connection is not None
        wire = halfway._connection.pgconn
        wire.enter_pipeline_mode()
        wire.send_query_params(b"SELECT 1", None)
        wire.send_flush_request()
        wire.flush()
        assert seconds_of_an_append(recorder) < HELD_SECONDS + SLACK_SECONDS
