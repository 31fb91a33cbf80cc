"""Reading an archive: what it gives was checked against its leaves and its manifest."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from store.backup.errors import ArchiveDamaged, ArchiveNewer
from store.backup.manifest import FORMAT, Counted, Manifest
from store.backup.parts import APPLICATION, MANIFEST, PARTS, Part, fits
from store.backup.port import Raw
from store.tree import Tree

_MAGIC = b"SQLite format 3\x00"
# SQLite quotes what it choked on, also where that is no text.
UNREADABLE = (sqlite3.Error, UnicodeError)
_HEADER = 100
"""Bytes of the header of a file of SQLite: its page size stands at 16, the number of its pages at 28."""


class Archive:
    """An archive that is open for reading. Nothing is ever written beside or into it.

    Raises:
        ArchiveDamaged: it is none, misses its end, or its manifest was changed.
        ArchiveNewer: a newer program made it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._check_size()
        # Immutable: no lock, no journal and no recovery, whatever the header says.
        address = f"file:{quote(str(path))}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(address, uri=True, isolation_level=None)
        try:
            self._check_tables()
            self.manifest = self._read_manifest()
        except BaseException:
            self._connection.close()
            raise

    def rows(self, part: Part) -> Iterator[Raw]:
        """Yield the rows of a part, each checked against its leaf, and at the end the whole against the manifest.

        Raises:
            ArchiveDamaged: something is missing, or was changed; it says what and where.
        """
        expected: Counted = getattr(self.manifest, part.name)
        tree = Tree()
        with self._reading(part, tree):
            for row in self._connection.execute(part.selection):
                self._check(part, tree.size + 1, row)
                tree.add(row[-1])
                yield row
        if tree.size != expected.rows:
            raise self.damaged(f"{part.name}: {tree.size} of {expected.rows} rows are there")
        if tree.root().hex() != expected.root:
            raise self.damaged(f"{part.name}: a row was put in the place of another, the root is not the manifest's")

    def damaged(self, what: str) -> ArchiveDamaged:
        """Return the refusal of this archive."""
        return ArchiveDamaged(file=self.path, what=what)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _check(self, part: Part, number: int, row: tuple[Any, ...]) -> None:
        if row[0] != number:
            raise self.damaged(f"{part.name}: {part.row} {number} is missing, {part.row} {row[0]} comes next")
        if not fits(row):
            raise self.damaged(f"{part.name}: {part.row} {number} was changed, its leaf is wrong")

    @contextmanager
    def _reading(self, part: Part, tree: Tree) -> Iterator[None]:
        try:
            yield
        except UNREADABLE as fault:
            name = getattr(fault, "sqlite_errorname", type(fault).__name__)
            raise self.damaged(f"{part.name}: it cannot be read after {part.row} {tree.size} ({name})") from fault

    def _check_size(self) -> None:
        with self.path.open("rb") as file:
            header = file.read(_HEADER)
        if len(header) < _HEADER or not header.startswith(_MAGIC):
            raise self.damaged("it is no backup of Interlude")
        page = int.from_bytes(header[16:18])
        expected = (page if page > 1 else 65_536) * int.from_bytes(header[28:32])
        found = self.path.stat().st_size
        if found < expected:
            raise self.damaged(f"its end is missing: {found} of {expected} bytes are there")
        if found > expected:
            raise self.damaged(f"{found - expected} bytes stand after its end")

    def _check_tables(self) -> None:
        try:
            (application,) = self._connection.execute("PRAGMA application_id").fetchone()
            found = self._connection.execute("SELECT sql FROM sqlite_schema").fetchall()
        except UNREADABLE as fault:
            raise self.damaged("it is no backup of Interlude, or its first page was changed") from fault
        if application != APPLICATION:
            raise self.damaged("it is no backup of Interlude")
        if sorted(str(sql) for (sql,) in found) != sorted([*(part.table for part in PARTS), MANIFEST]):
            raise self.damaged("its tables are not those of a backup")

    def _read_manifest(self) -> Manifest:
        try:
            rows = self._connection.execute("SELECT content, sha256 FROM manifest").fetchall()
        except UNREADABLE as fault:
            raise self.damaged("its manifest cannot be read") from fault
        if len(rows) != 1:
            raise self.damaged("its manifest is missing")
        content, digest = rows[0]
        if not isinstance(content, str) or sha256(content.encode()).digest() != digest:
            raise self.damaged("its manifest was changed, its sha256 is wrong")
        return self._decoded(content)

    def _decoded(self, content: str) -> Manifest:
        try:
            found = msgspec.json.decode(content, type=dict[str, Any]).get("format")
            if isinstance(found, int) and found > FORMAT:
                raise ArchiveNewer(file=self.path, found=found, known=FORMAT)
            return msgspec.json.decode(content, type=Manifest)
        except msgspec.MsgspecError as fault:
            raise self.damaged("its manifest cannot be read") from fault
