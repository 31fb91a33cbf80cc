"""The port: what the scheduler asks of a channel, and the few answers that a channel can give.

An answer carries the one fact that its caller branches on. Three outcomes of a send are told apart,
since what may follow differs: surely unsent (try again), refused (do not), ambiguous (look for
evidence, never send again blindly).
"""

from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file that goes with an email: its name, MIME type (with parameters) and content."""

    filename: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What the person reads. An SMS has only `text`; an email a subject, and may have HTML and attachments."""

    text: str = field(repr=False)
    subject: str = field(default="", repr=False)
    html: str = field(default="", repr=False)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One attempt to hand one message to a provider.

    `message_id` names the message for ever, `attempt` counts from 1. `to` is an E.164 number or a
    mail address. `valid_until` is the instant after which it must not reach anybody any more.
    `unsubscribe_url` is where a POST unsubscribes the reader of an email (RFC 8058).
    """

    message_id: UUID
    attempt: int
    to: str = field(repr=False)
    content: Content
    now: Instant
    valid_until: Instant | None = None
    unsubscribe_url: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The provider took it; `reference` is its own id for it."""

    reference: str
    status: str = "accepted"


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """Surely not sent: trying again duplicates nothing. `retry_after` in seconds, where the provider said so.

    `code` is the provider's own or a short word of ours, `words` say it plainly; neither holds personal data.
    """

    code: str
    words: str
    retry_after: float | None = None


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The provider will not send it. `opted_out` when the recipient has told the provider to stop."""

    code: str
    words: str
    opted_out: bool = False


@dataclass(frozen=True, kw_only=True)
class Ambiguous:
    """It may have been sent, or not: nobody knows without evidence."""

    code: str
    words: str


Outcome = Accepted | Unsent | Refused | Ambiguous


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What to look for at the provider: a send of this text to this address, begun at `since` or after.

    `known` are the references that other messages of ours already account for: never evidence for this one.
    """

    message_id: UUID
    attempt: int
    to: str = field(repr=False)
    text: str = field(repr=False)
    since: Instant
    known: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, kw_only=True)
class Found:
    """The provider has it, under this reference and in this status."""

    reference: str
    status: str


@dataclass(frozen=True, kw_only=True)
class Absent:
    """The provider was asked and shows nothing of the kind.

    `certain` where its answer proves that nothing was sent, so that sending again duplicates nothing.
    """

    certain: bool = False


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """The provider could not be asked, or its kind keeps no list (SMTP)."""

    words: str


Evidence = Found | Absent | Unknown


class Channel(Protocol):
    """A way to reach a person: one provider of one medium (`sms` or `email`)."""

    name: str
    medium: str

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand one message to the provider, once; never raises for what a provider or network does."""
        ...

    async def look_up(self, sought: Sought) -> Evidence:
        """Ask the provider whether it holds a message whose outcome stayed open."""
        ...

    async def follow(self, reference: str) -> Evidence:
        """Ask in what status an accepted message is by now: not every change of status is called back."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...
