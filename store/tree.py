"""The Merkle tree hash of RFC 6962 over the leaves of the log."""

from collections.abc import Iterable
from hashlib import sha256

NODE = b"\x01"


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes (32 bytes each) in the order of the log; SHA-256 of nothing if there are none.

    Keeps one hash for each full subtree so far, as the binary digits of the count, so that a log of
    any length needs a few dozen hashes of memory.
    """
    peaks: list[bytes] = []
    for count, leaf in enumerate(leaves):
        node = leaf
        full = count
        while full & 1:
            node = _parent(peaks.pop(), node)
            full >>= 1
        peaks.append(node)
    return _join(peaks)


def _join(peaks: list[bytes]) -> bytes:
    if not peaks:
        return sha256(b"").digest()
    node = peaks[-1]
    for peak in reversed(peaks[:-1]):
        node = _parent(peak, node)
    return node


def _parent(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()
