"""The words that a course is told in."""

from datetime import time
from enum import StrEnum
from uuid import UUID

from domain.values import Value, Wall


class Mode(StrEnum):
    """How a session is held."""

    ROOM = "room"
    PHONE = "phone"
    VIDEO = "video"


class Attendance(StrEnum):
    """How a session was attended (NHS Data Dictionary, ATTENDED OR DID NOT ATTEND CODE, in words)."""

    ON_TIME = "on-time"
    LATE_SEEN = "late-seen"
    LATE_NOT_SEEN = "late-not-seen"
    DID_NOT_ATTEND = "did-not-attend"


class Party(StrEnum):
    """Who brought something about."""

    CLIENT = "client"
    CLINIC = "clinic"


class Outcome(StrEnum):
    """How a course was discharged."""

    COMPLETED = "completed"
    COMPLETED_EARLY = "completed-early"
    DROPPED_OUT = "dropped-out"
    LOST_CONTACT = "lost-contact"
    DECLINED = "declined"
    UNSUITABLE = "unsuitable"
    NEVER_ATTENDED = "never-attended"
    ENDED_BY_CLINIC = "ended-by-clinic"
    REFERRED_ON = "referred-on"
    TRANSFERRED = "transferred"
    DIED = "died"


class PlanPart(StrEnum):
    """What a change of the plan is about."""

    FOCUS = "focus"
    TECHNIQUE = "technique"
    GOAL = "goal"
    FREQUENCY = "frequency"
    SESSION_NUMBER = "session-number"
    SESSION_LENGTH = "session-length"


class Place(Value):
    """Where a session is held: by which mode, and the room, number or secret link."""

    mode: Mode
    where: str = ""
    clinician: str = ""


class Wish(Value):
    """When a session is wanted; without `minutes` it lasts as long as the sessions of its course."""

    starts: Wall
    minutes: int | None = None


class Slot(Wish):
    """When a session starts, and for how many minutes."""

    minutes: int = 50


class CheckInPlan(Value):
    """When the client chose to be asked: weekday (0 is Monday) and time on the client's own clock; and what about."""

    weekday: int
    at: time
    items: list[str]


class Deviation(Value):
    """A fact that the protocol did not foresee: what differs, in words, and the reason that was given."""

    what: str
    reason: str


class CheckInAnswer(Value):
    """One answer of a check-in: the item, the number read from it, the client's own words, and where they stand."""

    item: str
    value: int
    text: str
    inbound: UUID
    rules: str
