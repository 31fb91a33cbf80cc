"""The words in which providers tell how a message fares, in the order in which they can follow each other."""

_ORDER = "accepted scheduled queued sending sent canceled failed undelivered delivered read"
_RANKS = {status: rank for rank, status in enumerate(_ORDER.split())}
"""Each has a rank of its own, so that whatever order they come in, the same one is left in the end."""

DELIVERED = frozenset({"delivered", "read"})
FAILED = frozenset({"failed", "undelivered", "canceled"})


def supersedes(status: str, before: str) -> bool:
    """Tell whether a status that arrives says more than what is known: callbacks come in any order.

    Nothing takes back a delivery; an unknown word never replaces a known one.
    """
    return _RANKS.get(status, -1) > _RANKS.get(before, -1)
