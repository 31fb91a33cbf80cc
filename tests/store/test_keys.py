import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag

from store.errors import KeyFileRefused, KeyMissing, SchemaMissing, WrongKey
from store.keyfile import create_key_file, read_key_file
from store.keys import Keystore

NONCE = bytes(12)


def test_a_subject_keeps_its_key_across_a_restart(url: str, secret: bytes) -> None:
    client = uuid4()
    with closing(Keystore(url, secret)) as keys:
        key_id, key = keys.key_for(client)
        sealed = key.encrypt(NONCE, b"words", None)
    with closing(Keystore(url, secret)) as keys:
        assert keys.open(key_id).decrypt(NONCE, sealed, None) == b"words"
        assert keys.key_for(client)[0] == key_id


def test_two_subjects_have_two_keys(keystore: Keystore) -> None:
    sealed = keystore.key_for(uuid4())[1].encrypt(NONCE, b"words", None)
    with pytest.raises(InvalidTag):
        keystore.key_for(uuid4())[1].decrypt(NONCE, sealed, None)


def test_many_threads_in_two_processes_mint_one_key(url: str, secret: bytes) -> None:
    client = uuid4()
    stores = [Keystore(url, secret) for _ in range(2)]
    with ThreadPoolExecutor(8) as threads:
        ids = set(threads.map(lambda number: stores[number % 2].key_for(client)[0], range(64)))
    for keys in stores:
        keys.close()
    assert len(ids) == 1


def test_a_destroyed_key_is_gone_from_memory_too(keystore: Keystore) -> None:
    client = uuid4()
    key_id, _ = keystore.key_for(client)
    keystore.open(key_id)
    keystore.destroy(client)
    keystore.destroy(client)
    with pytest.raises(KeyMissing):
        keystore.open(key_id)
    assert keystore.key_for(client)[0] != key_id


def test_a_key_destroyed_by_another_process_can_be_forgotten(url: str, secret: bytes, keystore: Keystore) -> None:
    client = uuid4()
    key_id, _ = keystore.key_for(client)
    with closing(Keystore(url, secret)) as other:
        other.destroy(client)
    keystore.forget(client)
    with pytest.raises(KeyMissing):
        keystore.open(key_id)


def test_only_so_many_keys_are_held_in_memory(url: str, secret: bytes) -> None:
    clients = [uuid4() for _ in range(10)]
    with closing(Keystore(url, secret, capacity=3)) as keys:
        ids = [keys.key_for(client)[0] for client in clients]
        assert len(keys._held) == len(keys._ids) == 3
        assert [keys.key_for(client)[0] for client in clients] == ids


def test_another_key_file_is_refused_before_anything_is_sealed_with_it(url: str, secret: bytes) -> None:
    Keystore(url, secret).close()
    with pytest.raises(WrongKey):
        Keystore(url, bytes(32))


def test_a_key_store_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemaMissing, match="interlude migrate"):
        Keystore(f"sqlite:///{tmp_path}", bytes(32))


def test_a_look_up_id_is_the_same_for_the_same_text_and_key_only(url: str, secret: bytes, keystore: Keystore) -> None:
    number = keystore.index("line", "+447700900123")
    assert number == keystore.index("line", "+447700900123")
    assert number.version == 8
    assert number.variant == "specified in RFC 4122"
    assert number not in {keystore.index("line", "+447700900124"), keystore.index("other", "+447700900123")}


def test_the_border_between_purpose_and_text_counts(keystore: Keystore) -> None:
    assert keystore.digest("ab", b"c") != keystore.digest("a", b"bc")


def test_a_key_file_is_made_for_its_owner_alone_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "key"
    create_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(read_key_file(path)) == 32


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key"
    create_key_file(path)
    before = path.read_bytes()
    with pytest.raises(KeyFileRefused, match="never overwritten"):
        create_key_file(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_key_file_that_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    create_key_file(path)
    path.chmod(mode)
    with pytest.raises(KeyFileRefused, match="chmod 600"):
        read_key_file(path)


@pytest.mark.parametrize("text", [b"", b"c2hvcnQ=", b"not base64!", b"A" * 100])
def test_a_key_file_with_anything_else_in_it_is_refused_without_quoting_it(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(text)
    path.chmod(0o600)
    with pytest.raises(KeyFileRefused, match="expected 32 bytes"):
        read_key_file(path)


def test_a_key_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileRefused, match="cannot be read"):
        read_key_file(tmp_path / "key")
    with pytest.raises(KeyFileRefused, match="cannot be made"):
        create_key_file(tmp_path / "nowhere" / "key")
