"""A backup is taken while the clinic works; each can be restored, and holds the log exactly up to its position."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread
from uuid import UUID, uuid4

from domain.event import SYSTEM
from store.application import EventLog
from store.backup.archive import Archive
from store.backup.erased_ids import erased_ids
from store.backup.survey import verify
from store.keys import Keystore
from store.migrate import migrate
from tests.store.adapters import ADDRESSES, on_sqlite
from tests.store.appender import SECRET
from tests.store.archives import back_up, erased, opened, restore_at
from tests.store.things import NOON, a_receipt, noted
from tests.store.things import opened as thing_opened

ROUNDS = 20 * int(os.environ.get("INTERLUDE_TEST_SCALE", "1"))
WRITERS = 3


def appending(log: EventLog) -> UUID:
    """Append one command of a new client, and return the client."""
    command, stream, client = uuid4(), uuid4(), uuid4()
    changes = [thing_opened(stream), noted(stream, client), noted(client, client)]
    read = {stream: 0, client: 0}
    log.append(changes, actor=SYSTEM, command_id=command, now=NOON, read=read, receipt=a_receipt(command))
    return client


def writing(log: EventLog, keystore: Keystore, over: Event) -> None:
    """Append without a pause, and erase every fourth client."""
    count = 0
    while not over.is_set():
        client = appending(log)
        count += 1
        if count % 4 == 0:
            change = erased(client)
            log.append([change], actor=SYSTEM, command_id=uuid4(), now=NOON, read={client: 1})
            keystore.destroy(client)


@contextmanager
def under_load(work: Callable[[Event], None]) -> Iterator[None]:
    over = Event()
    threads = [Thread(target=work, args=(over,)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_every_backup_under_load_is_whole_and_restores(url: str, secret: bytes, tmp_path: Path) -> None:
    with opened(url, secret) as (log, keystore):
        appending(log)
        for number in range(ROUNDS):
            path = tmp_path / f"{number}.backup"
            with under_load(lambda over: writing(log, keystore, over)):
                manifest = back_up(url, path)
            with closing(Archive(path)) as archive:
                verify(archive)
            assert manifest.events.root == log.root(manifest.position).hex()
            target = ADDRESSES["sqlite"](tmp_path / f"restored-{number}")
            restore_at(path, target, secret, erased_ids(log))
            assert_same(log, target, secret, manifest.position)


def assert_same(log: EventLog, target: str, secret: bytes, position: int) -> None:
    """Every event reads in the restored log as it does in the first, erased people's too."""
    with opened(target, secret) as (restored, _):
        assert restored.root(position) == log.root(position)
        last = 0
        while last < position:
            ours, theirs = log.since(last, 500), restored.since(last, 500)
            upto = min(position, theirs[-1].position)
            assert [entry for entry in theirs if entry.position <= upto] == [
                entry for entry in ours if entry.position <= upto
            ]
            last = upto


@on_sqlite
def test_a_backup_beside_a_process_that_writes_is_whole(url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.store.appender", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline().split()[1]) for _ in range(50)]
        manifest = back_up(url, tmp_path / "clinic.backup")
        writer.kill()
    assert manifest.position >= max(acknowledged)
    target = ADDRESSES["sqlite"](tmp_path / "restored")
    migrate(target)
    restore_at(tmp_path / "clinic.backup", target, SECRET)
    with opened(target, SECRET) as (restored, _):
        assert restored.root(manifest.position).hex() == manifest.events.root
        assert len(restored.since(0, 10)) == 10
