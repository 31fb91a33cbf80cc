"""What is noted of the ending and of the time after it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.course.values import Mode
from domain.values import Value


class Remission(StrEnum):
    """How remission was reached: it says how well maintenance will hold.

    Monthly IPT suits those who remitted on IPT alone: recurrence 26 %, against 50 % where an SSRI had been
    needed (Frank 2007, PMC3579577).
    """

    IPT_ALONE = "ipt-alone"
    IPT_WITH_MEDICATION = "ipt-with-medication"
    NOT_REACHED = "not-reached"


class Maintenance(StrEnum):
    """What was decided about going on."""

    MAINTENANCE = "maintenance"
    NO_MAINTENANCE = "no-maintenance"
    LATER = "decide-later"


class Missed(StrEnum):
    """Why a follow-up did not take place."""

    NO_CONTACT = "no-contact"
    DECLINED = "declined"
    NOT_WANTED = "not-wanted"


class NamedEnding(Value):
    """That the course will end was said: when the last session is meant to be, and how it was put."""

    ends_on: date
    text: str


class Feelings(Value):
    """What the ending means to the client, and how it was acknowledged."""

    text: str
    acknowledged: str = ""


class GoalReviewed(Value):
    """A goal in the client's words, and how far it was reached."""

    goal: str
    reached: str


class Gains(Value):
    """What was gained, goal by goal, what the client did for it, and what is left to do."""

    gains: list[str]
    goals: list[GoalReviewed] = []
    own_part: str = ""
    left_to_do: str = ""


class Signs(Value):
    """Early-warning signs, in the client's own words."""

    signs: list[str]


class RelapsePlan(Value):
    """What to do when signs return: situations to look out for, steps, who helps, whom to call."""

    steps: list[str]
    situations: list[str] = []
    people: list[str] = []
    services: str = ""
    copy_given: bool = False


class RemissionReached(Value):
    """How remission was reached, in the clinician's judgement."""

    how: Remission
    text: str = ""


class MaintenanceChoice(Value):
    """What was decided about maintenance, how often it would be held, and whether the client agreed."""

    decision: Maintenance
    text: str
    client_agreed: bool
    every_days: int | None = None


class SignsReturned(Value):
    """Early-warning signs that are back, and what was done about them."""

    signs: list[str]
    text: str = ""


class FollowUp(Value):
    """How the client fares some months after discharge; `forms` are the measures that were keyed in for it."""

    mode: Mode
    symptoms: str
    functioning: str
    relationships: str
    network: str
    coping: str
    well_being: str
    forms: list[UUID] = []
    signs_returned: list[str] = []


class MissedFollowUp(Value):
    """Why a follow-up did not take place."""

    why: Missed
    text: str = ""
