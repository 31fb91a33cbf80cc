"""A copy of a backup that misses its end or has a changed byte is refused, with one line that says what and where."""

import random
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from domain.event import SYSTEM
from store.application import EventLog
from store.backup.archive import Archive
from store.backup.errors import ArchiveDamaged, ArchiveNewer
from store.backup.survey import verify
from store.record import leaf_of
from tests.store.adapters import on_sqlite
from tests.store.archives import back_up, logical
from tests.store.things import NOON, a_receipt, noted

pytestmark = on_sqlite

EVENTS = 120
FLIPS = 200


@pytest.fixture
def path(log: EventLog, url: str, tmp_path: Path) -> Path:
    for _ in range(EVENTS // 4):
        command = uuid4()
        changes = [noted(uuid4(), uuid4()) for _ in range(4)]
        read = {change.stream: 0 for change in changes}
        receipt = a_receipt(command)
        log.append(changes, actor=SYSTEM, command_id=command, now=NOON, read=read, receipt=receipt)
    whole = tmp_path / "whole.backup"
    back_up(url, whole)
    return whole


def refusal(content: bytes, path: Path) -> str:
    """Return the line that refuses a copy of this content; empty where it is taken for whole."""
    copy = path.with_name("copy.backup")
    copy.write_bytes(content)
    try:
        with closing(Archive(copy)) as archive:
            verify(archive)
    except (ArchiveDamaged, ArchiveNewer) as refused:
        line = str(refused)
        assert line.startswith(f"{copy}: ")
        assert "\n" not in line
        return line
    return ""


def test_a_changed_byte_is_refused_or_changes_nothing_that_the_backup_says(path: Path) -> None:
    whole, content = logical(path), path.read_bytes()
    chance = random.Random(20260330)
    harmless = 0
    for _ in range(FLIPS):
        place, change = chance.randrange(len(content)), chance.randrange(1, 256)
        flipped = bytearray(content)
        flipped[place] ^= change
        if not refusal(bytes(flipped), path):
            harmless += 1
            assert logical(path.with_name("copy.backup")) == whole, f"byte {place} ^ {change}"
    assert harmless < FLIPS / 2, "most of a backup is what it says"


@pytest.mark.parametrize(
    ("part", "columns"),
    [("events", ["state", "leaf", "stream"]), ("keys", ["wrapped", "leaf"]), ("receipts", ["leaf"])],
)
def test_a_changed_byte_of_a_row_is_refused_by_its_place(path: Path, part: str, columns: list[str]) -> None:
    chance = random.Random(part)
    content = path.read_bytes()
    for column in columns:
        for number in chance.sample(range(1, 25), 6):
            value = value_of(path, part, column, number)
            assert content.count(value) == 1
            flipped = bytearray(content)
            flipped[content.index(value) + chance.randrange(len(value))] ^= chance.randrange(1, 128)
            line = refusal(bytes(flipped), path)
            assert f"{part}: " in line
            assert "was changed" in line or "cannot be read" in line


def value_of(path: Path, part: str, column: str, number: int) -> bytes:
    with closing(sqlite3.connect(path)) as connection:
        (value,) = connection.execute(f"SELECT {column} FROM {part} LIMIT 1 OFFSET ?", (number - 1,)).fetchone()
    return value.encode() if isinstance(value, str) else bytes(value)


def test_every_changed_byte_of_the_manifest_is_refused(path: Path) -> None:
    content = path.read_bytes()
    manifest = value_of(path, "manifest", "content", 1)
    start = content.index(manifest)
    for place in range(start, start + len(manifest), 7):
        flipped = bytearray(content)
        flipped[place] ^= 1
        assert "its manifest" in refusal(bytes(flipped), path)


def test_a_missing_end_is_refused_and_its_length_is_named(path: Path) -> None:
    content = path.read_bytes()
    chance = random.Random(7)
    for length in [100, 101, len(content) - 1, *(chance.randrange(100, len(content)) for _ in range(40))]:
        assert f"its end is missing: {length} of {len(content)} bytes are there" in refusal(content[:length], path)
    assert "1 bytes stand after its end" in refusal(content + b"\0", path)
    assert "it is no backup of Interlude" in refusal(content[:99], path)
    assert "it is no backup of Interlude" in refusal(b"", path)


def edited(path: Path, *statements: str) -> bytes:
    copy = path.with_name("edited.backup")
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return copy.read_bytes()


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("DELETE FROM events WHERE position = 17", "events: position 17 is missing, position 18 comes next"),
        ("DELETE FROM events WHERE position > 100", "events: 100 of 120 rows are there"),
        ("UPDATE events SET topic = 'test.opened.v1' WHERE position = 17", "events: position 17 was changed"),
        ("DELETE FROM keys WHERE number = 9", "keys: row 9 is missing, row 10 comes next"),
        ("DELETE FROM receipts", "receipts: 0 of 30 rows are there"),
        ("DELETE FROM manifest", "its manifest is missing"),
        ("UPDATE manifest SET content = replace(content, '120', '121')", "its manifest was changed"),
        ("DROP TABLE receipts", "its tables are not those of a backup"),
        ("CREATE VIEW more AS SELECT 1", "its tables are not those of a backup"),
        ("PRAGMA application_id = 0", "it is no backup of Interlude"),
    ],
)
def test_what_was_taken_out_or_put_in_is_named_with_its_place(path: Path, statement: str, line: str) -> None:
    assert line in refusal(edited(path, statement), path)


def test_a_row_put_in_the_place_of_another_is_refused_though_its_leaf_is_right(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT * FROM events WHERE position = 17").fetchone()
    forged = (*row[:3], "test.opened.v1", *row[4:-1])
    statement = f"UPDATE events SET topic = 'test.opened.v1', leaf = x'{leaf_of(forged).hex()}' WHERE position = 17"
    assert "events: a row was put in the place of another" in refusal(edited(path, statement), path)


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + bytes(84), b"PK\x03\x04" + bytes(200)])
def test_another_file_is_no_backup(path: Path, content: bytes) -> None:
    assert refusal(content, path)


def test_an_archive_of_a_newer_program_is_left_to_that_program(path: Path) -> None:
    content = b'{"format":2,"of":"tomorrow"}'
    statement = f"UPDATE manifest SET content = '{content.decode()}', sha256 = x'{sha256(content).hexdigest()}'"
    line = refusal(edited(path, statement), path)
    assert "it has format 2, this program knows 1" in line


def test_reading_a_backup_leaves_nothing_beside_it(path: Path) -> None:
    before = sorted(path.parent.iterdir())
    with closing(Archive(path)) as archive:
        verify(archive)
    assert sorted(path.parent.iterdir()) == before
