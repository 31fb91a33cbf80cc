"""On which conditions a command is carried out: once for its key, and only on the version that was read."""

import re
from dataclasses import dataclass

from litestar.datastructures import Headers

from api.errors import IdempotencyKeyNeeded, VersionDiffers

WAIT_SECONDS = 2.0
LONGEST_WAIT = 10.0

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_WAIT = re.compile(r"wait=([0-9]{1,4})")


@dataclass(frozen=True, kw_only=True)
class Conditions:
    """What the headers of a command ask for.

    `key` may be empty on a PUT; `versions` are the tags of If-Match, or None without one; `wait` is how
    long the answer may wait for the views to have seen it, in seconds.
    """

    key: str
    versions: frozenset[str] | None
    wait: float

    def hold(self, version: int) -> None:
        """Compare If-Match with the version of what is to be changed.

        Raises:
            VersionDiffers: it names others.
        """
        if self.versions is not None and not self.versions & {"*", etag(version)}:
            raise VersionDiffers


def etag(version: int) -> str:
    """Return the ETag of a version of a stream."""
    return f'"{version}"'


def conditions(headers: Headers, *, key_needed: bool) -> Conditions:
    """Return what Idempotency-Key, If-Match and Prefer (RFC 7240, `wait`) ask for.

    Raises:
        IdempotencyKeyNeeded: the key is missing, too long, or has other than visible ASCII characters.
    """
    key = headers.get("idempotency-key", "")
    if (key or key_needed) and not _KEY.fullmatch(key):
        raise IdempotencyKeyNeeded
    match = headers.get("if-match")
    versions = None if match is None else frozenset(tag.strip() for tag in match.split(","))
    return Conditions(key=key, versions=versions, wait=_wait(headers.get("prefer", "")))


def _wait(prefer: str) -> float:
    wished = _WAIT.search(prefer)
    return WAIT_SECONDS if wished is None else min(float(wished[1]), LONGEST_WAIT)
