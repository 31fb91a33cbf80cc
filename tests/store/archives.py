"""Backups of the logs of these tests, and their restoration: what the commands do, step by step."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from uuid import UUID

from domain.client.events import Erased
from domain.event import Change
from domain.instant import Instant
from store.application import EventLog
from store.backup.archive import Archive
from store.backup.manifest import Manifest
from store.backup.parts import PARTS
from store.backup.port import Raw
from store.backup.restore import Restoration, Target, restore
from store.backup.survey import survey
from store.backup.write import take_backup
from store.database import database
from store.keys import Keystore
from store.mapper import EntryMapper
from store.migrate import migrate
from tests.store.adapters import ADDRESSES
from tests.store.things import NOON, SteppedClock

LATER = Instant(NOON + 3_600_000_000)


def back_up(url: str, path: Path) -> Manifest:
    with closing(database(url).log_copy()) as log, closing(database(url).keys_copy()) as keys:
        return take_backup(log, keys, path, program="test", now=NOON)


def restore_at(path: Path, url: str, secret: bytes, erased: Sequence[UUID] = ()) -> Restoration:
    migrate(url)
    with ExitStack() as opened:
        archive = opened.enter_context(closing(Archive(path)))
        surveyed = survey(archive, secret, erased)
        keystore = opened.enter_context(closing(Keystore(url, secret)))
        target = Target(
            log=opened.enter_context(closing(database(url).log_copy())),
            keys=opened.enter_context(closing(database(url).keys_copy())),
            mapper=EntryMapper(keystore, lambda _: False),
        )
        return restore(archive, surveyed, erased, target, LATER)


@contextmanager
def opened(url: str, secret: bytes) -> Iterator[tuple[EventLog, Keystore]]:
    with closing(Keystore(url, secret)) as keystore, closing(EventLog(url, keystore, SteppedClock())) as log:
        yield log, keystore


def logical(path: Path) -> dict[str, object]:
    """Everything that an archive says."""
    with closing(Archive(path)) as archive:
        rows: dict[str, list[Raw]] = {part.name: list(archive.rows(part)) for part in PARTS}
        return {"manifest": archive.manifest, **rows}


def same_kind(url: str, directory: Path) -> str:
    """Return another address of the same kind of database, in a directory."""
    return ADDRESSES["sqlite" if url.startswith("sqlite") else "postgresql"](directory)


def erased(client: UUID) -> Change:
    event = Erased(ground="the client asked", approved_by=["Dr Amari", "Dr Okafor"])
    return Change(stream=client, event=event, subject=client)
