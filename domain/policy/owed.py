"""What a client is owed: every message whose time the policy knows and nobody has decided on yet."""

from uuid import UUID

from domain.client.state import Client
from domain.clinic.settings import Settings
from domain.message.state import DECIDED, IN_FLIGHT
from domain.message.values import Obligation
from domain.policy.case import Case
from domain.policy.notices import notices
from domain.policy.reminders import reminders


def owed(case: Case, client: Client, settings: Settings) -> dict[UUID, Obligation]:
    """Return the obligations of a course by message id, whatever the time is now.

    A discharged course owes nothing, nor one that was brought in and not released, nor any after a death.
    What lies in a pause is still listed: the decision skips it, and says so, when its time comes. A
    superseded message is owed again if it is due again.
    """
    if case.course.is_discharged or case.course.pathway.held or client.died_on is not None:
        return {}
    due = (*notices(case, client, settings), *reminders(case, client, settings))
    return {obligation.message: obligation for obligation in due if not _settled(case, obligation.message)}


def _settled(case: Case, message: UUID) -> bool:
    known = case.messages.get(message)
    return known is not None and (known.stage in DECIDED or known.stage in IN_FLIGHT)
