"""Taking a backup of a running clinic."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import msgspec

from domain.instant import Instant
from store.application import ERASURES
from store.backup.errors import ArchiveExists, LogDamaged
from store.backup.manifest import Counted, Manifest
from store.backup.parts import EVENTS, KEYS, RECEIPTS, Part, fits, make_tables
from store.backup.port import KeysCopy, LogCopy, Raw
from store.record import leaf_of
from store.sqlite.connection import faults
from store.sqlite.tables import LOG
from store.tree import Tree

CHUNK = 1_000
"""Rows of one reading transaction: so short that it holds up neither the writer nor the log of writes."""

Progress = Callable[[str, int, int], None]
"""Told of a part how many rows are done, and of how many; 0 where that is not known."""

_TOPIC, _STREAM, _POSITION, _RECORDED_AT, _SUBJECT = 3, 1, 0, 4, 1


def silent(part: str, done: int, total: int) -> None:
    """Show no progress."""


def take_backup(
    log: LogCopy,
    keys: KeysCopy,
    path: Path,
    *,
    program: str,
    now: Instant,
    progress: Progress = silent,
    erasures: Sequence[str] = ERASURES,
) -> Manifest:
    """Write an archive of what the log and the key store hold, and return its manifest.

    The file appears under its name once it is whole and durable; only its owner may read it.

    Raises:
        ArchiveExists: there is such a file.
        LogDamaged: a row of the log is missing or was changed.
        StoreUnavailable: a database cannot.
    """
    if path.exists():
        raise ArchiveExists(file=path)
    with _appearing(path) as unfinished, closing(_opened(unfinished)) as connection, faults():
        copying = _Copying(connection, progress, erasures)
        copying.copy(log, keys)
        manifest = copying.manifest(program, now)
        content = msgspec.json.encode(manifest)
        values = (content.decode(), sha256(content).digest())
        connection.execute("INSERT INTO manifest VALUES (?, ?)", values)
        connection.execute("COMMIT")
    return manifest


class _Copying:
    """The parts of an archive in the making."""

    def __init__(self, connection: sqlite3.Connection, progress: Progress, erasures: Sequence[str]) -> None:
        self._connection = connection
        self._progress = progress
        self._erasures = frozenset(erasures)
        self._erased: set[object] = set()
        self._trees = {part.name: Tree() for part in (EVENTS, RECEIPTS, KEYS)}
        self._recorded_at = Instant(0)

    def copy(self, log: LogCopy, keys: KeysCopy) -> None:
        """Copy events, then keys; again from where it was, when somebody was erased in between.

        The key of whoever was erased after the last event that was copied could be gone already, with
        nothing in the archive to say why.
        """
        while True:
            self._copy_events(log)
            self._copy_keys(keys)
            if not log.holds_after(self._trees[EVENTS.name].size, sorted(self._erasures)):
                break
        self._copy_receipts(log, self._trees[EVENTS.name].size)

    def manifest(self, program: str, now: Instant) -> Manifest:
        """Return the manifest of what was copied."""
        counted = {name: Counted(tree.size, tree.root().hex()) for name, tree in self._trees.items()}
        return Manifest(
            program=program,
            schema=LOG.version,
            taken_at=now,
            position=counted[EVENTS.name].rows,
            recorded_at=self._recorded_at,
            events=counted[EVENTS.name],
            receipts=counted[RECEIPTS.name],
            keys=counted[KEYS.name],
        )

    def _copy_events(self, log: LogCopy) -> None:
        head = log.head()
        tree = self._trees[EVENTS.name]
        while tree.size < head:
            rows = log.events(tree.size, head, CHUNK)
            _check(rows, tree.size, head)
            self._erased |= {row[_STREAM] for row in rows if row[_TOPIC] in self._erasures}
            self._recorded_at = Instant(_integer(rows[-1][_RECORDED_AT]))
            self._add(EVENTS, rows, head)

    def _copy_receipts(self, log: LogCopy, upto: int) -> None:
        after = b""
        while rows := log.receipts(after, upto, CHUNK):
            after = _bytes(rows[-1][0])
            self._add_numbered(RECEIPTS, rows)

    def _copy_keys(self, keys: KeysCopy) -> None:
        self._connection.execute(f"DELETE FROM {KEYS.name}")
        self._trees[KEYS.name] = Tree()
        after = b""
        while rows := keys.keys(after, CHUNK):
            after = _bytes(rows[-1][0])
            # The key of whoever is erased may still stand for a moment: an archive never takes it along.
            self._add_numbered(KEYS, [row for row in rows if row[_SUBJECT] not in self._erased])

    def _add_numbered(self, part: Part, rows: Sequence[Raw]) -> None:
        first = self._trees[part.name].size + 1
        numbered: list[Raw] = [(number, *row) for number, row in enumerate(rows, first)]
        self._add(part, [(*row, leaf_of(row)) for row in numbered], 0)

    def _add(self, part: Part, rows: Sequence[Raw], total: int) -> None:
        tree = self._trees[part.name]
        self._connection.executemany(part.insertion, rows)
        for row in rows:
            tree.add(_bytes(row[-1]))
        self._progress(part.name, tree.size, total)


def _check(rows: Sequence[Raw], after: int, head: int) -> None:
    """Refuse to copy what could not be restored.

    Raises:
        LogDamaged: a row is missing, or its leaf is wrong.
    """
    for expected, row in enumerate(rows, after + 1):
        if row[_POSITION] != expected:
            raise LogDamaged(what=f"position {expected} is missing, position {_integer(row[_POSITION])} comes next")
        if not fits(row):
            raise LogDamaged(what=f"the leaf of position {expected} is wrong")
    if not rows:
        raise LogDamaged(what=f"positions {after + 1} to {head} are missing")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    # The file has no name yet: should the machine fail it is thrown away, so no journal is needed. Keys that
    # are taken out again are overwritten.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "secure_delete = ON", "locking_mode = EXCLUSIVE"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("BEGIN")
    make_tables(connection)
    return connection


@contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """Give a new file beside `path`, mode 0600; it takes that name, durably, when all went well, else it is removed."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".unfinished", dir=path.parent)
    unfinished = Path(name)
    try:
        yield unfinished
        os.fsync(handle)
        if path.exists():
            raise ArchiveExists(file=path)
        unfinished.replace(path)
        _sync(path.parent)
    finally:
        os.close(handle)
        unfinished.unlink(missing_ok=True)


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value


def _integer(value: object) -> int:
    assert isinstance(value, int)
    return value
