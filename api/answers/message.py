"""The messages of a course as the API lists them: what, when and how far, never the words."""

from uuid import UUID

import msgspec

from api.answers.moments import Moment
from domain.client.contact import Medium, Purpose
from domain.instant import moment
from domain.message.state import Message, Stage
from domain.message.values import Kind, Reason


class MessageAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One message that something was decided about.

    It may go from `not_before`, and nobody has any use for it from `expires` on. `reason` is why it stands
    as it does, `status` what the provider told of it.
    """

    id: UUID
    kind: Kind
    medium: Medium
    purpose: Purpose | None
    sessions: list[UUID]
    not_before: Moment
    expires: Moment
    stage: Stage
    reason: Reason | None
    attempts: int
    status: str


class Messages(msgspec.Struct, frozen=True):
    """The messages of a course in the order in which they may go."""

    items: list[MessageAnswer]


def message_answer(message: Message) -> MessageAnswer:
    """Return a message as an answer."""
    owed = message.obligation
    return MessageAnswer(
        id=message.id,
        kind=owed.kind,
        medium=owed.medium,
        purpose=owed.purpose,
        sessions=owed.about,
        not_before=moment(owed.window.not_before),
        expires=moment(owed.window.expires),
        stage=message.stage,
        reason=message.reason,
        attempts=message.attempt,
        status=message.status,
    )
