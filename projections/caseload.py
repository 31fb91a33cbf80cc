"""The view of the caseload: each course with where it stands."""

from collections.abc import Callable, Sequence
from uuid import UUID

from projections import tables
from projections.due import Subjects
from projections.view import Derivation, Row


def courses(subjects: Subjects, topics: frozenset[str], marks: Callable[..., Sequence[UUID]]) -> Derivation:
    """Return the derivation of the caseload."""

    def derive(course: UUID, position: int) -> list[Row]:
        found = subjects(course, position)
        if found is None:
            return []
        case, client, clinic = found
        known = case.course
        ahead = [session.starts_at for session in known.in_order() if session.is_booked]
        return [
            {
                "course": course,
                "client": client.id,
                "phase": known.phase,
                "protocol": f"{known.protocol[0]} version {known.protocol[1]}",
                "sessions_agreed": known.sessions_agreed,
                "sessions_counted": known.counted(clinic.protocols[known.protocol].counts),
                "next_session": ahead[0] if ahead else None,
                "paused": known.is_paused,
                "outcome": known.outcome.value if known.outcome else None,
                "version": known.version,
            }
        ]

    return Derivation(name="caseload", table=tables.caseload, owner="course", topics=topics, marks=marks, derive=derive)
