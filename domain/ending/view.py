"""The ending as it is read: everything that was noted, replaced entries with it, and what stands now."""

from domain.course.facts import Noted, standing
from domain.ending import values
from domain.ending.state import Ending
from domain.erased import is_erased
from domain.policy.case import Case


class EndingView(Ending, frozen=True, kw_only=True):
    """The entries by kind; `plan` is the relapse-prevention plan in force.

    `suggests_new_course` tells that early-warning signs came back after the discharge, and no course follows yet.
    """

    version: int
    plan: Noted[values.RelapsePlan] | None
    suggests_new_course: bool


def view(case: Case) -> EndingView:
    """Return the ending of a course."""
    found = case.ending
    return EndingView(
        version=case.course.version,
        plan=next(reversed(standing(found.relapse_plans)), None),
        suggests_new_course=_suggests(case),
        **{name: getattr(found, name) for name in found.__struct_fields__},
    )


def _suggests(case: Case) -> bool:
    if case.course.discharged_on is None or case.course.pathway.continued_by:
        return False
    after = [one for one in standing(case.ending.returned) if one.on >= case.course.discharged_on]
    return bool(after) or any(_back(one.content.held) for one in standing(case.ending.follow_ups))


def _back(held: values.FollowUp | None) -> bool:
    return held is not None and not is_erased(held) and bool(held.signs_returned)
