"""One of a hundred clients is erased: nothing of them can be read any more, anywhere; the others read as before."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.erased import ERASED
from store.application import EventLog
from store.backup.erased_ids import erased_ids
from store.keys import Keystore
from store.plan import PERSONAL
from store.seal import place, unseal
from tests.store.adapters import Hands, on_sqlite
from tests.store.archives import back_up, opened, restore_at, same_kind
from tests.store.clients import Clinic, key_of
from tests.store.things import SteppedClock, contents

CLIENTS = 100
NAME, NUMBER, NOTE, TEXT = "Zebulon Quartermain", "+447700900987", "low since the flood", "the roof is gone, 3"
CANARIES = [text.encode() for text in (NAME, NUMBER, NOTE, TEXT)]


@pytest.fixture
def clinic(url: str, keystore: Keystore) -> Iterator[Clinic]:
    with closing(EventLog(url, keystore, SteppedClock())) as log:
        made = Clinic(log, keystore)
        for number in range(CLIENTS - 1):
            made.admit(f"Client {number}", f"+4477009{number:05}", f"note {number}", f"text {number}")
        made.admit(NAME, NUMBER, NOTE, TEXT)
        yield made


def remaining_keys(hands: Hands, secret: bytes) -> list[AESGCM]:
    rows = hands.in_keys("SELECT subject FROM keys")
    subjects = [subject if isinstance(subject, UUID) else UUID(bytes=subject) for (subject,) in rows]
    return [AESGCM(key_of(hands, secret, subject)[1]) for subject in subjects]


def test_no_remaining_key_opens_what_was_sealed_for_the_erased(clinic: Clinic, hands: Hands, secret: bytes) -> None:
    client, inbound = clinic.clients[-1], clinic.inbounds[-1]
    clinic.erase(client)
    keys = remaining_keys(hands, secret)
    assert len(keys) == 2 * (CLIENTS - 1)
    sealed = [record for record in clinic.records() if record.subject in {client, inbound} and record.key_id]
    assert len(sealed) == 4
    for record in sealed:
        personal = msgspec.msgpack.decode(record.state)[PERSONAL]
        bound_to = place(record.originator_id, record.originator_version, record.topic)
        assert not any(unseal(key, personal, bound_to) for key in keys)


def test_the_others_read_as_before_and_the_root_stays(clinic: Clinic) -> None:
    head, root = clinic.log.head(), clinic.log.root()
    others = [*clinic.clients[:-1], *clinic.inbounds[:-1]]
    before = clinic.log.several(others)
    clinic.erase(clinic.clients[-1])
    assert clinic.log.root(head) == root
    assert clinic.log.several(others) == before
    gone = clinic.log.entries(clinic.clients[-1])
    assert gone[0].event.name is ERASED  # type: ignore[attr-defined]
    assert [entry.event.topic for entry in gone][-1] == "client.erased.v1"


@on_sqlite
def test_nothing_of_the_erased_stands_in_any_file(clinic: Clinic, hands: Hands, secret: bytes, tmp_path: Path) -> None:
    keys = [key_of(hands, secret, subject) for subject in (clinic.clients[-1], clinic.inbounds[-1])]
    parts = [part for pair in keys for part in pair]
    wrapped = [pair[0] for pair in keys]
    assert all(part in contents(tmp_path / "var") for part in wrapped), "or the scan would prove nothing"
    clinic.erase(clinic.clients[-1])
    on_disk = contents(tmp_path / "var")
    assert not [part for part in [*parts, *CANARIES] if part in on_disk]
    clinic.log.close()
    clinic.keystore.close()
    on_disk = contents(tmp_path / "var")
    assert not [part for part in [*parts, *CANARIES] if part in on_disk]


def test_a_backup_taken_before_brings_nobody_back(
    clinic: Clinic, hands: Hands, url: str, secret: bytes, tmp_path: Path
) -> None:
    client, inbound = clinic.clients[-1], clinic.inbounds[-1]
    keys = [part for subject in (client, inbound) for part in key_of(hands, secret, subject)]
    path = tmp_path / "before.backup"
    manifest = back_up(url, path)
    before = {entry.position: entry for entry in clinic.log.several([*clinic.clients[:-1], *clinic.inbounds[:-1]])}
    clinic.erase(client)
    target = same_kind(url, tmp_path / "restored")
    done = restore_at(path, target, secret, erased_ids(clinic.log))
    assert done.repeated == [client, inbound]
    with opened(target, secret) as (log, _):
        assert log.root(manifest.position).hex() == manifest.events.root
        after = {entry.position: entry for entry in log.several([*clinic.clients[:-1], *clinic.inbounds[:-1]])}
        assert after == before
        assert log.entries(client)[0].event.name is ERASED  # type: ignore[attr-defined]
        assert log.entries(inbound)[0].event.text is ERASED  # type: ignore[attr-defined]
        assert log.entries(inbound)[-1].event.topic == "inbound.erased.v1"
    assert not [canary for canary in CANARIES if canary in path.read_bytes()]
    if target.startswith("sqlite"):
        on_disk = contents(tmp_path / "restored" / "var")
        assert not [part for part in [*keys, *CANARIES] if part in on_disk]
