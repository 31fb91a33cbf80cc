"""Why something may not be done on the pathway of a course."""

from domain.errors import Conflict, Invalid


class NotHeld(Conflict):
    """There is nothing to release."""

    code = "course-not-held"
    message = "The course is not held: messages about it go out already."


class StillRuns(Conflict):
    """A course that runs is not followed by another one."""

    code = "course-still-runs"
    message = "The course still runs; discharge it before another one follows."


class NotDischarged(Conflict):
    """There is no discharge to withdraw."""

    code = "course-not-discharged"
    message = "The course is not discharged."


class SameProtocol(Conflict):
    """The course is under that version already."""

    code = "same-protocol"
    message = "The course is under version {version} of {protocol} already."


class PhaseMissing(Conflict):
    """The protocol has no phase like the one that the course is in."""

    code = "phase-missing"
    message = "The course is in the phase {phase}, which version {version} of {protocol} does not have."


class WrongKind(Invalid):
    """The protocol is for courses of another kind."""

    code = "wrong-protocol-kind"
    message = "protocol: {protocol} is {kind}; a course linked for {link} takes {wanted}"
