"""What can be read of courses and of the clinic."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import msgspec

from api.answers import lists
from api.answers.clinic import ClinicAnswer, clinic_answer
from api.answers.course import CourseAnswer, course_answer
from api.answers.message import Messages, message_answer
from api.policy import COURSE, V1, Opens
from api.reads import Look, Read
from api.services import Services
from projections.history.as_of import position_of


class AsOf(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Up to when a history is told: an instant in RFC 3339 (`as_of`), or a position (`at`); else all of it."""

    as_of: str | None = None
    at: int | None = None


def _course(services: Services, look: Look) -> CourseAnswer:
    world = services.executor.world(uuid4())
    return course_answer(world.case(look.ids["course"]), world.clinic())


def _messages(services: Services, look: Look) -> Messages:
    messages = services.executor.world(uuid4()).case(look.ids["course"]).messages.values()
    in_order = sorted(messages, key=lambda message: (message.obligation.window.not_before, message.id))
    return Messages([message_answer(message) for message in in_order])


def _caseload(services: Services, look: Look) -> lists.Caseload:
    rows, more = lists.page(services.views.caseload, look.query)
    return lists.caseload(rows, more=more)


def _needs_person(services: Services, look: Look) -> lists.NeedsPerson:
    rows, more = lists.page(services.views.needs_person, look.query)
    return lists.needs_person(rows, more=more)


def _history(services: Services, look: Look) -> dict[str, Any]:
    position = position_of(services.executor.log, as_of=look.query.as_of, at=look.query.at)
    return services.history(look.ids["course"], position)


def _message(services: Services, look: Look) -> dict[str, Any]:
    return services.why(look.ids["message"])


def _clinic(services: Services, look: Look) -> ClinicAnswer:
    clinic = services.executor.world(uuid4()).clinic()
    return clinic_answer(clinic, hide_escalation=Opens.CLINIC not in look.token.scopes)


READS: Sequence[Read] = (
    Read(
        path=f"{V1}/courses",
        summary="List the courses",
        look=_caseload,
        answers=lists.Caseload,
        asks=lists.Page,
    ),
    Read(path=COURSE, summary="Read where a course stands", look=_course, answers=CourseAnswer, versioned=True),
    Read(path=f"{COURSE}/messages", summary="List the messages of a course", look=_messages, answers=Messages),
    Read(
        path=f"{COURSE}/history",
        summary="Read the case file of a course as it was known at a time",
        look=_history,
        answers=dict[str, Any],
        asks=AsOf,
    ),
    Read(
        path=f"{V1}/messages/{{message}}",
        summary="Read why a message went or did not go",
        look=_message,
        answers=dict[str, Any],
    ),
    Read(
        path=f"{V1}/needs-person",
        summary="List what waits for a person",
        look=_needs_person,
        answers=lists.NeedsPerson,
        asks=lists.Page,
    ),
    Read(
        path=f"{V1}/clinic",
        summary="Read the clinic's rules in force",
        look=_clinic,
        answers=ClinicAnswer,
        versioned=True,
    ),
)
