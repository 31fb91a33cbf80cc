"""The frozen examples of docs/format.md."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.derive import as_uuid, derived, keyed
from store.record import COLUMNS, Column, leaf_of
from store.seal import place, unseal
from store.tree import root

VECTORS = Path(__file__).parent.parent / "vectors"
INTEGERS = {"position", "version", "recorded_at", "occurred_at", "cause_version"}
TEXTS = {"topic", "actor_kind"}


def vectors(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text())


def typed(name: str, value: str | None) -> Column:
    if value is None:
        return None
    data = bytes.fromhex(value)
    if name in INTEGERS:
        return int.from_bytes(data, "big", signed=True)
    if name in TEXTS:
        return data.decode()
    return data if name == "state" else UUID(bytes=data)


@pytest.mark.parametrize("vector", vectors("leaves"), ids=lambda vector: vector["why"])
def test_a_leaf_is_the_frozen_one(vector: dict[str, Any]) -> None:
    assert tuple(vector["columns"]) == COLUMNS
    row = tuple(typed(name, value) for name, value in vector["columns"].items())
    assert leaf_of(row).hex() == vector["leaf"]


@pytest.mark.parametrize("count", range(9))
def test_the_root_of_so_many_leaves_is_the_frozen_one(count: int) -> None:
    frozen = vectors("roots")
    leaves = [bytes.fromhex(leaf) for leaf in frozen["leaves"][:count]]
    assert root(leaves).hex() == frozen["roots"][count]


def test_a_sealed_state_opens_to_the_frozen_values() -> None:
    frozen = vectors("sealed")
    values = msgspec.msgpack.decode(bytes.fromhex(frozen["state"]))
    bound_to = place(UUID(frozen["stream"]), frozen["version"], frozen["topic"])
    plain = unseal(AESGCM(bytes.fromhex(frozen["key"])), values.pop("personal"), bound_to)
    assert values == frozen["readable"]
    assert plain is not None
    assert msgspec.msgpack.decode(plain) == frozen["sealed"]


def test_a_wrapped_key_opens_to_the_frozen_one() -> None:
    frozen = vectors("keys")
    bound_to = bytes.fromhex(frozen["key_id"] + frozen["subject"])
    wrapping = AESGCM(bytes.fromhex(frozen["key_encryption_key"]))
    assert unseal(wrapping, bytes.fromhex(frozen["wrapped"]), bound_to) == bytes.fromhex(frozen["key"])


def test_what_is_derived_from_the_key_encryption_key_is_frozen() -> None:
    frozen = vectors("keys")
    secret = bytes.fromhex(frozen["key_encryption_key"])
    digest = keyed(derived(secret, "interlude index v1"), frozen["purpose"], frozen["text"].encode())
    assert derived(secret, "interlude key check v1").hex() == frozen["key_check"]
    assert digest.hex() == frozen["keyed"]
    assert str(as_uuid(digest)) == frozen["index"]
