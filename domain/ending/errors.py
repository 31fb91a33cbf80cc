"""Why something may not be noted of the ending or afterwards."""

from domain.errors import NotFound


class UnknownForms(NotFound):
    """A form that is cited has to be one of the course."""

    code = "unknown-forms"
    message = "The course has no form with one of these ids."
