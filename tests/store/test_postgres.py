"""What only PostgreSQL has: roles, passwords, addresses, and settings that others made."""

import logging
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from domain.instant import Clock
from store.application import EventLog
from store.errors import MalformedAddress, SchemaMissing, StoreUnavailable
from store.keys import Keystore
from store.migrate import migrate, migrate_keys, migrate_log
from store.recorder import LogRecorder
from tests import pg
from tests.store.adapters import Hands, on_postgres, postgres_address, recorder_at
from tests.store.things import ERASURES, SteppedClock, a_record, append, noted, opened

RIGHTS = (
    "GRANT SELECT, INSERT ON events, receipts TO clerk",
    "GRANT SELECT ON meta TO clerk",
    "GRANT USAGE ON SCHEMA keystore TO clerk",
    "GRANT SELECT, INSERT ON keystore.meta TO clerk",
    "GRANT SELECT, INSERT, DELETE ON keystore.keys TO clerk",
)


def as_user(url: str, user: str) -> str:
    return url.replace("postgres@", f"{user}@", 1)


@pytest.fixture
def clerk(url: str, hands: Hands) -> str:
    if not hands.in_log("SELECT 1 FROM pg_roles WHERE rolname = 'clerk'"):
        hands.in_log("CREATE ROLE clerk LOGIN")
    hands.in_log("GRANT USAGE ON SCHEMA public TO clerk")
    for right in RIGHTS:
        hands.in_log(right)
    return as_user(url, "clerk")


@on_postgres
def test_a_role_that_may_only_select_and_insert_runs_the_log(clerk: str, secret: bytes, clock: Clock) -> None:
    stream, client = uuid4(), uuid4()
    with closing(Keystore(clerk, secret)) as keys, closing(EventLog(clerk, keys, clock, erasures=ERASURES)) as log:
        assert append(log, opened(stream), noted(stream, client)).last_position == 2
        assert [entry.version for entry in log.entries(stream)] == [1, 2]
        keys.destroy(client)


@on_postgres
def test_such_a_role_can_change_nothing_and_make_nothing(clerk: str) -> None:
    for statement in ("UPDATE events SET topic = ''", "DELETE FROM events", "TRUNCATE events", "DROP TABLE events"):
        with psycopg.connect(clerk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)
    with pytest.raises(StoreUnavailable, match="InsufficientPrivilege"):
        migrate(as_user(postgres_address(Path()), "clerk"))


@on_postgres
def test_a_table_that_is_emptied_at_once_is_refused_too(hands: Hands, log: EventLog) -> None:
    append(log, opened(uuid4()))
    with pytest.raises(psycopg.errors.RaiseException, match="never"):
        hands.in_log("TRUNCATE events")


def test_the_keys_may_be_in_another_database(clock: Clock, secret: bytes) -> None:
    record, apart = postgres_address(Path()), postgres_address(Path())
    migrate_log(record)
    migrate_keys(apart)
    stream = uuid4()
    with closing(Keystore(apart, secret)) as keys, closing(EventLog(record, keys, clock)) as log:
        append(log, noted(stream, uuid4(), "a secret"))
        assert log.entries(stream)[0].event.text == "a secret"  # type: ignore[attr-defined]
    with pytest.raises(SchemaMissing):
        Keystore(record, secret)


@on_postgres
def test_settings_of_the_database_do_not_weaken_an_append(url: str, hands: Hands, clock: Clock) -> None:
    (name,) = hands.in_log("SELECT current_database()")[0]
    hands.in_log(f"ALTER DATABASE {name} SET synchronous_commit = off")
    hands.in_log(f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'")
    with closing(recorder_at(url, clock)) as one, closing(recorder_at(url, clock)) as other:
        for expected, recorder in enumerate([one, other, one, other], start=1):
            stream = uuid4()
            assert recorder.append([a_record(stream, 1)], {stream: 0}).first_position == expected
        writing = one._writer._log._connection  # type: ignore[attr-defined]
        assert writing.execute("SHOW synchronous_commit").fetchone() == ("on",)
    hands.in_log(f"ALTER DATABASE {name} RESET ALL")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("postgresql://nobody:hunter2@/postgres?host={socket}", "no such user"),
        ("postgresql://postgres:hunter2@/nothing?host={socket}", "no such database"),
        ("postgresql://postgres:hunter2@/postgres?host=/nowhere", "nothing listens there"),
        ("postgresql://postgres:hunter2@127.0.0.1:1/postgres", "nothing listens there"),
    ],
)
def test_a_server_that_does_not_let_us_in_is_named_without_the_password(
    caplog: pytest.LogCaptureFixture, address: str, why: str
) -> None:
    caplog.set_level(logging.DEBUG)
    socket = pg.server().url().partition("host=")[2]
    url = address.format(socket=socket)
    for attempt in (migrate, lambda url: Keystore(url, bytes(32)), lambda url: recorder_at(url, SteppedClock())):
        with pytest.raises(StoreUnavailable, match=why) as refusal:
            attempt(url)
        assert "hunter2" not in f"{refusal.value!r} {refusal.value.__cause__!r}"
    assert "hunter2" not in caplog.text


@pytest.mark.parametrize("address", ["postgresql://u:hun%ter2@h/d", "postgresql://u@h/d?hunter2=1"])
def test_an_address_that_cannot_be_read_is_refused_without_being_quoted(address: str) -> None:
    with pytest.raises(MalformedAddress) as refusal:
        migrate(address)
    assert "ter2" not in f"{refusal.value!r} {refusal.value.__cause__!r}"


@on_postgres
def test_readers_are_at_work_again_after_a_restart(recorder: LogRecorder) -> None:
    stream = uuid4()
    recorder.append([a_record(stream, 1)], {stream: 0})
    for _ in range(2):
        assert len(recorder.select_events(stream)) == 1
        pg.server().restart_at_once()
    assert recorder.max_notification_id() == 1


@on_postgres
def test_a_reader_cannot_write(recorder: LogRecorder) -> None:
    with pytest.raises(StoreUnavailable, match="ReadOnlySqlTransaction"):
        recorder._readers.run("DELETE FROM receipts")  # type: ignore[attr-defined]
