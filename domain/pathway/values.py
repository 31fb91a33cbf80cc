"""The words of the pathway."""

from enum import StrEnum
from uuid import UUID

from domain.values import Value


class Link(StrEnum):
    """Why a course follows another of the same client."""

    MAINTENANCE = "maintenance"
    RELAPSE = "relapse"


class Pathway(Value):
    """How a course came here and where it goes on.

    `held` while it was brought in from elsewhere and not released: nothing is owed. `staff` is the member of
    staff who gives the therapy, where known by id. `follows` is the course before it, `continued_by` those after.
    """

    held: bool = False
    staff: UUID | None = None
    follows: UUID | None = None
    link: Link | None = None
    continued_by: tuple[UUID, ...] = ()
