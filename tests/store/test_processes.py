"""Several processes that write at once: one order, without gap or fork, and whoever follows it misses nothing."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, islice, pairwise
from pathlib import Path

from store.record import leaf
from store.recorder import LogRecorder
from tests.store.rival import SHARED, THREADS

ROOT = Path(__file__).parent.parent.parent
SCALE = int(os.environ.get("INTERLUDE_TEST_SCALE", "1"))
PROCESSES = 4
APPENDS = 8 * SCALE
"""What each thread of each process appends, two events at a time."""

TOTAL = PROCESSES * THREADS * APPENDS * 2


def a_rival(url: str) -> int:
    command = [sys.executable, "-m", "tests.store.rival", url, str(APPENDS)]
    return int(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout)


def test_four_processes_share_one_order_and_a_follower_sees_all_of_it(url: str, recorder: LogRecorder) -> None:
    with recorder.subscribe(gt=0) as following, ThreadPoolExecutor(PROCESSES + 1) as threads:
        seen = threads.submit(lambda: [row.id for row in islice(following, TOTAL)])
        late = list(threads.map(a_rival, [url] * PROCESSES))
        assert seen.result() == list(range(1, TOTAL + 1))
    rows = recorder.select_notifications(1, TOTAL + 1)
    assert [row.id for row in rows] == list(range(1, TOTAL + 1))
    assert all(row.leaf == leaf(row) for row in rows)
    assert all(earlier.recorded_at <= later.recorded_at for earlier, later in pairwise(rows))
    in_streams = sorted(rows, key=lambda row: (row.originator_id, row.id))
    for _, stream in groupby(in_streams, key=lambda row: row.originator_id):
        versions = [row.originator_version for row in stream]
        assert versions == list(range(1, len(versions) + 1))
    assert sum(row.originator_id == SHARED for row in rows) == TOTAL // 2
    assert sum(late) > 0, "nobody was ever in anybody's way: the test shows little"
