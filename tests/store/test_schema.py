import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from store.application import EventLog
from store.errors import SchemaMissing, SchemaNewer, SchemaOlder, StoreUnavailable, UnknownStore
from store.keys import Keystore
from store.migrate import migrate
from store.sqlite.location import directory
from tests.store.adapters import ADDRESSES, Hands, hands_on, on_sqlite
from tests.store.things import SteppedClock, append, opened


def open_log(url: str, keystore: Keystore) -> None:
    EventLog(url, keystore, SteppedClock()).close()


def set_schema(url: str, version: int) -> None:
    value = version if url.startswith("sqlite") else version.to_bytes(8, "big")
    hands_on(url).in_log("UPDATE meta SET value = ? WHERE name = 'schema'", value)


def test_a_log_that_nobody_made_is_refused_and_not_made(tmp_path: Path, keystore: Keystore) -> None:
    with pytest.raises(SchemaMissing, match="interlude migrate"):
        open_log(f"sqlite:///{tmp_path / 'new'}", keystore)
    assert not (tmp_path / "new").exists()


def test_an_empty_file_is_refused(tmp_path: Path, keystore: Keystore) -> None:
    (tmp_path / "events.db").touch()
    with pytest.raises(SchemaMissing):
        open_log(f"sqlite:///{tmp_path}", keystore)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path, keystore: Keystore) -> None:
    (tmp_path / "events.db").write_bytes(b"something else" * 100)
    with pytest.raises(StoreUnavailable, match="SQLITE_NOTADB"):
        open_log(f"sqlite:///{tmp_path}", keystore)


@pytest.mark.parametrize(("version", "refusal"), [(2, SchemaNewer), (0, SchemaOlder)])
def test_a_log_of_another_version_is_refused(
    url: str, keystore: Keystore, version: int, refusal: type[Exception]
) -> None:
    set_schema(url, version)
    with pytest.raises(refusal, match="interlude migrate"):
        open_log(url, keystore)
    with pytest.raises(refusal):
        migrate(url)


def test_migrating_again_changes_nothing(url: str, log: EventLog, hands: Hands) -> None:
    append(log, opened(uuid4()))
    before = hands.content()
    migrate(url)
    assert hands.content() == before


@pytest.mark.parametrize("database", sorted(ADDRESSES))
def test_of_many_that_migrate_at_once_all_succeed(tmp_path: Path, database: str) -> None:
    address = ADDRESSES[database](tmp_path)
    with ThreadPoolExecutor(30) as threads:
        for _ in threads.map(migrate, [address] * 30):
            pass
    with closing(Keystore(address, bytes(32))) as keys:
        open_log(address, keys)


@pytest.mark.parametrize("statement", ["UPDATE events SET topic = 'x'", "DELETE FROM events"])
def test_the_database_itself_refuses_to_change_an_event(log: EventLog, hands: Hands, statement: str) -> None:
    append(log, opened(uuid4()))
    with pytest.raises((sqlite3.Error, psycopg.Error), match="never"):
        hands.in_log(statement)


@pytest.mark.parametrize("address", ["", "sqlite:///", "sqlite:var", "mysql://u:secret@h/d"])
def test_an_address_that_means_nothing_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(UnknownStore) as refusal:
        migrate(address)
    assert "secret" not in str(refusal.value)


def test_an_address_with_four_slashes_is_absolute() -> None:
    assert directory("sqlite:////srv/interlude") == Path("/srv/interlude")
    assert directory("sqlite:///var") == Path("var")


@on_sqlite
def test_a_closed_log_is_one_file_again(url: str, keystore: Keystore) -> None:
    log = EventLog(url, keystore, SteppedClock())
    append(log, opened(uuid4()))
    log.close()
    assert sorted(path.name for path in directory(url).glob("events.db*")) == ["events.db"]
