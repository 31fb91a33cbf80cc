"""Reading an archive through before anything is written: is it whole, and what would a restore have to say?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.ids import CLINIC
from store.application import ERASURES
from store.backup.archive import Archive
from store.backup.errors import KeysUnexplained
from store.backup.parts import EVENTS, KEYS, RECEIPTS
from store.backup.port import Raw
from store.backup.write import Progress, silent
from store.errors import WrongKey
from store.seal import unseal

_STEP = 1_000
"""Rows between two reports of progress."""

_STREAM, _VERSION, _TOPIC, _SUBJECT, _KEY = 1, 2, 3, 11, 13


@dataclass
class Stood:
    """How a stream stood when the backup was taken: the first topic, the last version, whether it was erased."""

    first: str
    version: int = 0
    erased: bool = False


@dataclass
class Survey:
    """What an archive tells of the streams that a restore has to know: those of the erased ids, and the clinic's.

    `keyless` are the subjects of sealed events whose key is not in the archive.
    """

    streams: dict[UUID, Stood] = field(default_factory=dict)
    erased: set[UUID] = field(default_factory=set)
    keyless: set[UUID] = field(default_factory=set)


def verify(archive: Archive, progress: Progress = silent) -> None:
    """Read everything, and compare it with its leaves and the manifest.

    Raises:
        ArchiveDamaged: something is missing, or was changed.
    """
    for part in (KEYS, RECEIPTS, EVENTS):
        total = getattr(archive.manifest, part.name).rows
        for row in archive.rows(part):
            _report(progress, part.name, row, total)


def survey(
    archive: Archive,
    secret: bytes,
    erased: Collection[UUID],
    progress: Progress = silent,
    erasures: Sequence[str] = ERASURES,
) -> Survey:
    """Verify an archive, and find out what a restore with this key file and these erased ids comes to.

    Raises:
        ArchiveDamaged: something is missing, or was changed.
        WrongKey: the key-encryption key is not the one that wraps these keys.
        KeysUnexplained: keys are missing of people whom nobody erased.
    """
    key_ids = _openable(archive, secret, progress)
    for row in archive.rows(RECEIPTS):
        _report(progress, RECEIPTS.name, row, archive.manifest.receipts.rows)
    found = Survey()
    looked_for = {subject.bytes for subject in (*erased, CLINIC)}
    for row in archive.rows(EVENTS):
        _report(progress, EVENTS.name, row, archive.manifest.events.rows)
        if row[_STREAM] in looked_for:
            _note(found, row, erasures)
        if row[_TOPIC] in erasures:
            found.erased.add(_uuid(row[_STREAM]))
        if row[_KEY] is not None and row[_KEY] not in key_ids:
            found.keyless.add(_uuid(row[_SUBJECT]))
    _explained(found, erased)
    return found


def _openable(archive: Archive, secret: bytes, progress: Progress) -> set[object]:
    """Return the ids of the keys, each of which the key-encryption key opens."""
    wrapping = AESGCM(secret)
    found: set[object] = set()
    for row in archive.rows(KEYS):
        _, key_id, subject, wrapped, _, _ = row
        if unseal(wrapping, _bytes(wrapped), _bytes(key_id) + _bytes(subject)) is None:
            raise WrongKey
        found.add(key_id)
        _report(progress, KEYS.name, row, archive.manifest.keys.rows)
    return found


def _note(found: Survey, row: Raw, erasures: Sequence[str]) -> None:
    topic, version = row[_TOPIC], row[_VERSION]
    assert isinstance(topic, str)
    assert isinstance(version, int)
    stood = found.streams.setdefault(_uuid(row[_STREAM]), Stood(topic))
    stood.version = version
    stood.erased = stood.erased or topic in erasures


def _explained(found: Survey, erased: Collection[UUID]) -> None:
    unexplained = found.keyless - found.erased - set(erased)
    if unexplained:
        raise KeysUnexplained(count=len(unexplained), subject=min(unexplained))


def _report(progress: Progress, part: str, row: Raw, total: int) -> None:
    number = row[0]
    assert isinstance(number, int)
    if number % _STEP == 0 or number == total:
        progress(part, number, total)


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value


def _uuid(value: object) -> UUID:
    return UUID(bytes=_bytes(value))
