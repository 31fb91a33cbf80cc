"""Sealing: AES-256-GCM bound to the place of an event, so that no sealed part opens in another row."""

import os
import struct
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
"""Bytes of the random nonce that stands before ciphertext and tag."""

_VERSION = struct.Struct(">q")


def place(stream: UUID, version: int, topic: str) -> bytes:
    """Return the associated data of an event: stream (16 bytes), version (int64, big-endian), stored topic (UTF-8)."""
    return stream.bytes + _VERSION.pack(version) + topic.encode()


def seal(key: AESGCM, plain: bytes, bound_to: bytes) -> bytes:
    """Return nonce || ciphertext || tag.

    Nonces are random: one key seals a few thousand events of one person, far from 2**32.
    """
    nonce = os.urandom(NONCE)
    return nonce + key.encrypt(nonce, plain, bound_to)


def unseal(key: AESGCM, sealed: bytes, bound_to: bytes) -> bytes | None:
    """Return what was sealed, or None if it was not sealed with this key for this place."""
    try:
        return key.decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
    except (InvalidTag, ValueError):
        return None
