"""What is derived from the key-encryption key: keyed hashes that nobody without it can try out."""

import hmac
import struct
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LENGTH = struct.Struct(">I")


def derived(secret: bytes, purpose: str) -> bytes:
    """Return 32 bytes of HKDF-SHA256 from a secret, without salt, with `purpose` as its info."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def keyed(secret: bytes, purpose: str, data: bytes) -> bytes:
    """Return HMAC-SHA256 of a purpose (uint32 length + UTF-8) and data: 32 bytes."""
    name = purpose.encode()
    return hmac.digest(secret, _LENGTH.pack(len(name)) + name + data, sha256)


def as_uuid(digest: bytes) -> UUID:
    """Return the first 16 bytes of a digest as a UUID of version 8 (RFC 9562: bits of our own making)."""
    number = int.from_bytes(digest[:16])
    number = number & ~(0xF << 76) | (8 << 76)
    number = number & ~(0b11 << 62) | (0b10 << 62)
    return UUID(int=number)
