"""What the history of a message holds. Instants are datetimes in UTC; what was erased reads `[erased]`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from domain.frozen import Frozen
from projections.history.contents import WindowFact


class Inputs(Frozen):
    """What a decision rested on: its reason with the facts, and the version of each stream that it looked at.

    A version of 0 is a stream in which nothing had happened; None one that was not looked at.
    """

    reason: str
    facts: dict[str, Any]
    course_version: int | None
    client_version: int | None
    line_version: int | None
    clinic_version: int


class RuleCited(Frozen):
    """The rule that decided: the version of the clinic's stream that adopted it, and the hash of its content."""

    kind: str
    name: str
    version: int
    sha256: str


class ConsentCited(Frozen):
    """The consent that allowed it: the client's event, and what the client agreed to."""

    client: UUID
    version: int
    medium: str
    purpose: str
    how: str
    wording: str
    given_at: datetime


class Letter(Frozen):
    """What an attempt was to bring, to which address."""

    attempt: int
    channel: str
    to: str
    subject: str
    text: str


class Step(Frozen):
    """One event of a message, as a sentence, with what it cites."""

    position: int
    recorded_at: datetime
    occurred_at: datetime
    actor: str
    actor_id: UUID | None
    topic: str
    sentence: str
    inputs: Inputs | None
    rule: RuleCited | None
    consent: ConsentCited | None
    letter: Letter | None


class MessageHistory(Frozen):
    """Why one message was owed, what was decided when, and what became of it; `summary` says it in a sentence."""

    summary: str
    message: UUID
    course: UUID | None
    client: UUID | None
    position: int
    kind: str
    subject: str
    about: list[UUID]
    medium: str
    purpose: str | None
    stage: str
    state: str
    window: WindowFact
    attempts: int
    reference: str
    status: str
    steps: list[Step]
