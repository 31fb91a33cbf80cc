"""Why something may not be done to a formulation."""

from domain.errors import Conflict, Invalid


class ThirdFocus(Conflict):
    """A course has one focus, and at most a second."""

    code = "third-focus"
    message = "The course has two foci; leave one, or choose this one instead of it."


class InFocusAlready(Conflict):
    """The course works on the area already."""

    code = "in-focus-already"
    message = "The course works on this area already."


class NotInFocus(Conflict):
    """The course does not work on the area."""

    code = "not-in-focus"
    message = "The course does not work on this area."


class FocusReasonNeeded(Invalid):
    """A second or another focus has its reason."""

    code = "focus-reason-needed"
    message = "because: a {focus} needs a reason"


class OtherArea(Invalid):
    """A revision tells more of the same area."""

    code = "other-area"
    message = "area.area: a revision stays with {area}; to say that it was noted wrongly, send it as a correction"


class FormulationStands(Conflict):
    """A course has one formulation."""

    code = "formulation-stands"
    message = "The course has a formulation; name it in replaces, with the reason for revising or correcting it."


class NoFormulation(Conflict):
    """There is nothing to agree with."""

    code = "no-formulation"
    message = "The course has no formulation yet; state it first."
