"""What can be noted of the ending and afterwards."""

from domain.course.noting import Noting
from domain.ending import values


class NameEnding(Noting, kw_only=True):
    """Note that the ending was named."""

    ending: values.NamedEnding


class AcknowledgeFeelings(Noting, kw_only=True):
    """Note what the ending means to the client."""

    feelings: values.Feelings


class ReviewGains(Noting, kw_only=True):
    """Note what was gained."""

    gains: values.Gains


class NoteSigns(Noting, kw_only=True):
    """Note early-warning signs."""

    signs: values.Signs


class MakeRelapsePlan(Noting, kw_only=True):
    """Note the relapse-prevention plan, or its next version."""

    plan: values.RelapsePlan


class NoteRemission(Noting, kw_only=True):
    """Note how remission was reached, or that it was not."""

    remission: values.RemissionReached


class DecideMaintenance(Noting, kw_only=True):
    """Note what was decided about maintenance."""

    maintenance: values.MaintenanceChoice


class NoteReturnedSigns(Noting, kw_only=True):
    """Note that early-warning signs are back, at any time."""

    returned: values.SignsReturned


class FollowUp(Noting, kw_only=True):
    """Note how the client fares so many months after discharge."""

    month: int
    follow_up: values.FollowUp


class MissFollowUp(Noting, kw_only=True):
    """Note why a follow-up did not take place."""

    month: int
    missed: values.MissedFollowUp
