"""The view of the caseload: each course with where it stands."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from domain.clinic.state import Clinic
from domain.course.state import Course
from projections import tables
from projections.view import Derivation, Marks, Row

Standing = Callable[[Sequence[UUID], int], Iterable[tuple[Course, Clinic]]]
"""Returns courses, each with the clinic, as of a position; not those of clients who were erased."""


def courses(standing: Standing, topics: frozenset[str], marks: Marks) -> Derivation:
    """Return the derivation of the caseload."""

    def derive(courses: Sequence[UUID], position: int) -> list[Row]:
        return [_row(course, clinic) for course, clinic in standing(courses, position)]

    return Derivation(name="caseload", table=tables.caseload, owner="course", topics=topics, marks=marks, derive=derive)


def _row(course: Course, clinic: Clinic) -> Row:
    return {
        "course": course.id,
        "client": course.client,
        "phase": course.phase,
        "protocol": f"{course.protocol[0]} version {course.protocol[1]}",
        "sessions_agreed": course.sessions_agreed,
        "sessions_counted": course.counted(clinic.protocols[course.protocol].counts),
        "next_session": min((one.starts_at for one in course.sessions.values() if one.is_booked), default=None),
        "paused": course.is_paused,
        "outcome": course.outcome.value if course.outcome else None,
        "version": course.version,
    }
