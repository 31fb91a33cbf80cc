"""How far a message has come, in our words and in an order that callbacks can be merged by.

Twilio calls back in any order and more than once, so what counts is the furthest status heard of,
never the last. Source: Twilio, Messages resource, "Message status values".
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """A status in words, how far along it is, and whether Twilio will say nothing more."""

    words: str
    rank: int
    final: bool


UNKNOWN = Standing("unknown", -1, final=False)

# A delivery outranks every failure: a handset's report may follow a carrier's that gave up too early.
STANDINGS = {
    "scheduled": Standing("accepted", 0, final=False),
    "accepted": Standing("accepted", 0, final=False),
    "queued": Standing("queued", 1, final=False),
    "sending": Standing("sending", 2, final=False),
    "sent": Standing("sent", 3, final=False),
    "canceled": Standing("withdrawn", 4, final=True),
    "failed": Standing("failed", 4, final=True),
    "undelivered": Standing("not delivered", 5, final=True),
    "partially_delivered": Standing("partly delivered", 6, final=True),
    "delivered": Standing("delivered", 7, final=True),
    "read": Standing("read", 8, final=True),
}
"""By the name that Twilio gives it."""

_BY_WORDS = {standing.words: standing for standing in STANDINGS.values()}


def words(status: str) -> str:
    """Return Twilio's name of a status in our words; `unknown` for one that we do not know."""
    return STANDINGS.get(status, UNKNOWN).words


def rank(status: str) -> int:
    """Return how far along a status (in our words) is: a higher one is never replaced by a lower."""
    return _BY_WORDS.get(status, UNKNOWN).rank


def final(status: str) -> bool:
    """Say whether a status (in our words) is one after which nothing more is to be asked."""
    return _BY_WORDS.get(status, UNKNOWN).final


def furthest(known: str, heard: str) -> str:
    """Return the further of two statuses; what is known stays when both are as far."""
    return heard if rank(heard) > rank(known) else known
