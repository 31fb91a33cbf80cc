"""What happens in supervision. About a course it stands in its case, else with the member of staff."""

from datetime import date
from uuid import UUID

from domain.course.facts import READABLE, Fact
from domain.event import Event, recorded
from domain.values import Value


class Supervision(Value):
    """One talk: about what, what was advised, and what follows from it."""

    about: str
    advice: str
    action: str = ""


@recorded("supervision.recorded.v1", readable=READABLE | {"supervisor"})
class CourseSupervised(Fact):
    """A course was talked over in supervision, with a member of staff or somebody from outside (`with_whom`)."""

    supervisor: UUID | None
    with_whom: str
    content: Supervision


@recorded("staff.supervised.v1", readable={"supervisor", "on"})
class StaffSupervised(Event):
    """A member of staff had supervision that was about no course in particular."""

    supervisor: UUID | None
    on: date
    with_whom: str
    about: str
    advice: str
    action: str
