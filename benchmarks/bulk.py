"""Filling an empty log quickly: the real mapper, keys, leaves and statements, but one transaction for all.

Clients come in groups whose courses run side by side, as in a clinic: entries of one course stand far apart.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.clones import Clones
from benchmarks.places import SECRET, opened
from benchmarks.story import Lived
from domain.event import Entry
from store.backup.port import Raw
from store.database import database
from store.execute import ADDRESSES
from store.mapper import EntryMapper
from store.record import stamped
from store.seal import seal
from store.sqlite.rows import bound

SIDE_BY_SIDE = 100
"""Clients whose entries alternate."""

_CHUNK = 5_000

Progress = Callable[[int], None]


def fill(url: str, pattern: Lived, clients: int, progress: Progress = lambda _: None) -> int:
    """Fill log and keys at an address with so many clients; returns how many events there are."""
    with opened(url) as (log, keystore):
        clones = Clones(pattern, lambda number: keystore.index(ADDRESSES, number))
        _fill_keys(url, (entry.subject for entry in _entries(clones, pattern, clients) if entry.subject))
        mapper = log.mapper
        rows = _rows(mapper, _entries(clones, pattern, clients))
        total = 0
        with closing(database(url).log_copy()) as copy, copy.filling() as filling:
            while chunk := list(islice(rows, _CHUNK)):
                filling.add_events(chunk)
                total += len(chunk)
                progress(len(chunk))
    return total


def _entries(clones: Clones, pattern: Lived, clients: int) -> Iterator[Entry]:
    yield from pattern.clinic
    for first in range(0, clients, SIDE_BY_SIDE):
        group = [clones.entries(number) for number in range(first, min(first + SIDE_BY_SIDE, clients))]
        for together in zip(*group, strict=True):
            yield from together


def _rows(mapper: EntryMapper, entries: Iterator[Entry]) -> Iterator[Raw]:
    for position, entry in enumerate(entries, start=1):
        yield tuple(bound(stamped(mapper.to_stored_event(entry), position, entry.occurred_at)))


def _fill_keys(url: str, subjects: Iterator[UUID]) -> None:
    """Keep a key for each subject, wrapped as the key store wraps them."""
    wrapping = AESGCM(SECRET)
    rows = (_key(wrapping, subject) for subject in dict.fromkeys(subjects))
    with closing(database(url).keys_copy()) as copy, copy.filling() as filling:
        while chunk := list(islice(rows, _CHUNK)):
            filling.add_keys(chunk)


def _key(wrapping: AESGCM, subject: UUID) -> Raw:
    key_id = uuid4()
    wrapped = seal(wrapping, os.urandom(32), key_id.bytes + subject.bytes)
    return (key_id.bytes, subject.bytes, wrapped, 0)
