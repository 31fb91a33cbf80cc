"""What happens to the formulation. Which problem area it is, and all that is told of it, is sealed."""

from uuid import UUID

from domain.course.facts import READABLE, Fact
from domain.event import recorded
from domain.formulation.values import Area, AreaKind, Formulation


@recorded("formulation.area_noted.v1", readable=READABLE)
class AreaNoted(Fact):
    """A problem area was found."""

    content: Area


@recorded("formulation.area_revised.v1", readable=READABLE | {"area"})
class AreaRevised(Fact):
    """What is known of a problem area has changed, or had been noted wrongly (`how`)."""

    area: UUID
    content: Area


@recorded("formulation.focus_chosen.v1", readable=READABLE | {"area", "instead_of", "second"})
class FocusChosen(Fact):
    """The course works on this area: alone, as a `second` focus, or in place of one that is left."""

    area: UUID
    kind: AreaKind
    second: bool
    instead_of: UUID | None = None


@recorded("formulation.focus_left.v1", readable=READABLE | {"area"})
class FocusLeft(Fact):
    """The course no longer works on this area; `because` says why."""

    area: UUID
    kind: AreaKind


@recorded("formulation.stated.v1", readable=READABLE)
class Stated(Fact):
    """The formulation in words, with its links; a revision stands in the place of the one before."""

    content: Formulation


@recorded("formulation.agreed.v1", readable=READABLE | {"formulation"})
class Agreed(Fact):
    """The client agreed with the formulation as it stood, and said this to it."""

    formulation: UUID
    words: str
