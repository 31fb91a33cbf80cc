"""The course as a whole: phases, the plan, check-ins, pauses and the discharge."""

from datetime import UTC, date, time
from typing import Any

import pytest

from domain.course import errors
from domain.course.booking import record_attendance
from domain.course.commands import (
    ChangePhase,
    ChangePlan,
    Discharge,
    Pause,
    PlanCheckIns,
    RecordAttendance,
    Resume,
    StopCheckIns,
)
from domain.course.decisions import (
    change_phase,
    change_plan,
    discharge,
    pause,
    plan_check_ins,
    resume,
    stop_check_ins,
)
from domain.course.events import PhaseChanged, PlanChanged
from domain.course.values import Attendance, CheckInPlan, Outcome, PlanPart
from domain.errors import Invalid
from tests.builders import a_course
from tests.domain.story import Story

TODAY = date(2026, 2, 2)
HALF_PAST_SIX = time(18, 30)
ENDED = Discharge(outcome=Outcome.COMPLETED, discharged_on=TODAY)


def with_sessions_held(count: int) -> Story:
    story = a_course().with_series("2026-03-02T09:00", 16).opened().at("2027-01-01T12:00Z")
    for session in story.sessions[:count]:
        story.do(record_attendance, session, RecordAttendance(attendance=Attendance.ON_TIME))
    return story


def enters(story: Story, phase: str, reason: str = "") -> PhaseChanged:
    event = story.do(change_phase, ChangePhase(phase=phase, reason=reason))[0].event
    assert isinstance(event, PhaseChanged)
    return event


def test_a_phase_that_the_protocol_has_here_needs_no_reason() -> None:
    story = with_sessions_held(4)
    event = enters(story, "middle")
    assert (event.before, event.phase, event.deviation) == ("initial", "middle", None)
    assert story.case.course.phase == "middle"


def test_a_phase_that_the_protocol_has_elsewhere_is_recorded_with_a_reason() -> None:
    story = with_sessions_held(2)
    with pytest.raises(errors.ReasonNeeded, match="from session 5 to 12, and session 3 comes next"):
        enters(story, "middle")
    event = enters(story, "middle", "formulation agreed early")
    assert event.deviation is not None
    assert event.deviation.reason == "formulation agreed early"


def test_a_phase_after_discharge_is_recorded_with_a_reason() -> None:
    story = with_sessions_held(4)
    story.do(discharge, ENDED)
    with pytest.raises(errors.ReasonNeeded, match="discharged before"):
        enters(story, "middle")
    assert enters(story, "middle", "noted late").deviation is not None


def test_a_phase_that_the_protocol_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(errors.UnknownPhase, match="initial, middle, ending"):
        enters(with_sessions_held(0), "maintenance")


def test_the_phase_that_the_course_is_in_cannot_be_entered() -> None:
    with pytest.raises(errors.SamePhase):
        enters(with_sessions_held(0), "initial")


def a_change(**facts: Any) -> ChangePlan:
    usual = dict(
        part=PlanPart.FOCUS,
        change="focus on grief",
        reason="onset",
        decided_by="both",
        client_agreed=True,
        effective_on=TODAY,
    )
    return ChangePlan(**{**usual, **facts})


def test_a_change_of_the_plan_is_kept_with_all_that_explains_it() -> None:
    event = a_course().opened().do(change_plan, a_change())[0].event
    assert isinstance(event, PlanChanged)
    assert (event.change, event.reason, event.decided_by) == ("focus on grief", "onset", "both")


@pytest.mark.parametrize("field", ["change", "reason", "decided_by"])
def test_a_change_of_the_plan_says_what_why_and_who(field: str) -> None:
    with pytest.raises(Invalid, match=f"{field}: a few words"):
        a_course().opened().do(change_plan, a_change(**{field: "  "}))


def test_a_new_number_of_sessions_counts_from_then_on() -> None:
    story = a_course().opened()
    story.do(change_plan, a_change(part=PlanPart.SESSION_NUMBER, sessions_agreed=12))
    assert story.case.course.sessions_agreed == 12


def test_a_new_length_of_sessions_counts_from_then_on() -> None:
    story = a_course().opened()
    story.do(change_plan, a_change(part=PlanPart.SESSION_LENGTH, minutes=45))
    assert (story.case.course.minutes, story.case.course.sessions_agreed) == (45, 16)


def test_a_new_number_of_sessions_stays_within_the_protocol() -> None:
    with pytest.raises(errors.SessionsOutOfBounds):
        a_course().opened().do(change_plan, a_change(part=PlanPart.SESSION_NUMBER, sessions_agreed=17))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (dict(part=PlanPart.SESSION_NUMBER), "sessions_agreed"),
        (dict(part=PlanPart.SESSION_LENGTH), "minutes"),
        (dict(part=PlanPart.GOAL, sessions_agreed=12), "sessions_agreed"),
        (dict(part=PlanPart.SESSION_NUMBER, sessions_agreed=12, minutes=45), "minutes"),
        (dict(part=PlanPart.SESSION_LENGTH, minutes=9), "minutes"),
        (dict(part=PlanPart.SESSION_LENGTH, minutes=241), "minutes"),
    ],
)
def test_a_number_goes_with_the_part_that_it_is_about(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid, match=f"^{field}: "):
        a_course().opened().do(change_plan, a_change(**facts))


def a_plan(**facts: Any) -> PlanCheckIns:
    usual: dict[str, Any] = dict(weekday=2, at=HALF_PAST_SIX, items=["mood"])
    return PlanCheckIns(plan=CheckInPlan(**{**usual, **facts}))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (dict(weekday=-1), "plan.weekday"),
        (dict(weekday=7), "plan.weekday"),
        (dict(items=[]), "plan.items"),
        (dict(items=["mood", "mood"]), "plan.items"),
        (dict(items=["weather"]), "plan.items"),
        (dict(at=HALF_PAST_SIX.replace(tzinfo=UTC)), "plan.at"),
    ],
)
def test_a_plan_of_check_ins_that_makes_no_sense_is_refused(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid, match=f"^{field}: "):
        a_course().opened().do(plan_check_ins, a_plan(**facts))


def test_check_ins_are_planned_and_stopped() -> None:
    story = a_course().opened()
    assert story.do(stop_check_ins, StopCheckIns()) == []
    story.do(plan_check_ins, a_plan())
    assert story.case.course.check_ins is not None
    story.do(stop_check_ins, StopCheckIns(reason="prefers to talk"))
    assert story.case.course.check_ins is None


def test_a_course_rests_once_at_a_time() -> None:
    story = a_course().opened()
    with pytest.raises(errors.NotPaused):
        story.do(resume, Resume())
    story.do(pause, Pause(reason="holiday"))
    with pytest.raises(errors.AlreadyPaused):
        story.do(pause, Pause(reason="holiday"))
    story.at("2026-02-09T10:00Z").do(resume, Resume())
    assert not story.case.course.is_paused
    with pytest.raises(errors.NotPaused):
        story.do(resume, Resume())


def test_a_pause_holds_from_its_first_instant_up_to_its_last() -> None:
    story = a_course().opened()
    begins = story.world.now
    story.do(pause, Pause(reason="holiday"))
    ends = story.at("2026-02-09T10:00Z").world.now
    story.do(resume, Resume())
    course = story.case.course
    assert [course.rests_at(at) for at in (begins, ends)] == [True, False]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_discharge_ends_the_course_and_lapses_what_was_booked(outcome: Outcome) -> None:
    story = a_course().with_series("2026-03-02T09:00", 2).opened()
    story.do(discharge, Discharge(outcome=outcome, discharged_on=TODAY))
    course = story.case.course
    assert course.is_discharged
    assert course.outcome is outcome
    assert all(session.lapsed and not session.is_booked for session in course.sessions.values())


def test_a_session_that_was_held_does_not_lapse() -> None:
    story = with_sessions_held(2)
    story.do(discharge, ENDED)
    assert [session.lapsed for session in story.case.course.in_order()] == [False] * 2 + [True] * 14


@pytest.mark.parametrize(
    ("decision", "command"),
    [
        (plan_check_ins, a_plan()),
        (stop_check_ins, StopCheckIns()),
        (change_plan, a_change()),
        (pause, Pause(reason="holiday")),
        (resume, Resume()),
        (discharge, ENDED),
    ],
)
def test_nothing_is_planned_in_a_course_that_is_over(decision: Any, command: Any) -> None:
    story = a_course().opened()
    story.do(discharge, ENDED)
    with pytest.raises(errors.CourseDischarged, match="2026-02-02"):
        story.do(decision, command)
