"""What the stored views give to whoever lists something: one struct a row."""

from typing import Any, Literal
from uuid import UUID

import msgspec

from domain.instant import Instant


class CaseloadRow(msgspec.Struct, frozen=True, kw_only=True):
    """One course with where it stands.

    `protocol` is its name and version in words, `next_session` the start of the next one booked,
    `outcome` how the course was discharged, `last_mood` the last answer on that scale (0 to 10),
    `version` that of the course's stream.
    """

    course: UUID
    client: UUID
    name: str
    clinician: str
    phase: str
    protocol: str
    sessions_agreed: int
    sessions_counted: int
    next_session: Instant | None
    paused: bool
    outcome: str | None
    last_mood: int | None
    version: int


class NeedsPersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the program cannot bring to an end by itself: a message of ours, or one that came in.

    `reason` is a stable code, `facts` what decided it; neither holds personal data.
    """

    id: UUID
    kind: Literal["message", "inbound"]
    course: UUID | None
    client: UUID | None
    since: Instant
    reason: str
    facts: dict[str, Any]
