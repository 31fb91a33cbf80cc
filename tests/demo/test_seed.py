"""The demo's courses come about by real commands, in time, and alike each time."""

from pathlib import Path
from typing import Any
from uuid import UUID

import phonenumbers
import pytest

from domain.clinic.settings import QuietHours
from domain.course.values import PlanPart
from domain.errors import NotFound
from domain.instant import DAY, HOUR, MINUTE, later
from domain.values import local_time
from interlude.demo.appointments import ZONES, first_session, placed
from interlude.demo.cast import people
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
