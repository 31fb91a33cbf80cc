"""The words in which providers tell how a message fares, in the order in which they can follow each other."""

_RANKS = {
    "accepted": 0,
    "scheduled": 0,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    "canceled": 4,
    "failed": 4,
    "undelivered": 4,
    "delivered": 5,
    "read": 6,
}
DELIVERED = frozenset({"delivered", "read"})
FAILED = frozenset({"failed", "undelivered", "canceled"})


def supersedes(status: str, before: str) -> bool:
    """Tell whether a status that arrives says more than what is known: callbacks come in any order.

    Nothing takes back a delivery; an unknown word never replaces a known one.
    """
    return _RANKS.get(status, -1) > _RANKS.get(before, -1)
