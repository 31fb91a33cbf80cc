"""A backup holds the log, the receipts and the wrapped keys as they stood; a restore brings them back whole."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from domain.clinic.events import Restored
from domain.event import SYSTEM
from domain.ids import CLINIC
from store.application import EventLog
from store.backup.erased_ids import erased_ids, from_text, to_text
from store.backup.errors import ArchiveExists, ErasedIdsRefused, KeysUnexplained, LogDamaged, NotEmpty
from store.backup.parts import EVENTS
from store.backup.restore import GROUND
from store.errors import WrongKey
from store.keys import Keystore
from store.record import COLUMNS
from tests.store.adapters import ADDRESSES, Hands
from tests.store.archives import back_up, erased, logical, opened, restore_at, same_kind
from tests.store.things import NOON, Noted, SteppedClock, a_receipt, append, noted
from tests.store.things import opened as thing_opened

READER = Path(__file__).parent.parent.parent / "docs" / "reader.py"


@pytest.fixture
def log(url: str, keystore: Keystore, clock: SteppedClock) -> Iterator[EventLog]:
    """The log with the erasures that the program knows."""
    with closing(EventLog(url, keystore, clock)) as made:
        yield made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.backup"


def texts(log: EventLog, stream: UUID) -> list[str]:
    return [entry.event.text for entry in log.entries(stream) if isinstance(entry.event, Noted)]


@pytest.mark.parametrize("kind", sorted(ADDRESSES))
def test_a_clinic_moves_to_any_database_by_a_backup(
    kind: str, log: EventLog, url: str, secret: bytes, path: Path, tmp_path: Path
) -> None:
    streams = [uuid4() for _ in range(30)]
    for stream in streams:
        append(log, noted(stream, stream, f"note of {stream}"), noted(stream, stream, "more"), thing_opened(uuid4()))
    root, head = log.root(), log.head()
    assert back_up(url, path).position == head
    target = ADDRESSES[kind](tmp_path / "new")
    restore_at(path, target, secret)
    with opened(target, secret) as (restored, _):
        assert restored.root(head) == root
        assert [texts(restored, stream) for stream in streams] == [texts(log, stream) for stream in streams]
        assert [entry.position for entry in restored.since(0, 200)] == list(range(1, head + 2))


def test_a_restored_clinic_says_where_it_came_from(
    log: EventLog, url: str, secret: bytes, path: Path, tmp_path: Path
) -> None:
    append(log, thing_opened(uuid4()))
    manifest = back_up(url, path)
    target = same_kind(url, tmp_path / "new")
    restore_at(path, target, secret)
    with opened(target, secret) as (restored, _):
        (entry,) = restored.entries(CLINIC)
    assert entry.event == Restored(position=1, root=manifest.events.root, taken_at=NOON, erasures=0)


def test_a_command_that_was_carried_out_before_the_backup_is_not_carried_out_again(
    log: EventLog, url: str, secret: bytes, path: Path, tmp_path: Path
) -> None:
    command, stream = uuid4(), uuid4()
    receipt = a_receipt(command)
    log.append(
        [thing_opened(stream)],
        actor=SYSTEM,
        command_id=command,
        now=NOON,
        read={stream: 0},
        receipt=receipt,
    )
    back_up(url, path)
    target = same_kind(url, tmp_path / "new")
    restore_at(path, target, secret)
    with opened(target, secret) as (restored, _):
        assert restored.receipt(command) == log.receipt(command)


def test_only_its_owner_may_read_a_backup_and_none_is_written_over(log: EventLog, url: str, path: Path) -> None:
    append(log, thing_opened(uuid4()))
    back_up(url, path)
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(ArchiveExists):
        back_up(url, path)
    assert path.read_bytes() == before


def test_a_backup_that_fails_leaves_no_file(log: EventLog, url: str, hands: Hands, path: Path) -> None:
    append(log, *(thing_opened(uuid4()) for _ in range(5)))
    hands.unbelt()
    hands.in_log("UPDATE events SET topic = 'test.noted.v1' WHERE position = 3")
    with pytest.raises(LogDamaged, match="the leaf of position 3 is wrong"):
        back_up(url, path)
    hands.in_log("DELETE FROM events WHERE position = 2")
    with pytest.raises(LogDamaged, match="position 2 is missing, position 3 comes next"):
        back_up(url, path)
    assert not [file for file in path.parent.iterdir() if file.is_file()]


def test_a_backup_is_restored_into_an_empty_database_only(
    log: EventLog, url: str, secret: bytes, path: Path, tmp_path: Path
) -> None:
    append(log, noted(uuid4(), uuid4()))
    back_up(url, path)
    with pytest.raises(NotEmpty, match="The log is not empty"):
        restore_at(path, url, secret)
    target = same_kind(url, tmp_path / "new")
    restore_at(path, target, secret)
    with pytest.raises(NotEmpty):
        restore_at(path, target, secret)


def test_another_key_file_is_noticed_before_anything_is_written(
    log: EventLog, url: str, path: Path, secret: bytes, tmp_path: Path
) -> None:
    append(log, noted(uuid4(), uuid4()))
    back_up(url, path)
    target = same_kind(url, tmp_path / "new")
    with pytest.raises(WrongKey):
        restore_at(path, target, os.urandom(32))
    restore_at(path, target, secret)


def test_the_independent_reader_reads_a_backup(log: EventLog, url: str, path: Path) -> None:
    append(log, *(noted(uuid4(), uuid4()) for _ in range(5)))
    back_up(url, path)
    found = subprocess.run([sys.executable, READER, path], capture_output=True, text=True, check=True).stdout
    assert found.split() == ["events", "5", "root", log.root().hex()]


def test_an_empty_clinic_is_backed_up_and_restored(
    log: EventLog, url: str, secret: bytes, path: Path, tmp_path: Path
) -> None:
    assert back_up(url, path).position == log.head() == 0
    target = same_kind(url, tmp_path / "new")
    restore_at(path, target, secret)
    with opened(target, secret) as (restored, _):
        assert restored.head() == 1


def test_a_restore_makes_an_erasure_again_that_the_backup_does_not_know(
    log: EventLog, keystore: Keystore, url: str, secret: bytes, path: Path, tmp_path: Path
) -> None:
    client, other, course = uuid4(), uuid4(), uuid4()
    append(log, noted(client, client, "gone"), noted(course, client, "gone"), noted(course, other, "stays"))
    back_up(url, path)
    append(log, erased(client))
    keystore.destroy(client)
    target = same_kind(url, tmp_path / "new")
    nobody = uuid4()
    done = restore_at(path, target, secret, [*erased_ids(log), nobody])
    assert (done.repeated, done.unknown) == ([client], [nobody])
    with opened(target, secret) as (restored, _):
        assert texts(restored, course) == ["[erased]", "stays"]
        last = restored.entries(client)[-1].event
        assert (last.ground, last.approved_by) == (GROUND, [])  # type: ignore[attr-defined]
        assert erased_ids(restored) == [client]
        assert isinstance(restored.entries(CLINIC)[-1].event, Restored)


def test_an_erasure_that_the_backup_knows_is_not_made_again(
    log: EventLog, keystore: Keystore, url: str, secret: bytes, path: Path, tmp_path: Path
) -> None:
    client = uuid4()
    append(log, noted(client, client), erased(client))
    back_up(url, path)  # as if the process had died before it destroyed the key
    assert logical(path)["keys"] == []
    keystore.destroy(client)
    target = same_kind(url, tmp_path / "new")
    assert restore_at(path, target, secret, erased_ids(log)).repeated == []
    with opened(target, secret) as (restored, _):
        assert texts(restored, client) == ["[erased]"]


def test_a_key_that_is_missing_without_an_erasure_is_an_alarm(
    log: EventLog, keystore: Keystore, url: str, secret: bytes, path: Path, tmp_path: Path
) -> None:
    client = uuid4()
    append(log, noted(client, client))
    keystore.destroy(client)
    back_up(url, path)
    target = same_kind(url, tmp_path / "new")
    with pytest.raises(KeysUnexplained, match=str(client)):
        restore_at(path, target, secret)
    assert restore_at(path, target, secret, [client]).repeated == [client]


def test_the_list_of_erased_ids_comes_back_as_it_was_written() -> None:
    ids = [uuid4() for _ in range(3)]
    assert from_text(to_text(ids)) == ids
    assert from_text(to_text([])) == []


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (lambda text: text[: text.rstrip().rindex("\n")], "2 of 3 are there"),
        (lambda text: text + "robin\n", "line 5 is no id"),
        (lambda text: text.partition("\n")[2], "the first line does not say how many there are"),
        (lambda _: "", "the first line does not say how many there are"),
    ],
)
def test_a_list_of_erased_ids_that_is_not_whole_is_refused(spoilt: Callable[[str], str], why: str) -> None:
    with pytest.raises(ErasedIdsRefused, match=why):
        from_text(spoilt(to_text([uuid4() for _ in range(3)])))


def test_the_events_of_an_archive_have_the_columns_of_the_log() -> None:
    assert EVENTS.columns == COLUMNS
