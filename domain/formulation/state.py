"""The formulation as its events make it."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from domain.course.facts import Noted, standing, with_fact
from domain.event import Entry
from domain.fold import Rules
from domain.formulation import events
from domain.formulation.values import Area, Formulation

change = msgspec.structs.replace


class ProblemArea(msgspec.Struct, frozen=True, kw_only=True):
    """A problem area with everything that was ever told of it; the last of `told` stands."""

    id: UUID
    told: tuple[Noted[Area], ...]

    @property
    def latest(self) -> Noted[Area]:
        """What stands now."""
        return self.told[-1]


class Focus(msgspec.Struct, frozen=True, kw_only=True):
    """An area that the course works on, or has worked on (`until`); a second one and a change have their reason."""

    area: UUID
    since: date
    second: bool
    because: str
    until: date | None = None
    left_because: str = ""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """When the client agreed with a formulation, and what they said."""

    formulation: UUID
    on: date
    words: str


class Formulating(msgspec.Struct, frozen=True, kw_only=True):
    """Areas by id, every focus there was, every formulation, and the agreements with them."""

    areas: dict[UUID, ProblemArea] = {}
    foci: tuple[Focus, ...] = ()
    formulations: tuple[Noted[Formulation], ...] = ()
    agreements: tuple[Agreement, ...] = ()

    def in_focus(self) -> tuple[Focus, ...]:
        """Return what the course works on now: at most two, the second one last."""
        return tuple(sorted((one for one in self.foci if one.until is None), key=lambda one: one.second is True))

    def current(self) -> Noted[Formulation] | None:
        """Return the formulation that stands."""
        return next(reversed(standing(self.formulations)), None)


EMPTY = Formulating()


def _noted(before: Formulating | None, event: events.AreaNoted, entry: Entry) -> Formulating:
    known = before or EMPTY
    area = ProblemArea(id=event.id, told=with_fact((), event, entry, event.content))
    return change(known, areas={**known.areas, area.id: area})


def _revised(known: Formulating, event: events.AreaRevised, entry: Entry) -> Formulating:
    area = known.areas[event.area]
    told: tuple[Noted[Any], ...] = with_fact(area.told, event, entry, event.content)
    return change(known, areas={**known.areas, area.id: change(area, told=told)})


def _chosen(known: Formulating, event: events.FocusChosen, entry: Entry) -> Formulating:
    foci = _left(known.foci, event.instead_of, event) if event.instead_of else known.foci
    focus = Focus(area=event.area, since=event.on, second=event.second, because=event.because)
    return change(known, foci=(*foci, focus))


def _left(foci: tuple[Focus, ...], area: UUID, event: events.FocusChosen | events.FocusLeft) -> tuple[Focus, ...]:
    return tuple(
        change(one, until=event.on, left_because=event.because) if one.area == area and one.until is None else one
        for one in foci
    )


def _focus_left(known: Formulating, event: events.FocusLeft, entry: Entry) -> Formulating:
    foci = _left(known.foci, event.area, event)
    # Whatever stays is the focus: a second one, alone, is the first.
    return change(known, foci=tuple(change(one, second=False) if one.until is None else one for one in foci))


def _stated(before: Formulating | None, event: events.Stated, entry: Entry) -> Formulating:
    known = before or EMPTY
    return change(known, formulations=with_fact(known.formulations, event, entry, event.content))


def _agreed(known: Formulating, event: events.Agreed, entry: Entry) -> Formulating:
    agreement = Agreement(formulation=event.formulation, on=event.on, words=event.words)
    return change(known, agreements=(*known.agreements, agreement))


RULES: Rules = {
    events.AreaNoted: _noted,
    events.AreaRevised: _revised,
    events.FocusChosen: _chosen,
    events.FocusLeft: _focus_left,
    events.Stated: _stated,
    events.Agreed: _agreed,
}
