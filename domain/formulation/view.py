"""The formulation as it is read, with the problem areas by the names that the clinic gives them."""

from datetime import date
from uuid import UUID

import msgspec

from domain.clinic.settings import AreaLabels
from domain.course.facts import Noted
from domain.erased import ERASED, is_erased
from domain.formulation.state import Agreement, Focus, Formulating, ProblemArea
from domain.formulation.values import Area, Formulation, kind_of
from domain.policy.case import Case


class AreaView(msgspec.Struct, frozen=True, kw_only=True):
    """A problem area: the clinic's name for it, what stands, and everything that was told before."""

    id: UUID
    label: str
    latest: Noted[Area]
    history: tuple[Noted[Area], ...]


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A formulation, and when the client agreed with it."""

    fact: Noted[Formulation]
    agreed_on: date | None
    agreements: list[Agreement]


class FormulationView(msgspec.Struct, frozen=True, kw_only=True):
    """The formulation of a course: what is in focus now, every focus there was, the formulations, the latest last."""

    version: int
    areas: list[AreaView]
    in_focus: list[UUID]
    foci: list[Focus]
    formulations: list[Stated]


def view(case: Case, labels: AreaLabels) -> FormulationView:
    """Return the formulation of a course."""
    found = case.formulation
    return FormulationView(
        version=case.course.version,
        areas=[_area(one, labels) for one in found.areas.values()],
        in_focus=[one.area for one in found.in_focus()],
        foci=list(found.foci),
        formulations=[_stated(one, found) for one in found.formulations],
    )


def label(area: ProblemArea, labels: AreaLabels) -> str:
    """Return what the clinic calls a problem area."""
    content = area.latest.content
    return str(ERASED) if is_erased(content) else labels.of(kind_of(content))


def _area(one: ProblemArea, labels: AreaLabels) -> AreaView:
    return AreaView(id=one.id, label=label(one, labels), latest=one.latest, history=one.told)


def _stated(one: Noted[Formulation], found: Formulating) -> Stated:
    agreements = [agreed for agreed in found.agreements if agreed.formulation == one.id]
    return Stated(fact=one, agreed_on=agreements[0].on if agreements else None, agreements=agreements)
