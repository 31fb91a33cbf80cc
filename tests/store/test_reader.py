"""The independent reader, run as an auditor would, against logs that the service made."""

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from store.application import EventLog
from store.sqlite.location import events_db
from tests.store.adapters import hands_on, on_sqlite
from tests.store.things import append, noted, opened

READER = Path(__file__).parent.parent.parent / "docs" / "reader.py"
# It reads the file of an embedded clinic; that both databases have the same leaves is seen in test_both.
pytestmark = on_sqlite

COLUMNS = ["stream", "topic", "recorded_at", "occurred_at", "actor_kind", "command_id", "subject", "state", "leaf"]


def read(*arguments: str) -> tuple[int, list[str]]:
    # -I: nothing of the service can be imported.
    done = subprocess.run([sys.executable, "-I", str(READER), *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


@pytest.fixture
def filled(log: EventLog) -> EventLog:
    stream, client = uuid4(), uuid4()
    for _ in range(7):
        append(log, opened(stream, course=stream), noted(stream, client))
    append(log, opened(uuid4()))
    return log


def tamper(url: str, *statements: str) -> None:
    """Do what someone with the file in hand would: the triggers go first."""
    hands = hands_on(url)
    hands.unbelt()
    for statement in statements:
        hands.in_log(statement)


def test_the_reader_finds_the_root_that_the_service_finds(url: str, filled: EventLog) -> None:
    code, lines = read(str(events_db(url)))
    assert (code, lines) == (0, ["events 15", f"root {filled.root().hex()}"])


def test_the_reader_reads_an_empty_log(url: str, log: EventLog) -> None:
    assert read(str(events_db(url))) == (0, ["events 0", f"root {log.root().hex()}"])


@pytest.mark.parametrize("column", COLUMNS)
def test_the_reader_names_the_row_that_was_changed(url: str, filled: EventLog, column: str) -> None:
    other = f"SELECT {column} FROM events WHERE position = 15"
    different = {
        "topic": "'test.other.v1'",
        "recorded_at": "1",
        "occurred_at": "NULL",
        "actor_kind": "NULL",
        "subject": "NULL",
    }
    tamper(url, f"UPDATE events SET {column} = ({different.get(column, other)}) WHERE position = 6")
    code, lines = read(str(events_db(url)))
    assert code == 1
    assert lines[2:] == ["position 6: the leaf is wrong"]


def test_one_flipped_bit_in_the_file_is_found(url: str, filled: EventLog) -> None:
    filled.close()
    path = events_db(url)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"middle")
    data[place] ^= 1
    path.write_bytes(data)
    code, lines = read(str(path))
    assert code == 1
    assert len(lines) == 3
    assert lines[2].endswith("the leaf is wrong")


def test_a_row_that_was_taken_out_is_missed(url: str, filled: EventLog) -> None:
    tamper(url, "DELETE FROM events WHERE position = 4")
    code, lines = read(str(events_db(url)))
    assert (code, lines[2:]) == (1, ["position 4 is missing: the next is 5"])


def test_rows_that_changed_places_are_found(url: str, filled: EventLog) -> None:
    tamper(
        url,
        "UPDATE events SET position = 99 WHERE position = 3",
        "UPDATE events SET position = 3 WHERE position = 5",
        "UPDATE events SET position = 5 WHERE position = 99",
    )
    assert read(str(events_db(url)))[1][2:] == ["position 3: the leaf is wrong", "position 5: the leaf is wrong"]


@pytest.mark.parametrize("arguments", [[], ["nowhere.db"], ["a", "b"]])
def test_the_reader_says_how_it_is_used(url: str, arguments: list[str]) -> None:
    assert read(*arguments) == (2, [])
