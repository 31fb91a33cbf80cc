"""The file of the key-encryption key: 32 random bytes in base64, readable by its owner alone."""

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path

from store.errors import KeyFileRefused

SIZE = 32
"""Bytes of the key."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def create_key_file(path: Path) -> None:
    """Write a new key, durably, with mode 0600.

    Raises:
        KeyFileRefused: there is such a file: overwriting it would lose every key that it wraps.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFileRefused(path=path, why="exists already, and is never overwritten") from None
    except OSError as fault:
        raise KeyFileRefused(path=path, why=f"cannot be made: {fault.strerror}") from fault
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(SIZE)) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_key_file(path: Path) -> bytes:
    """Return the 32 bytes of the key.

    Raises:
        KeyFileRefused: it is absent, open to others, or no 32 bytes in base64.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read(1024)
    except OSError as fault:
        raise KeyFileRefused(path=path, why=f"cannot be read: {fault.strerror}") from fault
    if mode & _OTHERS:
        raise KeyFileRefused(path=path, why="is open to others; run `chmod 600` on it")
    return _decoded(text, path)


def _decoded(text: bytes, path: Path) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != SIZE:
        raise KeyFileRefused(path=path, why=f"expected {SIZE} bytes in base64")
    return key
