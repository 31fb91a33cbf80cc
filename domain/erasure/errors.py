"""What erasing refuses, and what is refused once it is done."""

from domain.errors import Conflict


class ClientErased(Conflict):
    """The person's record was erased: nothing more can be done with it."""

    code = "client-erased"
    message = "The record of this person was erased; nothing can be added to it or done with it."


class CourseRuns(Conflict):
    """A client in treatment cannot be erased."""

    code = "course-runs"
    message = "A course of the client still runs ({course}); discharge it first, then erase."


class StillInHand(Conflict):
    """Something is under way to or from the client whose outcome has to be recorded first."""

    code = "still-in-hand"
    message = "A {what} of the client is still in hand ({id}); let it be concluded first, then erase."
