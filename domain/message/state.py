"""The message as its events make it."""

from enum import StrEnum
from uuid import UUID

import msgspec

from domain.event import Entry
from domain.fold import Rules
from domain.instant import Instant
from domain.message import events
from domain.message.status import DELIVERED
from domain.message.values import Obligation, Reason


class Stage(StrEnum):
    """How far a message has come."""

    OWED = "owed"
    HELD = "held"
    DISPATCHING = "dispatching"
    AMBIGUOUS = "ambiguous"
    RECONCILING = "reconciling"
    UNSENT = "unsent"
    SENT = "sent"
    REFUSED = "refused"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    NEEDS_PERSON = "needs-person"


IN_FLIGHT = frozenset({Stage.DISPATCHING, Stage.AMBIGUOUS, Stage.RECONCILING})
OPEN = frozenset({Stage.OWED, Stage.HELD, Stage.UNSENT})
DECIDED = frozenset({Stage.SENT, Stage.REFUSED, Stage.SKIPPED, Stage.EXPIRED, Stage.NEEDS_PERSON})


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Where one message stands.

    `wake_at` is when the program next has to do something about it, in the stages where it has; `written_at`
    when it was first put into words since it is owed: what is sent again bears the same date.
    """

    id: UUID
    version: int
    obligation: Obligation
    course: UUID | None
    subject: UUID | None
    stage: Stage
    wake_at: Instant = Instant(0)
    attempt: int = 0
    owner: UUID | None = None
    claimed_at: Instant = Instant(0)
    written_at: Instant | None = None
    settles_at: Instant = Instant(0)
    to: str = ""
    text: str = ""
    reference: str = ""
    status: str = ""
    reason: Reason | None = None
    retries: int = 0


change = msgspec.structs.replace


def _owed(message: Message | None, event: events.Owed, entry: Entry) -> Message:
    obligation = Obligation(
        message=entry.stream,
        course=entry.course,
        kind=event.kind,
        occurrence=event.occurrence,
        medium=event.medium,
        purpose=event.purpose,
        client=event.client,
        about=event.about,
        wording=event.wording,
        window=event.window,
        because=event.because,
        details=event.details,
    )
    if message is not None:
        return change(
            message, version=entry.version, stage=Stage.OWED, obligation=obligation, retries=0, written_at=None
        )
    return Message(
        id=entry.stream,
        version=entry.version,
        obligation=obligation,
        course=entry.course,
        subject=entry.subject,
        stage=Stage.OWED,
        wake_at=event.window.not_before,
    )


def _held(message: Message, event: events.Held, entry: Entry) -> Message:
    return change(message, version=entry.version, stage=Stage.HELD, wake_at=event.until, reason=event.reason)


_ENDS = {
    events.Skipped: Stage.SKIPPED,
    events.Expired: Stage.EXPIRED,
    events.Superseded: Stage.SUPERSEDED,
    events.NeedsPerson: Stage.NEEDS_PERSON,
}


def _ended(
    message: Message, event: events.Skipped | events.Expired | events.Superseded | events.NeedsPerson, entry: Entry
) -> Message:
    return change(message, version=entry.version, stage=_ENDS[type(event)], reason=event.reason)


def _dispatching(message: Message, event: events.Dispatching, entry: Entry) -> Message:
    return change(
        message,
        version=entry.version,
        stage=Stage.DISPATCHING,
        attempt=event.attempt,
        owner=event.owner,
        wake_at=event.deadline,
        claimed_at=entry.occurred_at,
        status="",
        written_at=entry.occurred_at if message.written_at is None else message.written_at,
        to=event.to,
        text=event.text,
        reason=event.reason,
    )


def _sent(message: Message, event: events.Sent, entry: Entry) -> Message:
    return change(message, version=entry.version, stage=Stage.SENT, reference=event.reference)


def _unsent(message: Message, event: events.Unsent, entry: Entry) -> Message:
    reason = Reason(code="unsent", facts={"code": event.code, "words": event.words})
    return change(
        message,
        version=entry.version,
        stage=Stage.UNSENT,
        wake_at=event.retry_at,
        retries=message.retries + 1,
        reason=reason,
    )


def _refused(message: Message, event: events.Refused, entry: Entry) -> Message:
    reason = Reason(code="refused", facts={"code": event.code, "words": event.words})
    return change(message, version=entry.version, stage=Stage.REFUSED, reason=reason)


def _ambiguous(message: Message, event: events.Ambiguous, entry: Entry) -> Message:
    return change(message, version=entry.version, stage=Stage.AMBIGUOUS, wake_at=event.look_at)


def _reconciling(message: Message, event: events.Reconciling, entry: Entry) -> Message:
    return change(
        message,
        version=entry.version,
        stage=Stage.RECONCILING,
        owner=event.owner,
        wake_at=event.deadline,
        settles_at=event.settles_at,
    )


def _missing(message: Message, event: events.EvidenceMissing, entry: Entry) -> Message:
    return change(message, version=entry.version, stage=Stage.RECONCILING, wake_at=event.look_at)


def _status(message: Message, event: events.StatusReported, entry: Entry) -> Message:
    arrived = event.status in DELIVERED and message.stage is Stage.NEEDS_PERSON
    stage = Stage.SENT if arrived else message.stage
    return change(message, version=entry.version, status=event.status, stage=stage)


RULES: Rules = {
    events.Owed: _owed,
    events.Held: _held,
    events.Skipped: _ended,
    events.Expired: _ended,
    events.Superseded: _ended,
    events.NeedsPerson: _ended,
    events.Dispatching: _dispatching,
    events.Sent: _sent,
    events.Unsent: _unsent,
    events.Refused: _refused,
    events.Ambiguous: _ambiguous,
    events.Reconciling: _reconciling,
    events.EvidenceMissing: _missing,
    events.StatusReported: _status,
}
