"""Restoring an archive into an empty database, and making again the erasures that it does not know."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from uuid import UUID, uuid4

from domain.clinic.events import Restored
from domain.erasure.decisions import erased_again
from domain.event import SYSTEM, Change, Entry
from domain.ids import CLINIC
from domain.instant import Instant
from store.backup.archive import Archive
from store.backup.parts import EVENTS, KEYS, RECEIPTS
from store.backup.port import KeysCopy, KeysFilling, LogCopy, LogFilling, Raw
from store.backup.survey import Stood, Survey
from store.backup.write import Progress, silent
from store.batch import Batch
from store.log import Standing
from store.mapper import EntryMapper
from store.request import Appended, Request

GROUND = "restored from a backup taken before the erasure"
CHUNK = 1_000

Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True)
class Restoration:
    """What a restore did: the erasures that it made again, and the erased ids of which the backup knows nothing."""

    repeated: list[UUID]
    unknown: list[UUID]


@dataclass(frozen=True, kw_only=True)
class Target:
    """The empty database that is filled."""

    log: LogCopy
    keys: KeysCopy
    mapper: EntryMapper


def restore(
    archive: Archive,
    surveyed: Survey,
    erased: Collection[UUID],
    target: Target,
    now: Instant,
    progress: Progress = silent,
) -> Restoration:
    """Fill an empty log and an empty key store; all of it, or nothing.

    The key of whoever is erased, by the archive or by the list, is never written. The log then says so for
    those whom the archive does not know as erased, and that it was restored.

    Raises:
        NotEmpty: the log or the key store holds something.
        ArchiveDamaged: the file changed since it was surveyed.
        StoreUnavailable: a database cannot.
    """
    known = {subject: stood for subject in dict.fromkeys(erased) if (stood := surveyed.streams.get(subject))}
    repeated = [subject for subject, stood in known.items() if not stood.erased]
    # The keys are durable before the log is, as ever; without the log they open nothing.
    with target.log.filling() as log, target.keys.filling() as keys:
        _fill_keys(archive, keys, {subject.bytes for subject in (*erased, *surveyed.erased)}, progress)
        _fill_log(archive, log, progress)
        _append(log, _said(archive, surveyed, repeated), target.mapper, now)
    return Restoration(repeated=repeated, unknown=[one for one in dict.fromkeys(erased) if one not in known])


def _fill_keys(archive: Archive, keys: KeysFilling, erased: set[bytes], progress: Progress) -> None:
    done = 0
    for rows in _chunks(archive.rows(KEYS)):
        keys.add_keys([row[1:-1] for row in rows if row[2] not in erased])
        done += len(rows)
        progress(KEYS.name, done, archive.manifest.keys.rows)


def _fill_log(archive: Archive, log: LogFilling, progress: Progress) -> None:
    for rows in _chunks(archive.rows(RECEIPTS)):
        log.add_receipts([row[1:-1] for row in rows])
    done = 0
    for rows in _chunks(archive.rows(EVENTS)):
        log.add_events(rows)
        done += len(rows)
        progress(EVENTS.name, done, archive.manifest.events.rows)


def _said(archive: Archive, surveyed: Survey, repeated: Sequence[UUID]) -> "_Said":
    """Return what the log says after a restore: who is erased again, and where all before it came from."""
    streams = {subject: surveyed.streams[subject] for subject in repeated}
    clinic = surveyed.streams.get(CLINIC, Stood(""))
    changes = [
        erased_again(subject, GROUND, inbound=stood.first.startswith("inbound.")) for subject, stood in streams.items()
    ]
    manifest = archive.manifest
    restored = Restored(
        position=manifest.position, root=manifest.events.root, taken_at=manifest.taken_at, erasures=len(repeated)
    )
    return _Said(
        changes=[*changes, Change(stream=CLINIC, event=restored)],
        standing=Standing(
            position=manifest.position,
            recorded_at=manifest.recorded_at,
            versions={CLINIC: clinic.version} | {subject: stood.version for subject, stood in streams.items()},
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Said:
    """Changes to be appended to a log that stands so."""

    changes: Sequence[Change]
    standing: Standing


def _append(log: LogFilling, said: _Said, mapper: EntryMapper, now: Instant) -> None:
    """Add the rows of changes, as the writer would: in the transaction that fills the log."""
    command = uuid4()
    versions = said.standing.versions
    entries = [
        Entry(
            originator_id=change.stream,
            originator_version=versions[change.stream] + 1,
            event=change.event,
            occurred_at=now,
            actor=SYSTEM,
            command_id=command,
            subject=change.subject,
        )
        for change in said.changes
    ]
    batch = Batch(said.standing, now)
    records = [mapper.to_stored_event(entry) for entry in entries]
    answer = batch.consider(Request(records=records, read=versions))
    assert isinstance(answer, Appended)
    log.add_events([tuple(value.bytes if isinstance(value, UUID) else value for value in row) for row in batch.rows])


def _chunks(rows: Iterable[Raw]) -> Iterator[list[Raw]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk
