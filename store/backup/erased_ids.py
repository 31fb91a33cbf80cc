"""The list of erased ids: kept apart from every backup, and asked for by each restore.

A backup that was taken before an erasure knows neither that nor that the key is gone. The list is text, with
its length in the first line, so that one that lost its end is not taken for the whole:

    # ids erased in Interlude: 2
    0d9a6f6e-7c1c-4d55-9a53-3f8f0c4b5f10
    6a1f4c0e-3a55-5b7e-9d0c-1f2b6f8f7a01
"""

import re
from collections.abc import Sequence
from uuid import UUID

from store.application import ERASURES, EventLog
from store.backup.errors import ErasedIdsRefused

_FIRST = "# ids erased in Interlude: {count}"
_COUNT = re.compile(re.escape(_FIRST).replace(re.escape("{count}"), r"(\d+)"))
_CHUNK = 1_000


def erased_ids(log: EventLog, erasures: Sequence[str] = ERASURES) -> list[UUID]:
    """Return the ids of whoever and whatever the log says was erased, in its order."""
    found: list[UUID] = []
    position = 0
    while entries := log.since(position, _CHUNK, erasures):
        found += [entry.stream for entry in entries]
        position = entries[-1].position
    return found


def to_text(ids: Sequence[UUID]) -> str:
    """Return a list of erased ids as text."""
    return "".join(f"{line}\n" for line in (_FIRST.format(count=len(ids)), *map(str, ids)))


def from_text(text: str) -> list[UUID]:
    """Return the ids of a list.

    Raises:
        ErasedIdsRefused: it is not one, or not whole.
    """
    first, *lines = text.splitlines() or [""]
    counted = _COUNT.fullmatch(first.strip())
    if counted is None:
        raise ErasedIdsRefused(what="the first line does not say how many there are")
    ids = [_id(line.strip(), number) for number, line in enumerate(lines, 2) if line.strip()]
    if len(ids) != int(counted[1]):
        raise ErasedIdsRefused(what=f"{len(ids)} of {counted[1]} are there")
    return ids


def _id(text: str, number: int) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ErasedIdsRefused(what=f"line {number} is no id") from None
