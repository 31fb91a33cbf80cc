"""Working through as its events make it."""

from datetime import date
from uuid import UUID

import msgspec

from domain.course.facts import Noted, with_fact
from domain.event import Entry
from domain.fold import Rules
from domain.measures.answers import Answers
from domain.working import events
from domain.working.values import Dispute, DisputeEnding, Progress, Rater

change = msgspec.structs.replace


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """One dispute, everything that was noted of it, and its endings; it is open again where work went on after one."""

    id: UUID
    opened: tuple[Noted[Dispute], ...]
    progress: tuple[Noted[Progress], ...] = ()
    endings: tuple[Noted[DisputeEnding], ...] = ()
    ended_on: date | None = None

    @property
    def with_whom(self) -> str:
        """With whom the dispute is, as it was described last."""
        return self.opened[-1].content.with_whom


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """Ratings of the client's skills, by item, and the scale that words them."""

    instrument: str
    instrument_version: int
    rater: Rater
    ratings: Answers


class Working(msgspec.Struct, frozen=True, kw_only=True):
    """The disputes by id, in the order in which they were opened, and every rating of skills."""

    disputes: dict[UUID, Worked] = {}
    skills: tuple[Noted[Rating], ...] = ()


EMPTY = Working()


def _opened(before: Working | None, event: events.DisputeOpened, entry: Entry) -> Working:
    known = before or EMPTY
    corrected = next((one for one in known.disputes.values() if one.opened[-1].id == event.replaces), None)
    if corrected is not None:
        return _with(known, change(corrected, opened=with_fact(corrected.opened, event, entry, event.content)))
    return _with(known, Worked(id=event.id, opened=with_fact((), event, entry, event.content)))


def _progressed(known: Working, event: events.DisputeProgressed, entry: Entry) -> Working:
    dispute = known.disputes[event.dispute]
    progress = with_fact(dispute.progress, event, entry, event.content)
    return _with(known, change(dispute, progress=progress, ended_on=None))


def _ended(known: Working, event: events.DisputeEnded, entry: Entry) -> Working:
    dispute = known.disputes[event.dispute]
    endings = with_fact(dispute.endings, event, entry, event.content)
    return _with(known, change(dispute, endings=endings, ended_on=event.on))


def _rated(before: Working | None, event: events.SkillsRated, entry: Entry) -> Working:
    known = before or EMPTY
    rating = Rating(
        instrument=event.instrument,
        instrument_version=event.instrument_version,
        rater=event.rater,
        ratings=event.ratings,
    )
    return change(known, skills=with_fact(known.skills, event, entry, rating))


def _with(known: Working, dispute: Worked) -> Working:
    return change(known, disputes={**known.disputes, dispute.id: dispute})


RULES: Rules = {
    events.DisputeOpened: _opened,
    events.DisputeProgressed: _progressed,
    events.DisputeEnded: _ended,
    events.SkillsRated: _rated,
}
