"""How often the sessions of a course are held."""

from domain.clinic.state import Clinic
from domain.course.state import Course
from domain.errors import Invalid


def rhythm(course: Course, clinic: Clinic) -> int:
    """Return how many days lie between two sessions: as was agreed, else as the protocol has it."""
    return course.every_days or clinic.protocols[course.protocol].every_days


def frequency(every_days: int) -> int:
    """Return a frequency that makes sense.

    Raises:
        Invalid: it does not.
    """
    if not 1 <= every_days <= 366:  # noqa: PLR2004 - a year
        raise Invalid(field="every_days", expected="1 to 366 days")
    return every_days
