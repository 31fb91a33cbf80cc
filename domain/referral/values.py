"""The words of a referral."""

from enum import StrEnum

from domain.values import Value

ADULT = 18
"""The age in years from which on a client is treated here: adolescents need a protocol of their own (IPT-A)."""


class Form(StrEnum):
    """In which company the therapy would be given."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    COUPLE = "couple"


class Finding(StrEnum):
    """What screening found of something that stands against IPT, or needs care first."""

    NOT_REPORTED = "not-reported"
    PRESENT = "present"
    UNCLEAR = "unclear"


class Suitability(StrEnum):
    """What screening came to."""

    SUITABLE = "suitable"
    UNSUITABLE = "unsuitable"
    MORE_TO_ASK = "more-to-ask"


class Findings(Value):
    """What was asked about (suitability), each with what was found; no sign of it is no proof that it is not there."""

    mania: Finding
    psychosis: Finding
    substance_use: Finding
    acute_risk: Finding


class Stage(StrEnum):
    """How far a referral has come."""

    RECEIVED = "received"
    SCREENED = "screened"
    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
