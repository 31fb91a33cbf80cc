"""How courses go: the progress of one, and the outcomes of the service over many."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

import msgspec

from api.policy import COURSE, V1
from api.reads import Look, Read
from api.routes.looks import AsOf
from api.services import Services
from projections.history.as_of import position_of
from projections.history.outcomes import ServiceOutcomes, service_outcomes
from projections.history.progress import progress_of
from projections.history.progress_contents import Progress
from projections.history.unsigned import UnsignedNote, unsigned_notes

PAGE = 500


class Between(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The days between which courses were discharged, both included; without them, whenever that was."""

    since: date | None = None
    until: date | None = None


class UnsignedNotes(msgspec.Struct, frozen=True):
    """The notes of all courses that wait for a signature or a cosignature, the oldest first."""

    items: list[UnsignedNote]


def _progress(services: Services, look: Look) -> Progress:
    log = services.executor.log
    return progress_of(log, look.ids["course"], position_of(log, as_of=look.query.as_of, at=look.query.at))


def _outcomes(services: Services, look: Look) -> ServiceOutcomes:
    return service_outcomes(services.executor.log, _courses(services), look.query.since, look.query.until)


def _unsigned(services: Services, look: Look) -> UnsignedNotes:
    return UnsignedNotes(unsigned_notes(services.executor.log))


def _courses(services: Services) -> Iterator[UUID]:
    after: UUID | None = None
    while rows := services.views.caseload(after, PAGE):
        yield from (row.course for row in rows)
        after = rows[-1].course


READS: Sequence[Read] = (
    Read(
        path=f"{COURSE}/progress",
        summary="Read how a course has gone, as it was known at a time",
        look=_progress,
        answers=Progress,
        asks=AsOf,
    ),
    Read(
        path=f"{V1}/outcomes",
        summary="Read the outcomes of the service, each with what it is a part of",
        look=_outcomes,
        answers=ServiceOutcomes,
        asks=Between,
    ),
    Read(
        path=f"{V1}/unsigned-notes",
        summary="List the notes that wait for a signature",
        look=_unsigned,
        answers=UnsignedNotes,
    ),
)
