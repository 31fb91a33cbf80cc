"""What can be asked of a formulation."""

from datetime import date
from uuid import UUID

from domain.course.facts import How
from domain.course.noting import Noting
from domain.formulation.values import Area, Formulation
from domain.values import Value


class NoteArea(Value):
    """Note a problem area. The reason is needed for interpersonal deficits where another area was noted."""

    author: str
    area: Area
    on: date | None = None
    reason: str = ""


class ReviseArea(Value):
    """Tell of a problem area what has changed, or correct what was noted wrongly: the whole of it again."""

    author: str
    area: Area
    because: str
    how: How = How.REVISION
    on: date | None = None
    reason: str = ""


class ChooseFocus(Value):
    """Make an area the focus. `because` is needed for a second focus, and for one `instead_of` another."""

    author: str
    area: UUID
    instead_of: UUID | None = None
    because: str = ""
    on: date | None = None
    reason: str = ""


class LeaveFocus(Value):
    """Work on an area no longer."""

    author: str
    because: str
    on: date | None = None
    reason: str = ""


class StateFormulation(Noting):
    """State the formulation; one that stands already is revised or corrected, by naming it in `replaces`."""

    formulation: Formulation


class AgreeFormulation(Value):
    """Note that the client agreed with the formulation that stands."""

    author: str
    words: str = ""
    on: date | None = None
    reason: str = ""
