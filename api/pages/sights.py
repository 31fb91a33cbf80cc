"""What the demo's desk shows: plain facts, which the pages put into words and form."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What falls due next, and when: each thing in words, and how many more there are."""

    at: Instant
    what: list[str] = field(repr=False)
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class CourseLine:
    """One line of the caseload. `standing` says that it is paused, or how it was discharged; else it is empty."""

    course: UUID
    name: str = field(repr=False)
    zone: str
    clinician: str
    phase: str
    counted: int
    agreed: int
    next_session: Instant | None
    last_mood: int | None
    standing: str
    discharged: bool


@dataclass(frozen=True, kw_only=True)
class ReferralLine:
    """A referral that has no course yet: how far it has come, and since when."""

    name: str = field(repr=False)
    source: str = field(repr=False)
    received_on: date
    stage: str
    since: date


@dataclass(frozen=True, kw_only=True)
class FollowUpLine:
    """A follow-up after a discharge: how many months after it, in which days it is due, and how it stands."""

    course: UUID
    name: str = field(repr=False)
    month: int
    due_on: date
    until: date
    standing: str


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """Something that needs a person: what, why, and what it is about where that is known."""

    id: UUID
    kind: str
    name: str = field(repr=False)
    course: UUID | None
    medium: str
    line: UUID | None
    since: Instant
    why: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class ThreadLine:
    """One phone or mailbox, with the last that went over it."""

    medium: str
    line: UUID
    names: list[str] = field(repr=False)
    at: Instant
    last: str = field(repr=False)
    inbound: bool


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """A file that came with an email."""

    filename: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Bubble:
    """One message on a phone or in a mailbox.

    `message` is ours, where one is; `fate` says what became of a message from the client.
    """

    number: int
    inbound: bool
    at: Instant
    text: str = field(repr=False)
    subject: str = field(default="", repr=False)
    files: tuple[FileLine, ...] = ()
    message: UUID | None = None
    fate: str = ""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A client who uses a phone or mailbox, and the course, if there is one."""

    name: str = field(repr=False)
    zone: str
    course: UUID | None


@dataclass(frozen=True, kw_only=True)
class Phone:
    """One phone or mailbox, oldest message first."""

    medium: str
    line: UUID
    address: str = field(repr=False)
    holders: list[Holder]
    opted_out: bool
    bubbles: list[Bubble]


@dataclass(frozen=True, kw_only=True)
class Start:
    """Where a newcomer begins: with whose check-in, in which course, on which phone.

    It was `asked` already, and is open until `at`; or it is due then.
    """

    name: str = field(repr=False)
    at: Instant
    asked: bool
    course: UUID
    line: UUID


@dataclass(frozen=True, kw_only=True)
class Home:
    """The demo's front page."""

    coming: Coming | None
    start: Start | None
    caseload: list[CourseLine]
    referrals: list[ReferralLine]
    follow_ups: list[FollowUpLine]
    waiting: list[WaitingLine]
    latest: list[ThreadLine]


@dataclass(frozen=True, kw_only=True)
class State:
    """The demo's time, when something is due next, and how much needs a person."""

    now: Instant
    due: Instant | None
    needs_person: int
