"""The pathway of a course as it is read, and its supervision."""

from domain.course.facts import Noted
from domain.pathway.values import Pathway
from domain.policy.case import Case
from domain.supervision.state import Supervised


class PathwayView(Pathway, kw_only=True):
    """How a course came here and where it goes on, who gives the therapy, and what was talked over in supervision."""

    version: int
    clinician: str
    supervision: tuple[Noted[Supervised], ...]


def view(case: Case) -> PathwayView:
    """Return the pathway of a course."""
    known = case.course.pathway
    return PathwayView(
        version=case.course.version,
        clinician=case.course.clinician,
        supervision=case.supervision.talks,
        **{name: getattr(known, name) for name in known.__struct_fields__},
    )
