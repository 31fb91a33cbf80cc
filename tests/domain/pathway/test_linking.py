"""A course that follows another: maintenance after remission, or a new course after a relapse."""

from datetime import date
from typing import Any

import pytest

from domain.clinic.decisions import Rules, adopt
from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.errors import ReasonNeeded, SessionsOutOfBounds, UnknownProtocol
from domain.course.values import Outcome
from domain.pathway.errors import StillRuns, WrongKind
from domain.pathway.linking import OpenLinked, open_linked
from domain.pathway.values import Link
from tests.builders import CLINICIAN, a_course
from tests.domain.story import Story

MAINTENANCE: dict[str, Any] = dict(
    name="ipt-maintenance",
    version=1,
    title="Maintenance",
    evidence="Frank 2007",
    kind="maintenance",
    every_days=28,
    fewest=1,
    most=36,
    phases=[dict(code="maintenance", name="Maintenance", first=1, last=36)],
    counts=["on-time", "late-seen"],
)


def a_discharged_course() -> Story:
    story = a_course().opened()
    rules = Rules(kind="protocol", name="ipt-maintenance@1", content=MAINTENANCE, sha256="maintenance-1")
    story.run(adopt, [rules])
    story.do(discharge, Discharge(outcome=Outcome.COMPLETED, discharged_on=date(2026, 2, 2)))
    return story


def wish(**facts: Any) -> OpenLinked:
    usual: dict[str, Any] = dict(
        link=Link.MAINTENANCE, protocol="ipt-maintenance", sessions_agreed=12, clinician=CLINICIAN
    )
    return OpenLinked(**{**usual, **facts})


def test_a_maintenance_course_is_linked_to_the_acute_one_in_both_directions() -> None:
    story = a_discharged_course()
    new = story.do(open_linked, wish())[0].stream
    maintenance = story.world.case(new).course
    assert (maintenance.client, maintenance.phase, maintenance.protocol) == (
        story.client,
        "maintenance",
        ("ipt-maintenance", 1),
    )
    assert (maintenance.pathway.follows, maintenance.pathway.link) == (story.course, Link.MAINTENANCE)
    assert story.case.course.pathway.continued_by == (new,)


def test_a_relapse_leads_to_a_new_course_with_its_reason() -> None:
    story = a_discharged_course()
    relapse = wish(link=Link.RELAPSE, protocol="ipt-16", sessions_agreed=16)
    with pytest.raises(ReasonNeeded, match="relapse"):
        story.do(open_linked, relapse)
    new = story.do(open_linked, wish(link=Link.RELAPSE, protocol="ipt-16", reason="signs are back"))[0].stream
    assert story.world.case(new).course.pathway.link is Link.RELAPSE


def test_a_course_that_runs_is_not_followed_by_another() -> None:
    with pytest.raises(StillRuns):
        a_course().opened().do(open_linked, wish())


def test_maintenance_takes_a_maintenance_protocol_and_a_relapse_an_acute_one() -> None:
    story = a_discharged_course()
    with pytest.raises(WrongKind, match="takes maintenance"):
        story.do(open_linked, wish(protocol="ipt-16"))
    with pytest.raises(WrongKind, match="takes acute"):
        story.do(open_linked, wish(link=Link.RELAPSE, reason="signs are back"))


def test_a_linked_course_keeps_to_what_was_adopted() -> None:
    story = a_discharged_course()
    with pytest.raises(UnknownProtocol, match="it has ipt-16, ipt-maintenance"):
        story.do(open_linked, wish(protocol="ipt-monthly"))
    with pytest.raises(UnknownProtocol):
        story.do(open_linked, wish(protocol_version=9))
    with pytest.raises(SessionsOutOfBounds):
        story.do(open_linked, wish(sessions_agreed=37))
