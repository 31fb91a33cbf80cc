"""Why something may not be done to a course."""

from domain.errors import Conflict, Invalid, NotFound


class ReferralNotAccepted(Conflict):
    """A course starts from an accepted referral."""

    code = "referral-not-accepted"
    message = "The referral has not been accepted; accept it first."


class ReferralUsed(Conflict):
    """A referral leads to one course."""

    code = "referral-used"
    message = "This referral has led to a course already."


class UnknownProtocol(Invalid):
    """The clinic has not adopted the protocol."""

    code = "unknown-protocol"
    message = "protocol: the clinic has adopted no version {version} of {protocol!r}; it has {known}"


class SessionsOutOfBounds(Invalid):
    """The protocol foresees another number of sessions."""

    code = "sessions-out-of-bounds"
    message = "sessions_agreed: the protocol has {fewest} to {most} sessions, not {agreed}"


class CourseDischarged(Conflict):
    """Nothing can be planned in a course that is over."""

    code = "course-discharged"
    message = "The course was discharged on {discharged_on}; nothing can be booked or planned in it any more."


class AlreadyPaused(Conflict):
    """The course rests already."""

    code = "course-paused"
    message = "The course is paused already."


class NotPaused(Conflict):
    """There is nothing to resume."""

    code = "course-not-paused"
    message = "The course is not paused."


class UnknownSession(NotFound):
    """The course has no such session."""

    code = "unknown-session"
    message = "The course has no session with this id."


class SessionOver(Conflict):
    """The session can no longer be moved or cancelled."""

    code = "session-over"
    message = "The session is {state}; it cannot be moved, changed or cancelled any more."


class InThePast(Invalid):
    """A booking lies ahead."""

    code = "in-the-past"
    message = "starts: {starts} has passed; a session is booked for a time to come"


class SessionsOverlap(Conflict):
    """A client has one session at a time."""

    code = "sessions-overlap"
    message = "The session would overlap with the one that starts at {starts}."


class ClinicClosed(Conflict):
    """Nobody is seen while the clinic is closed."""

    code = "clinic-closed"
    message = "The clinic is closed on {day}; choose another day, or withdraw the closure."


class NotYetStarted(Conflict):
    """What has not begun cannot have been attended."""

    code = "session-not-started"
    message = "The session starts at {starts}; its attendance can be recorded from then on."


class ReasonNeeded(Invalid):
    """A deviation from the protocol is recorded with its reason."""

    code = "reason-needed"
    message = "reason: {deviation}; it is recorded as a deviation once a reason is given"


class UnknownPhase(Invalid):
    """The protocol has no such phase."""

    code = "unknown-phase"
    message = "phase: the protocol has the phases {phases}"


class SamePhase(Conflict):
    """The course is in that phase already."""

    code = "same-phase"
    message = "The course is in this phase already."


class NotYetHappened(Invalid):
    """What lies ahead cannot have happened."""

    code = "not-yet-happened"
    message = "on: {on} lies ahead; a fact is recorded on its day or afterwards"
