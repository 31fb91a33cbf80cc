"""What a message is about, and when it may go."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from domain.client.contact import Medium, Purpose
from domain.course.values import Mode
from domain.instant import Instant
from domain.values import Value, Wall


class Kind(StrEnum):
    """The slots that a message can fill. A kind never names hours: settings may change them."""

    NOTICE = "session-notice"
    REMINDER = "session-reminder"
    LAST_REMINDER = "session-reminder-last"
    QUESTION = "check-in-question"
    THANKS = "check-in-thanks"
    OPT_OUT_CONFIRMED = "opt-out-confirmed"
    OPT_IN_CONFIRMED = "opt-in-confirmed"
    HELP = "help"


REPLIES = frozenset({Kind.THANKS, Kind.OPT_OUT_CONFIRMED, Kind.OPT_IN_CONFIRMED, Kind.HELP})
"""Answers to what the client has just sent: outside quiet hours and the daily cap."""


class Window(Value):
    """When a message may go.

    `ideal` is where the policy would have it; `not_before` where quiet and safe hours put it; until
    `on_time_until` it goes without more ado; from `expires` on nobody has any use for it.
    """

    ideal: Instant
    not_before: Instant
    on_time_until: Instant
    expires: Instant


class Reason(Value):
    """Why something was decided: a stable code, and the facts that decided it (never personal ones)."""

    code: str
    facts: dict[str, Any] = {}


class Appointment(Value):
    """What a message says of a session: its slot and place, and whether it is `booked`, `moved` or `cancelled`."""

    session: UUID
    sequence: int
    status: str
    starts: Wall
    minutes: int
    mode: Mode
    where: str = ""
    was: Wall | None = None


class Details(Value):
    """What fills the wording of a message; personal, and so always sealed.

    `to` is set for a reply to a line that may belong to nobody whom the clinic knows.
    """

    appointments: list[Appointment] = []
    to: str = ""


class Obligation(Value):
    """One message that is owed: what about, to whom, by which medium, for which purpose, and when.

    `about` are the sessions that it speaks of; `wording` names its text.
    """

    message: UUID
    kind: Kind
    occurrence: str
    medium: Medium
    purpose: Purpose | None
    course: UUID | None
    client: UUID | None
    about: list[UUID]
    wording: str
    window: Window
    because: Reason
    details: Details = Details()
