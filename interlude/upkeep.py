"""The commands that keep a clinic's record safe: backup, restore, erasure, and the list of whom was erased."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from uuid import UUID, uuid4

import click

from domain.erasure.decisions import EraseClient
from domain.event import SYSTEM
from domain.instant import iso
from interlude.bars import bars
from interlude.compose import key_file
from interlude.environment import Environment, environment
from interlude.lock import ServeLock
from interlude.opened import opened
from projections import tables
from projections.engine import engine_at
from store.backup.archive import Archive
from store.backup.erased_ids import erased_ids, from_text, to_text
from store.backup.manifest import Manifest
from store.backup.restore import Restoration, Target, restore
from store.backup.survey import survey, verify
from store.backup.write import take_backup
from store.database import database
from store.erase import Eraser, redo_erasures
from store.keyfile import read_key_file
from store.keys import Keystore
from store.mapper import EntryMapper
from store.migrate import migrate_keys, migrate_log
from store.persistence import MachineClock
from store.postgres.location import is_postgres

NONE_KNOWN = "none-known"

FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("file", type=FILE)
@click.option("--verify", "verifying", is_flag=True, help="Write nothing: check that FILE can be restored.")
def backup(file: Path, verifying: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Write a backup of the clinic's record and keys to FILE, also while the clinic is served.

    The keys in it are wrapped: it is of no use without the key file, which is to be kept elsewhere.

    Example: interlude backup /safe/clinic-2026-03-30.backup
    """
    manifest = _verified(file) if verifying else _taken(file)
    click.echo(
        f"{'whole' if verifying else 'written'}: {file}, {_count(manifest.events.rows, 'event')} "
        f"up to position {manifest.position}, {_count(manifest.keys.rows, 'key')}, taken {iso(manifest.taken_at)}"
    )
    click.echo(f"root {manifest.events.root}")


def _taken(file: Path) -> Manifest:
    env = environment(os.environ)
    clock = MachineClock()
    with ExitStack() as open_, bars() as progress:
        log = open_.enter_context(closing(database(env.database_url).log_copy()))
        keys = open_.enter_context(closing(database(_keys_url(env)).keys_copy()))
        return take_backup(log, keys, file, program=_program(), now=clock.now(), progress=progress)


def _program() -> str:
    try:
        return version("interlude")
    except PackageNotFoundError:  # run from the tree, without being installed
        return "unknown"


def _verified(file: Path) -> Manifest:
    with closing(Archive(file)) as archive, bars() as progress:
        verify(archive, progress)
        return archive.manifest


@click.command(name="restore")
@click.argument("file", type=EXISTING)
@click.option(
    "--erased",
    required=True,
    help=f"The list that `interlude erased-ids` made, - to read it from the standard input, or {NONE_KNOWN}.",
)
def restore_command(file: Path, erased: str) -> None:
    """Restore the backup FILE into a new, empty database; its key file must be in place.

    A backup that was taken before an erasure does not know of it: so the list of all that were ever erased is
    asked for, and whoever is on it is erased again.

    Example: interlude restore clinic-2026-03-30.backup --erased erased-ids.txt
    """
    env = environment(os.environ)
    ids = _listed(erased)
    secret = read_key_file(key_file(env))
    with closing(Archive(file)) as archive, _not_served(env):
        done = _restored(archive, env, secret, ids)
        manifest = archive.manifest
    click.echo(f"restored {_count(manifest.events.rows, 'event')} up to position {manifest.position}")
    click.echo(f"root {manifest.events.root}: compare it with what was exported before {iso(manifest.taken_at)}")
    click.echo(f"{_count(len(done.repeated), 'erasure')} made again that the backup did not know")
    if done.unknown:
        click.echo(f"of {_count(len(done.unknown), 'erased id')} the backup holds nothing")


def _restored(archive: Archive, env: Environment, secret: bytes, ids: list[UUID]) -> Restoration:
    with bars() as progress:
        surveyed = survey(archive, secret, ids, progress)
    migrate_log(env.database_url)
    migrate_keys(_keys_url(env))
    with ExitStack() as open_, bars() as progress:
        keystore = open_.enter_context(closing(Keystore(_keys_url(env), secret)))
        log = open_.enter_context(closing(database(env.database_url).log_copy()))
        keys = open_.enter_context(closing(database(_keys_url(env)).keys_copy()))
        # What is appended here is readable by all, so nothing is opened or sealed for anybody.
        target = Target(log=log, keys=keys, mapper=EntryMapper(keystore, lambda _: False))
        done = restore(archive, surveyed, ids, target, MachineClock().now(), progress)
    _empty_views(env)
    return done


def _empty_views(env: Environment) -> None:
    """Drop the views, which may be of another log: they are filled again by the next start."""
    engine = engine_at(env.database_url)
    tables.views.drop_all(engine)
    engine.dispose()


@click.command()
@click.argument("client", type=click.UUID)
@click.option("--ground", required=True, help="Why, naming nobody: it stays readable for ever.")
@click.option("--approved-by", "approvers", multiple=True, required=True, help="Who approved it; give it twice.")
@click.option("--demo", is_flag=True, help="In the demo's clinic, by the demo's clock.")
@click.confirmation_option(prompt="What is erased cannot be brought back. Erase?")
def erase(client: UUID, ground: str, approvers: tuple[str, ...], demo: bool) -> None:  # noqa: FBT001 - as above
    """Erase the record of CLIENT: destroy the key of everything personal, and of the messages that they sent.

    Refused while a course runs. The log stays whole, and its proofs with it.

    Example: interlude erase 6a1f4c0e-3a55-5b7e-9d0c-1f2b6f8f7a01 --ground "the client asked"
    --approved-by "Dr Amari" --approved-by "Dr Okafor" --yes
    """
    with opened(demo=demo) as record:
        redo_erasures(record.log)
        command = EraseClient(ground=ground, approved_by=list(approvers))
        eraser = Eraser(record.executor, record.keystore)
        done = eraser.erase(client, command, actor=SYSTEM, command_id=uuid4())
    messages = sum(change.event.topic == "inbound.erased.v1" for change in done.changes)
    click.echo(f"erased: the client, and {_count(messages, 'message')} that they sent")
    click.echo("now renew the list for restores: interlude erased-ids")


@click.command(name="erased-ids")
@click.option("--demo", is_flag=True, help="Of the demo's clinic.")
def erased_ids_command(demo: bool) -> None:  # noqa: FBT001 - as above
    """Print the ids of all that were erased: a list to keep apart from the backups, for `interlude restore`.

    Example: interlude erased-ids > erased-ids.txt
    """
    with opened(demo=demo) as record:
        click.echo(to_text(erased_ids(record.log)), nl=False)


def add_to(group: click.Group) -> None:
    """Make the commands part of the command line."""
    for command in (backup, restore_command, erase, erased_ids_command):
        group.add_command(command)


def _keys_url(env: Environment) -> str:
    return env.keystore_url or env.database_url


def _listed(erased: str) -> list[UUID]:
    if erased == NONE_KNOWN:
        return []
    return from_text(sys.stdin.read() if erased == "-" else Path(erased).read_text(encoding="utf-8"))


@contextmanager
def _not_served(env: Environment) -> Iterator[None]:
    """Keep a directory from being served meanwhile; on PostgreSQL the append lock does as much."""
    if is_postgres(env.database_url):
        yield
        return
    env.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = ServeLock(env.directory)
    try:
        yield
    finally:
        lock.release()


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
