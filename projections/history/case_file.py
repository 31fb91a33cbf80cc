"""The case file: everything about one course, as it was known at a position of the log."""

from typing import Any
from uuid import UUID

from domain.plan import view as plans
from domain.work import view as works
from projections.history import clinical, messages, pathway, people, therapy
from projections.history.case_text import to_text
from projections.history.contents import CaseFile
from projections.history.known import known
from projections.history.plain import as_dict
from projections.history.rows import LineId, rows_of
from projections.history.timeline import timeline
from store.application import EventLog

__all__ = ["case_file", "to_dict", "to_text"]


def case_file(log: EventLog, course: UUID, line_id: LineId, upto: int | None = None) -> CaseFile:
    """Return the case file of a course, as known at position `upto`, or now.

    Only rows up to that position are read: those of the case, of its client, referral and clinic, of
    the lines of the addresses that the client was then known by, and what had come in for it.

    Raises:
        NotFound: there was no such course then.
    """
    rows = rows_of(log, course, line_id, upto)
    found = known(rows, line_id)
    return CaseFile(
        header=people.header(found),
        client=people.client(found),
        course=therapy.course(found),
        sessions=therapy.sessions(found),
        check_ins=therapy.check_ins(found),
        plan_changes=list(therapy.plan_changes(found)),
        **clinical.sections(found),
        **pathway.sections(found),
        plan=plans.view(found.case, found.clinic),
        work=works.view(found.case, found.clinic.protocols[found.case.course.protocol]),
        messages=messages.messages(found),
        coming=messages.coming(found),
        timeline=timeline(rows.shown()),
    )


def to_dict(file: CaseFile) -> dict[str, Any]:
    """Return a case file as plain data, ready for JSON: instants as RFC 3339 in UTC, wall times with their zone."""
    return as_dict(file)
