"""Nobody is booked for a day on which the clinic is closed."""

from datetime import date

from domain.clinic.state import Clinic
from domain.course.errors import ClinicClosed


def open_on(clinic: Clinic, day: date) -> None:
    """Make sure that the clinic is open on a day.

    Raises:
        ClinicClosed: it is not.
    """
    if clinic.closure_on(day) is not None:
        raise ClinicClosed(day=day)
