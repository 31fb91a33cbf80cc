"""Recomputes the leaves and the root of a log from its raw rows: `python docs/reader.py DIRECTORY/events.db`.

It is written from docs/format.md alone, shares no code with the service, and needs only Python.
Prints the number of events and the root, and every position that is missing or whose leaf is
wrong; the exit code is 0 when there is none, else 1.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

QUERY = """
    SELECT position, stream, version, topic, recorded_at, occurred_at, actor_kind, actor_id, command_id,
           cause_stream, cause_version, subject, course, key_id, state, leaf
    FROM events ORDER BY position
"""


def encoded(value: int | str | bytes | None) -> bytes:
    """Return one column as the leaf takes it."""
    if value is None:
        return b"\xff\xff\xff\xff"
    if isinstance(value, int):
        value = value.to_bytes(8, "big", signed=True)
    elif isinstance(value, str):
        value = value.encode("utf-8")
    return len(value).to_bytes(4, "big") + value


def leaf_hash(columns: tuple[int | str | bytes | None, ...]) -> bytes:
    """Return the leaf of the fifteen columns before it."""
    return hashlib.sha256(b"\x00" + b"".join(map(encoded, columns))).digest()


def root_hash(leaves: list[bytes]) -> bytes:
    """Return the root: level by level, a node without a partner moves up as it is."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = leaves
    while len(level) > 1:
        pairs = zip(level[0::2], level[1::2], strict=False)
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        level = above + level[len(above) * 2 :]
    return level[0]


def rows(path: Path) -> Iterator[tuple[Any, ...]]:
    """Yield every row by position."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        yield from connection.execute(QUERY)
    finally:
        connection.close()


def examine(path: Path) -> tuple[list[bytes], list[str]]:
    """Return the leaves as recomputed from the rows, and what is wrong, in words."""
    leaves: list[bytes] = []
    faults: list[str] = []
    expected = 1
    for *columns, stored in rows(path):
        position = columns[0]
        if position != expected:
            faults.append(f"position {expected} is missing: the next is {position}")
        leaves.append(leaf_hash(tuple(columns)))
        if leaves[-1] != stored:
            faults.append(f"position {position}: the leaf is wrong")
        expected = position + 1
    return leaves, faults


def main(arguments: list[str]) -> int:
    """Examine the file that is named, print what was found, return the exit code."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("usage: python docs/reader.py DIRECTORY/events.db", file=sys.stderr)
        return 2
    leaves, faults = examine(Path(arguments[0]))
    print(f"events {len(leaves)}")
    print(f"root {root_hash(leaves).hex()}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
