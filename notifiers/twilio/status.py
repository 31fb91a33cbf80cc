"""How far a message has come: the statuses that leave this folder, in an order that callbacks can be merged by.

Twilio calls back in any order and more than once, so what counts is the furthest status heard of,
never the last. Source: Twilio, Messages resource, "Message status values".
"""

UNKNOWN = "unknown"

# A delivery outranks every failure: a handset's report may follow a carrier's that gave up too early.
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
_FINAL = frozenset({"canceled", "failed", "undelivered", "delivered", "read"})

_ALIASES = {"partially_delivered": "sent"}
"""A part that arrived is no delivery: it is waited for, or looked into, like any message that was only sent."""


def status_word(told: str) -> str:
    """Return the word for what Twilio told; `unknown` for a status that it has added since."""
    word = _ALIASES.get(told, told)
    return word if word in _RANKS else UNKNOWN


def rank(status: str) -> int:
    """Return how far along a status is: a higher one is never replaced by a lower; -1 for `unknown`."""
    return _RANKS.get(status, -1)


def final(status: str) -> bool:
    """Say whether a status is one after which nothing more is to be asked (`read` may still follow `delivered`)."""
    return status in _FINAL


def furthest(known: str, heard: str) -> str:
    """Return the further of two statuses; what is known stays when both are as far."""
    return heard if rank(heard) > rank(known) else known
