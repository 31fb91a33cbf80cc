"""Every refusal that the program can give, as one tree.

Each has a stable `code`, which the API answers with, and a `message` that names the field and says
what was expected and what to do. A message never carries personal data.
"""

from typing import ClassVar


class InterludeError(Exception):
    """The root: something was refused, and nothing was changed."""

    code: ClassVar[str] = "refused"
    message: ClassVar[str] = "The request was refused."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.message.format(**facts))


class Invalid(InterludeError):
    """The input is not of the form that was asked for."""

    code = "invalid"
    message = "{field}: {expected}"


class UnknownZone(Invalid):
    """The tz database knows no such zone."""

    code = "unknown-zone"
    message = "zone: {zone!r} is not an IANA time zone; use a name such as Europe/London"


class NotFound(InterludeError):
    """What was named does not exist."""

    code = "not-found"
    message = "There is no {what} with this id."


class Conflict(InterludeError):
    """The state of things does not allow it."""

    code = "conflict"
