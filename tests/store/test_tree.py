from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from store.tree import root


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


@given(st.integers(0, 300))
def test_the_root_is_the_one_of_the_definition(count: int) -> None:
    leaves = [sha256(bytes([number % 256, number // 256])).digest() for number in range(count)]
    assert root(leaves) == by_definition(leaves)


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=2, unique=True), st.data())
def test_two_leaves_that_change_places_change_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    first, second = data.draw(st.lists(st.integers(0, len(leaves) - 1), min_size=2, max_size=2, unique=True))
    swapped = list(leaves)
    swapped[first], swapped[second] = leaves[second], leaves[first]
    assert root(swapped) != root(leaves)
