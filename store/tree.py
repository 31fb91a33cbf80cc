"""The Merkle tree hash of RFC 6962 over the leaves of the log."""

from collections.abc import Iterable
from hashlib import sha256

NODE = b"\x01"


class Tree:
    """A tree that grows leaf by leaf.

    Keeps one hash for each full subtree so far, as the binary digits of the count, so that a log of
    any length needs a few dozen hashes of memory.
    """

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Take in the next leaf hash (32 bytes)."""
        node = leaf
        full = self.size
        while full & 1:
            node = _parent(self._peaks.pop(), node)
            full >>= 1
        self._peaks.append(node)
        self.size += 1

    def root(self) -> bytes:
        """Return the root over the leaves so far; SHA-256 of nothing if there are none."""
        if not self._peaks:
            return sha256(b"").digest()
        node = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            node = _parent(peak, node)
        return node


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes in the order of the log."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def _parent(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()
