"""What an archive says of itself: up to where it reaches, when it was taken, and a count and a root of each part."""

import msgspec

from domain.instant import Instant

FORMAT = 1


class Counted(msgspec.Struct, frozen=True):
    """One part: how many rows, and the root over their leaves (RFC 6962, hexadecimal)."""

    rows: int
    root: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The manifest.

    `program` and `schema` are the versions of the program and of the log that it was taken from;
    `position` is the last of the log that is in it, recorded at `recorded_at`; the root of `events` is
    that of the log up to there, and can be compared with a checkpoint that was exported.
    """

    format: int = FORMAT
    program: str
    schema: int
    taken_at: Instant
    position: int
    recorded_at: Instant
    events: Counted
    receipts: Counted
    keys: Counted
