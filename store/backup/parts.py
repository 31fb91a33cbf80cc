"""The parts of an archive: a table each, whose rows are numbered from 1 and end with a hash of all before it."""

import sqlite3
from dataclasses import dataclass

from store.backup.port import Raw
from store.record import COLUMNS, leaf_of

APPLICATION = 0x494C424B
"""`ILBK` in the header of the file, by which SQLite files of others are told apart."""

_EVENT_TYPES = "INTEGER BLOB INTEGER TEXT INTEGER INTEGER TEXT BLOB BLOB BLOB INTEGER BLOB BLOB BLOB BLOB".split()
_RECEIPT = "number command_id principal route key request_hash first_position last_position recorded_at".split()
_RECEIPT_TYPES = "INTEGER BLOB TEXT TEXT TEXT BLOB INTEGER INTEGER INTEGER".split()
_KEY = "number key_id subject wrapped created_at".split()
_KEY_TYPES = "INTEGER BLOB BLOB BLOB INTEGER".split()
_STORABLE = {int, str, bytes, type(None)}


@dataclass(frozen=True)
class Part:
    """One part: its name, what one row of it is called, its columns but for the leaf, and their types."""

    name: str
    row: str
    columns: tuple[str, ...]
    types: tuple[str, ...]

    @property
    def table(self) -> str:
        """The statement that makes its table."""
        first, *others = zip(self.columns, self.types, strict=True)
        columns = [f"{first[0]} INTEGER PRIMARY KEY", *(f"{name} {kind}" for name, kind in others)]
        return f"CREATE TABLE {self.name} ({', '.join(columns)}, leaf BLOB NOT NULL) STRICT"

    @property
    def insertion(self) -> str:
        """The statement that adds a row with its leaf."""
        return f"INSERT INTO {self.name} VALUES ({', '.join('?' * (len(self.columns) + 1))})"

    @property
    def selection(self) -> str:
        """The statement that reads all rows in their order, each with its leaf."""
        return f"SELECT {', '.join(self.columns)}, leaf FROM {self.name} ORDER BY {self.columns[0]}"


EVENTS = Part("events", "position", COLUMNS, tuple(_EVENT_TYPES))
RECEIPTS = Part("receipts", "row", tuple(_RECEIPT), tuple(_RECEIPT_TYPES))
KEYS = Part("keys", "row", tuple(_KEY), tuple(_KEY_TYPES))
PARTS = (EVENTS, RECEIPTS, KEYS)

MANIFEST = "CREATE TABLE manifest (content TEXT NOT NULL, sha256 BLOB NOT NULL) STRICT"


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an archive in a new file."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    for statement in (*(part.table for part in PARTS), MANIFEST):
        connection.execute(statement)


def fits(row: Raw) -> bool:
    """Tell whether the last column of a row is the leaf of those before it."""
    return all(type(value) in _STORABLE for value in row) and leaf_of(row[:-1]) == row[-1]
