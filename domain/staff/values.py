"""The words in which staff are spoken of."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.values import Value


class Role(StrEnum):
    """What somebody does at the clinic."""

    CLINICIAN = "clinician"
    SUPERVISOR = "supervisor"
    FRONT_DESK = "front-desk"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Absence(Value):
    """From which day to which day, both included, somebody is away, and who covers."""

    id: UUID
    first_on: date
    last_on: date
    covered_by: UUID | None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the absence."""
        return self.first_on <= day <= self.last_on
