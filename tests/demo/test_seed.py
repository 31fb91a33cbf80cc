"""The demo's courses come about by real commands, in time, and alike each time."""

from pathlib import Path
from random import Random
from typing import Any, get_args
from uuid import UUID

import msgspec
import phonenumbers
import pytest

from domain.clinic.settings import QuietHours
from domain.course.values import PlanPart
from domain.errors import NotFound
from domain.formulation.values import AreaKind
from domain.instant import DAY, HOUR, MINUTE, later
from domain.values import local_time
from domain.work.techniques import OWN_RECORD, TECHNIQUES, InWords
from interlude.demo.appointments import ZONES, first_session, placed
from interlude.demo.cast import Turn, Until, people
from interlude.demo.clinical import everywhere, work
from interlude.demo.forms import phq_answers
from interlude.demo.seed import CLOCK, make_whole
from interlude.environment import Environment
from tests.demo.clinic import CAST, PRESENT, Demo, opened


@pytest.fixture
def cases(demo: Demo) -> dict[str, dict[str, Any]]:
    demo.program.runner.start()
    found = {line.name: demo.desk.course(line.course, as_of=None, at=None) for line in demo.desk.home().caseload}
    demo.program.runner.stop()
    return found


def test_the_time_is_the_present(demo: Demo) -> None:
    assert demo.clock.now() == PRESENT


def test_each_story_has_come_to_its_point(cases: dict[str, dict[str, Any]]) -> None:
    amelia, peter, isla = (cases[person.name]["course"] for person in CAST[:3])
    assert (amelia["phase"], amelia["sessions_counted"], amelia["outcome"]) == ("initial", 3, None)
    assert (peter["sessions_counted"], peter["outcome"]) == (2, "dropped out")
    assert isla["paused"]


def test_what_the_clinic_did_is_in_the_history(cases: dict[str, dict[str, Any]]) -> None:
    topics = {entry["topic"] for case in cases.values() for entry in case["timeline"]}
    assert {
        "referral.accepted.v1",
        "course.session_moved.v1",
        "course.session_cancelled.v1",
        "course.plan_changed.v1",
        "course.paused.v1",
        "course.discharged.v1",
        "line.opted_out.v1",
        "check_in.answered.v1",
    } <= topics


def test_clients_answer_what_they_are_asked(cases: dict[str, dict[str, Any]]) -> None:
    answers = [[one["item"] for one in check_in["answers"]] for check_in in cases[CAST[0].name]["check_ins"]]
    assert answers == [["mood", "relationships"]] * 2


def test_nothing_happened_after_the_present(cases: dict[str, dict[str, Any]]) -> None:
    latest = max(entry["recorded_at"] for case in cases.values() for entry in case["timeline"])
    assert latest <= "2026-04-15T10:00:00Z"


def test_the_same_hour_makes_the_same_courses(cases: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    env = Environment(database_url=f"sqlite:///{tmp_path / 'again'}")
    make_whole(env, tmp_path / "again", CAST[:1], PRESENT, lambda now: None)
    with opened(tmp_path / "again") as again:
        case = cases[CAST[0].name]
        other = again.desk.course(UUID(case["header"]["course"]), as_of=None, at=None)
    for part in ("client", "course", "sessions", "check_ins", "plan_changes"):
        assert other[part] == case[part]
    # A reply's id comes from its number at the simulated provider, which counts everybody's.
    assert [(one["subject"], one["window"]) for one in other["messages"]] == [
        (one["subject"], one["window"]) for one in case["messages"]
    ]


class Interrupted(Exception):
    """The demo's start was given up."""


def test_a_start_that_is_given_up_leaves_nothing_that_would_be_taken_for_a_clinic(tmp_path: Path) -> None:
    env = Environment(database_url=f"sqlite:///{tmp_path}")

    def give_up(now: int) -> None:
        if now > later(PRESENT, -30 * DAY):
            raise Interrupted

    with pytest.raises(Interrupted):
        make_whole(env, tmp_path, CAST[:1], PRESENT, give_up)
    assert not (tmp_path / CLOCK).exists()
    make_whole(env, tmp_path, CAST[3:], PRESENT, lambda now: None)
    with opened(tmp_path) as demo, pytest.raises(NotFound):
        demo.desk.phone("sms", demo.desk.line_of(CAST[0].phone))


@pytest.mark.parametrize("hours", range(24))
def test_at_any_hour_something_is_due_soon_and_nobody_is_woken(hours: int) -> None:
    present, quiet = later(PRESENT, hours * HOUR), QuietHours()
    for person in (placed(person, present) for person in people() if person.lead_minutes is not None):
        due = later(present, (person.lead_minutes or 0) * MINUTE)
        assert quiet.ends <= local_time(due, person.zone).time() < quiet.starts
        coming = later(first_session(person, present).instant(), person.weeks * 7 * DAY)
        assert 0 < coming - due <= DAY + HOUR


def test_everybody_in_the_cast_is_made_up() -> None:
    cast = people()
    assert len(cast) >= 30
    assert len({person.name for person in cast}) == len({person.phone for person in cast}) == len(cast)
    for person in cast:
        digits = phonenumbers.format_number(phonenumbers.parse(person.phone), phonenumbers.PhoneNumberFormat.E164)
        assert digits.startswith(("+447700900", "+442079460", "+121255501", "+61491570"))
        assert not person.email or person.email.endswith("@client.example")


def test_the_cast_shows_every_kind_of_turn() -> None:
    cast = people()
    turns = [turn for person in cast for turn in person.turns]
    done = {turn.do for turn in turns}
    assert done >= {"move", "cancel", "miss", "late", "belated", "pause", "stop", "discharge", "text"}
    plans = {turn.part for turn in turns if turn.do == "plan"}
    plans |= {PlanPart.SESSION_NUMBER for turn in turns if turn.do == "extend"}
    plans |= {PlanPart.FREQUENCY for turn in turns if turn.do == "fortnightly"}
    assert plans == set(PlanPart)
    assert {person.zone for person in cast} == set(ZONES)
    assert {person.answers for person in cast} == {"always", "mostly", "never", "unclear", "none"}
    assert any(not person.email for person in cast)


def test_the_first_sessions_leave_an_assessment_a_formulation_and_a_plan(cases: dict[str, dict[str, Any]]) -> None:
    case = cases[CAST[0].name]
    assert case["assessment"]["diagnosis"]["content"]["code"] == "6A70.1"
    assert len(case["network"]["people"]) == 3
    assert case["formulation"]["formulations"][0]["agreed_on"] == case["sessions"][2]["starts"]["local"][:10]
    assert [goal["level"] for goal in case["plan"]["goals"]] == [-2, -1]
    assert len(case["plan"]["contracts"]) == 1
    assert [bool(note["signed"]) for note in case["work"]["notes"]] == [True, True, True]


def test_a_risk_answer_without_an_assessment_is_asked_about(cases: dict[str, dict[str, Any]], demo: Demo) -> None:
    assert cases[CAST[0].name]["safety"]["risk_assessment_asked_for"]
    assert demo.desk.home().waiting[0].kind == "risk"


def test_every_problem_area_and_a_birth_is_in_the_cast() -> None:
    told = [person.case for person in people() if person.case is not None]
    assert {case.kind for case in told} == set(AreaKind)
    assert {case.birth.status.value for case in told if case.birth} == {"pregnant", "postnatal"}
    assert all(person.case for person in people() if person.until == "now" and person.weeks > 0)
    assert {person.until for person in people()} == set(get_args(Until))


@pytest.mark.parametrize("kind", AreaKind)
def test_every_area_has_enough_to_tell_for_a_whole_course(kind: AreaKind) -> None:
    told = work(kind)
    assert len(told.sessions) == 8
    for one in (*told.sessions, *everywhere().later, *everywhere().ending):
        assert isinstance(one.record, OWN_RECORD.get(one.technique, InWords))
        assert one.technique in TECHNIQUES


@pytest.mark.parametrize("total", [0, 1, 8, 17, 25])
def test_answers_have_the_total_that_the_case_tells(total: int) -> None:
    for at_risk in (False, total > 0):
        given = phq_answers(total, Random(1), at_risk=at_risk).given
        assert sum(given.values()) == min(total, 24 + at_risk)
        assert given["9"] == at_risk


def test_a_whole_course_goes_on_in_maintenance_and_is_followed_up(tmp_path: Path) -> None:
    brief = next(person for person in people() if person.name == "Zara Hussain")
    maintain = Turn(session=8, do="maintain", sessions=6)
    person = msgspec.structs.replace(brief, weeks=24, turns=[*brief.turns, maintain])
    env = Environment(database_url=f"sqlite:///{tmp_path}")
    make_whole(env, tmp_path, [person], PRESENT, lambda now: None)
    with opened(tmp_path) as demo:
        demo.program.runner.start()
        lines = {line.phase: line for line in demo.desk.home().caseload}
        demo.program.runner.stop()
        acute = demo.desk.course(lines["Ending"].course, as_of=None, at=None)
        after = demo.desk.course(lines["Maintenance"].course, as_of=None, at=None)
    assert acute["ending"]["remission"][0]["content"]["how"] == "ipt-alone"
    assert [due["standing"] for due in acute["follow_ups"]] == ["held", "to-come", "to-come"]
    assert acute["pathway"]["continued_by"] == [after["header"]["course"]]
    assert after["pathway"]["follows"] == acute["header"]["course"]
    assert after["course"]["sessions_counted"] > 0
