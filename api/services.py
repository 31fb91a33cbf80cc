"""What the outer ring is given by whoever starts it: the log's executor, the views, and a few functions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import msgspec

from domain.instant import Clock
from projections.day_lists import DayLists
from projections.rows import CaseloadRow, NeedsPersonRow
from store.execute import Executor


class Views(Protocol):
    """What the routes ask of the stored projections. Every call may block; the app makes it in a thread."""

    def wait_for(self, position: int, timeout: float) -> bool:
        """Wait until the views have taken in this position, `timeout` seconds at most; return whether they have."""
        ...

    def caseload(self, after: UUID | None, limit: int) -> list[CaseloadRow]:
        """Return up to `limit` courses after that course, in a fixed order; from the first without one."""
        ...

    def needs_person(self, after: UUID | None, limit: int) -> list[NeedsPersonRow]:
        """Return up to `limit` things that wait for a person after that one; from the first without one."""
        ...

    def clients_at(self, line: UUID) -> list[UUID]:
        """Return the clients who use a line."""
        ...


class TwilioAccount(Protocol):
    """What tells a webhook of Twilio's from a forgery; `notifiers.twilio.account.TwilioAccount` is one.

    Either `from_number` (E.164) or `messaging_service_sid` says that a message was sent to us.
    """

    @property
    def account_sid(self) -> str:
        """The account."""
        ...

    @property
    def auth_token(self) -> str:
        """The secret that Twilio signs with."""
        ...

    @property
    def from_number(self) -> str:
        """Our number; empty where a messaging service stands for it."""
        ...

    @property
    def messaging_service_sid(self) -> str:
        """Our messaging service; empty where a number stands for it."""
        ...


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How the process fares.

    `ready` says whether it should be given work. `behind` holds for each follower of the log the
    positions that it has yet to take in; `pump_overdue_seconds` is None where this process runs no pump.
    """

    ready: bool
    database: bool
    behind: dict[str, int] = {}
    pump_overdue_seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class Services:
    """All that the app works with.

    `digest(purpose, data)` is a keyed hash (`Keystore.digest`). `history(course, position)` is the case
    file as known at a position (the head without one), `why(message)` a message's history, both ready
    for JSON; they raise NotFound. `public_url` is the origin under which Twilio reaches us; without
    `twilio` its webhooks answer nobody. `health_patience` is how many seconds `health` may take.
    """

    executor: Executor
    clock: Clock
    views: Views
    day: DayLists
    digest: Callable[[str, bytes], bytes]
    history: Callable[[UUID, int | None], dict[str, Any]]
    why: Callable[[UUID], dict[str, Any]]
    health: Callable[[], Health]
    public_url: str
    twilio: TwilioAccount | None = None
    health_patience: float = 3.0
