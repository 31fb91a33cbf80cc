"""The parts of an archive: a table each, whose rows are numbered from 1 and end with a hash of all before it."""

import sqlite3
from dataclasses import dataclass

from store.backup.port import Raw
from store.record import leaf_of

APPLICATION = 0x494C424B
"""`ILBK` in the header of the file, by which SQLite files of others are told apart."""

_STORABLE = {int, str, bytes, type(None)}


@dataclass(frozen=True)
class Part:
    """One part: its name, what one row of it is called, and the columns with their types, but for the leaf."""

    name: str
    row: str
    declared: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, but for the leaf; the first numbers the rows."""
        return tuple(column.split()[0] for column in self.declared)

    @property
    def table(self) -> str:
        """The statement that makes its table."""
        first, *others = self.declared
        return f"CREATE TABLE {self.name} ({first} PRIMARY KEY, {', '.join(others)}, leaf BLOB NOT NULL) STRICT"

    @property
    def insertion(self) -> str:
        """The statement that adds a row with its leaf."""
        return f"INSERT INTO {self.name} VALUES ({', '.join('?' * (len(self.declared) + 1))})"

    @property
    def selection(self) -> str:
        """The statement that reads all rows in their order, each with its leaf."""
        return f"SELECT {', '.join(self.columns)}, leaf FROM {self.name} ORDER BY {self.columns[0]}"


EVENTS = Part(
    "events",
    "position",
    (
        "position INTEGER",
        "stream BLOB",
        "version INTEGER",
        "topic TEXT",
        "recorded_at INTEGER",
        "occurred_at INTEGER",
        "actor_kind TEXT",
        "actor_id BLOB",
        "command_id BLOB",
        "cause_stream BLOB",
        "cause_version INTEGER",
        "subject BLOB",
        "course BLOB",
        "key_id BLOB",
        "state BLOB",
    ),
)
RECEIPTS = Part(
    "receipts",
    "row",
    (
        "number INTEGER",
        "command_id BLOB",
        "principal TEXT",
        "route TEXT",
        "key TEXT",
        "request_hash BLOB",
        "first_position INTEGER",
        "last_position INTEGER",
        "recorded_at INTEGER",
    ),
)
KEYS = Part("keys", "row", ("number INTEGER", "key_id BLOB", "subject BLOB", "wrapped BLOB", "created_at INTEGER"))
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
