"""What happens to a message."""

from uuid import UUID

from domain.client.contact import Medium, Purpose
from domain.event import Cause, Event, recorded
from domain.instant import Instant
from domain.message.values import Details, Kind, Reason, Window


@recorded(
    "message.owed.v1",
    readable={
        "kind",
        "occurrence",
        "medium",
        "purpose",
        "client",
        "about",
        "wording",
        "window",
        "because",
        "rule",
    },
)
class Owed(Event):
    """The message is due to the client, by this rule and for this reason; written with the first decision on it."""

    kind: Kind
    occurrence: str
    medium: Medium
    purpose: Purpose | None
    client: UUID | None
    about: list[UUID]
    wording: str
    window: Window
    because: Reason
    rule: Cause
    details: Details


@recorded("message.held.v1", readable={"until", "reason", "rule"})
class Held(Event):
    """It waits until a later instant."""

    until: Instant
    reason: Reason
    rule: Cause


@recorded("message.skipped.v1", readable={"reason", "rule"})
class Skipped(Event):
    """It was decided not to send it."""

    reason: Reason
    rule: Cause


@recorded("message.expired.v1", readable={"reason", "rule"})
class Expired(Event):
    """Its time passed before it could be sent."""

    reason: Reason
    rule: Cause


@recorded("message.superseded.v1", readable={"reason"})
class Superseded(Event):
    """What it was about has changed, so that it must not go."""

    reason: Reason


@recorded(
    "message.dispatching.v1",
    readable={"attempt", "owner", "deadline", "channel", "medium", "line", "consent", "rule", "reason"},
)
class Dispatching(Event):
    """An attempt was claimed, before anything is sent: by whom, until when, over what, allowed by which consent.

    `line` is the keyed hash of the address; the address and the content themselves are sealed.
    """

    attempt: int
    owner: UUID
    deadline: Instant
    channel: str
    medium: Medium
    line: UUID
    consent: Cause | None
    rule: Cause
    reason: Reason
    to: str
    subject: str
    text: str


@recorded("message.sent.v1", readable={"attempt", "reference", "evidence"})
class Sent(Event):
    """The provider has it, under its own `reference`; `evidence` says whether it answered so or was asked."""

    attempt: int
    reference: str
    evidence: str


@recorded("message.unsent.v1", readable={"attempt", "code", "words", "retry_at"})
class Unsent(Event):
    """The attempt surely reached nobody; it is tried again at an instant, if that is any use."""

    attempt: int
    code: str
    words: str
    retry_at: Instant


@recorded("message.refused.v1", readable={"attempt", "code", "words"})
class Refused(Event):
    """The provider will not send it."""

    attempt: int
    code: str
    words: str


@recorded("message.ambiguous.v1", readable={"attempt", "code", "words", "look_at"})
class Ambiguous(Event):
    """Nobody knows whether the attempt reached anybody; evidence is looked for at an instant."""

    attempt: int
    code: str
    words: str
    look_at: Instant


@recorded("message.reconciling.v1", readable={"attempt", "owner", "deadline", "settles_at"})
class Reconciling(Event):
    """Somebody else took over an attempt whose outcome stayed open, and asks the provider."""

    attempt: int
    owner: UUID
    deadline: Instant
    settles_at: Instant


@recorded("message.evidence_missing.v1", readable={"attempt", "words", "look_at"})
class EvidenceMissing(Event):
    """The provider was asked and could not show the message; it is asked again at an instant."""

    attempt: int
    words: str
    look_at: Instant


@recorded("message.needs_person.v1", readable={"attempt", "reason"})
class NeedsPerson(Event):
    """The program cannot bring it to an end by itself: a person must."""

    attempt: int
    reason: Reason


@recorded("message.status_reported.v1", readable={"attempt", "status", "code", "words"})
class StatusReported(Event):
    """The provider told how the message fared on its way."""

    attempt: int
    status: str
    code: str
    words: str
