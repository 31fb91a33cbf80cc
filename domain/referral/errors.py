"""Why something may not be done with a referral."""

from domain.errors import Conflict, Invalid


class OutOfScope(Invalid):
    """Courses here are individual, for adults."""

    code = "out-of-scope"
    message = "{field}: {what} is not offered here: {why}"


class AlreadyAccepted(Conflict):
    """The referral was accepted before."""

    code = "referral-already-accepted"
    message = "This referral was accepted on {accepted_on}."


class CourseBegun(Conflict):
    """The referral has led to a course."""

    code = "referral-led-to-course"
    message = "This referral has led to a course; discharge that instead."


class NotScreened(Invalid):
    """There is no screening to correct."""

    code = "no-such-screening"
    message = "corrects: version {version} of this referral is no screening"
