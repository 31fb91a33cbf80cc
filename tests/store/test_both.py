"""The record is the same on both databases: the same rows, the same leaves, the same root."""

from contextlib import ExitStack, closing
from pathlib import Path
from uuid import UUID

from store.migrate import migrate
from store.record import Record
from tests.store.adapters import ADDRESSES, recorder_at
from tests.store.things import NOON, SteppedClock, a_receipt

STREAM, COMMAND, ANOTHER = UUID(int=1), UUID(int=2), UUID(int=3)
RECORDS = [
    Record(STREAM, 1, "test.opened.v1", b"\x80", 0, 0, NOON, "system", None, COMMAND),
    Record(STREAM, 2, "test.naïve.v1", bytes(range(256)), 0, 0, -1, "staff", ANOTHER, COMMAND, STREAM, 1, ANOTHER),
    Record(STREAM, 3, "", b"", 0, 0, 2**63 - 1, "", None, COMMAND, course=ANOTHER, key_id=ANOTHER),
]


def test_both_databases_keep_the_same_rows_with_the_same_leaves(tmp_path: Path) -> None:
    with ExitStack() as stack:
        recorders = []
        for make in ADDRESSES.values():
            url = make(tmp_path)
            migrate(url)
            recorders.append(stack.enter_context(closing(recorder_at(url, SteppedClock()))))
        for recorder in recorders:
            recorder.append(RECORDS, {STREAM: 0}, a_receipt(COMMAND))
        one, other = recorders
        assert one.select_events(STREAM) == other.select_events(STREAM)
        assert one.root() == other.root()
        assert one.select_receipt(COMMAND) == other.select_receipt(COMMAND)
