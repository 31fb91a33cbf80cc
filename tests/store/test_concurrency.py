"""Many callers at once: nothing is lost, nothing forks, and whoever follows the log sees every row in order."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from threading import Event, Thread
from uuid import UUID, uuid4

import pytest

from store.errors import StaleRead, StoreUnavailable
from store.following import Following
from store.recorder import LogRecorder
from store.request import Answer
from tests.store.adapters import Hands, recorder_at
from tests.store.things import SteppedClock, a_record

CALLERS = 16
TURNS = 15


def append_until_it_fits(recorder: LogRecorder, stream: UUID) -> None:
    while True:
        version = len(recorder.select_events(stream))
        try:
            recorder.append([a_record(stream, version + 1)], {stream: version})
        except StaleRead:
            continue
        return


def followed(following: Iterator[object], count: int) -> list[int]:
    return [next(following).id for _ in range(count)]  # type: ignore[attr-defined]


def test_conflicting_callers_lose_nothing_and_fork_nothing(recorder: LogRecorder) -> None:
    streams = [uuid4() for _ in range(3)]
    total = CALLERS * TURNS
    with ThreadPoolExecutor(CALLERS + 1) as threads, recorder.subscribe() as following:
        seen = threads.submit(followed, following, total)
        for turn in range(total):
            threads.submit(append_until_it_fits, recorder, streams[turn % 3])
        assert seen.result() == list(range(1, total + 1))
    for stream in streams:
        assert [row.originator_version for row in recorder.select_events(stream)] == list(range(1, total // 3 + 1))


def test_two_processes_share_one_order(url: str, recorder: LogRecorder) -> None:
    stream = uuid4()
    with closing(recorder_at(url, SteppedClock())) as beside, ThreadPoolExecutor(8) as threads:
        both = [recorder, beside]
        jobs = [threads.submit(append_until_it_fits, both[turn % 2], stream) for turn in range(60)]
        for job in jobs:
            job.result()
    rows = recorder.select_notifications(1, 100)
    assert [row.id for row in rows] == list(range(1, 61))
    assert [row.originator_version for row in rows] == list(range(1, 61))


def test_callers_that_wait_together_share_a_transaction(recorder: LogRecorder) -> None:
    commits: list[int] = []
    recorder.listen(commits.append)
    streams = [uuid4() for _ in range(200)]
    futures: list[Future[Answer]] = [recorder.submit([a_record(stream, 1)], {stream: 0}) for stream in streams]
    assert sorted(future.result().first_position for future in futures) == list(range(1, 201))
    recorder.close()
    assert len(commits) < 200
    assert commits[-1] == 200


def test_a_request_that_was_cancelled_in_time_is_not_carried_out(url: str, hands: Hands, recorder: LogRecorder) -> None:
    first, second = uuid4(), uuid4()
    with hands.holding_the_lock():
        held = recorder.submit([a_record(first, 1)], {first: 0})
        while not held.running():
            pass
        queued = recorder.submit([a_record(second, 1)], {second: 0})
        assert queued.cancel()
    assert held.result().last_position == 1
    recorder.close()
    with closing(recorder_at(url, SteppedClock())) as again:
        assert again.max_notification_id() == 1


def test_a_follower_hears_of_rows_of_another_process(url: str, recorder: LogRecorder) -> None:
    stream = uuid4()
    with closing(recorder_at(url, SteppedClock())) as beside, recorder.subscribe() as following:
        beside.append([a_record(stream, 1)], {stream: 0})
        assert next(following).id == 1


def test_a_follower_is_woken_by_a_commit_of_its_own_process(recorder: LogRecorder) -> None:
    told = Event()
    stream = uuid4()
    with Following(recorder) as following:
        # Listeners are told in the order in which they came: the follower before this one.
        recorder.listen(lambda _: told.set())
        recorder.append([a_record(stream, 1)], {stream: 0})
        assert told.wait(10)
        assert following._woken.is_set()


def test_a_follower_of_topics_passes_over_the_others(recorder: LogRecorder) -> None:
    stream = uuid4()
    recorder.append([a_record(stream, 1), a_record(stream, 2)], {stream: 0})
    with Following(recorder, gt=0, topics=["test.other.v1"]) as following:
        assert not following._read()
        assert following._reached == 2


def test_a_follower_that_waits_can_be_stopped(recorder: LogRecorder) -> None:
    with recorder.subscribe() as following:
        waiting = Thread(target=lambda: list(following))
        waiting.start()
    waiting.join(timeout=10)
    assert not waiting.is_alive()


def test_a_reader_left_open_blocks_no_append(url: str, recorder: LogRecorder) -> None:
    stream = uuid4()
    recorder.append([a_record(stream, 1)], {stream: 0})
    with ThreadPoolExecutor(8) as threads:
        reads = [threads.submit(recorder.select_events, stream) for _ in range(100)]
        recorder.append([a_record(stream, 2)], {stream: 1})
        assert {len(read.result()) for read in reads} <= {1, 2}


def test_a_selection_after_closing_is_refused(recorder: LogRecorder) -> None:
    recorder.select_events(uuid4())
    recorder.close()
    recorder.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        recorder.select_events(uuid4())
