"""The pathway of a case file: the referral, where the course came from and went on, its ending and afterwards."""

from typing import Any

from domain.ending import view as ending
from domain.ending.due import follow_ups
from domain.fold import fold
from domain.pathway import view as pathway
from domain.referral import state as referrals
from domain.values import local_time
from projections.history.known import Known


def sections(known: Known) -> dict[str, Any]:
    """Return the sections by the fields of `CaseFile`; follow-ups stand as on the day of the last row that was read."""
    return {
        "referral": fold(referrals.RULES, known.rows.of(known.rows.opened.referral)),
        "pathway": pathway.view(known.case),
        "ending": ending.view(known.case),
        "follow_ups": _follow_ups(known),
    }


def _follow_ups(known: Known) -> list[Any]:
    course = known.case.course
    protocol = known.clinic.protocols.get(course.protocol)
    if protocol is None or known.client.is_erased:
        return []
    today = local_time(known.at, known.client.zone).date()
    return follow_ups(course, known.case.ending, known.client, protocol, today)
