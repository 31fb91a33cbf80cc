"""The words that working through is told in."""

from enum import StrEnum
from uuid import UUID

from domain.formulation.values import Stage
from domain.values import Value


class Ending(StrEnum):
    """How a dispute came to an end."""

    RESOLVED = "resolved"
    LET_GO = "let-go"


class Rater(StrEnum):
    """Who rated the client's skills."""

    CLIENT = "client"
    CLINICIAN = "clinician"
    TOGETHER = "together"


class Dispute(Value):
    """A dispute that is worked through: with whom, about what, and the problem area it belongs to, where there is one.

    `person` is somebody of the interpersonal inventory.
    """

    with_whom: str
    about: str
    stage: Stage
    area: UUID | None = None
    person: UUID | None = None


class Progress(Value):
    """How far a dispute has come: its stage, what was said and tried, what both want, what else could be done."""

    stage: Stage
    concerns_expressed: str = ""
    tried: str = ""
    common_goals: str = ""
    options: str = ""


class DisputeEnding(Value):
    """How a dispute ended: a resolution says what it gives each side, a letting go what is left behind."""

    ending: Ending
    for_client: str
    for_other: str = ""
