"""The plan, the work of the sessions, previews, progress and outcomes over HTTP."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.clinic.decisions import Rules, adopt
from domain.event import SYSTEM
from domain.instant import parse
from interlude.rules import DEFAULTS, read_toml
from tests.api.clinic import Caller, ClinicApi, booking, wall

NOBODYS = UUID(int=1)
AUTHOR = "Dr Okafor"
SCALE = dict(
    much_less="argues daily", less="argues weekly", expected="one calm talk", more="two calm talks", much_more="at ease"
)
GOAL = dict(words="talk with my brother", scale=SCALE, baseline=-1, realistic_and_achievable=True)
CHANGE = dict(
    part="frequency",
    change="fortnightly",
    reason="shift work",
    decided_by="both",
    client_agreed=True,
    effective_on="2026-02-02",
    every_days=14,
    apply_to_booked=True,
)


def instruments(api: ClinicApi) -> None:
    files = (DEFAULTS / "instruments" / f"{name}.toml" for name in ("phq-9", "gad-7"))
    rules = [
        Rules(kind="instrument", name=f"{one['id']}@1", content=one, sha256=one["id"]) for one in map(read_toml, files)
    ]
    api.executor.run(partial(adopt, rules=rules), actor=SYSTEM, command_id=uuid4())


@pytest.fixture
def course(staff: Caller) -> str:
    return f"/courses/{staff.open_course()}"


@pytest.fixture
def sessions(staff: Caller, course: str) -> list[str]:
    made: list[str] = staff.done(f"{course}/session-series", {**booking("2026-02-09T09:00"), "count": 4})["sessions"]
    return made


def held(api: ClinicApi, staff: Caller, course: str, sessions: list[str]) -> None:
    api.clock.at = parse("2026-03-02T18:00Z")
    for session in sessions:
        staff.done(f"{course}/sessions/{session}/attendance", dict(attendance="on-time"))


def filled_in(staff: Caller, course: str, instrument: str, value: int, day: str) -> None:
    """Key in a form with the same answer throughout, but for 0 to a risk item."""
    content = read_toml(DEFAULTS / "instruments" / f"{instrument}.toml")
    questions = [item["id"] for item in content["items"]]
    given = dict.fromkeys(questions, value) | {risk["item"]: 0 for risk in content["risk_items"]}
    body = dict(author=AUTHOR, on=day, instrument=instrument, answers=dict(given=given))
    staff.done(f"{course}/measures", body)


def test_a_goal_is_set_rated_and_shown_with_its_attainment(staff: Caller, course: str) -> None:
    goal = staff.done(f"{course}/goals", dict(author=AUTHOR, area="role-dispute", goal=GOAL))["made"]
    staff.done(f"{course}/goals/{goal}/ratings", dict(author=AUTHOR, rated=dict(level=1)))

    found = staff.get(f"{course}/plan")
    (shown,) = found.json()["goals"]
    assert (shown["id"], shown["level"], found.json()["attainment"]) == (
        goal,
        1,
        dict(goals=1, baseline=40.0, now=60.0),
    )
    assert found.headers["ETag"] == f'"{found.json()["version"]}"'


def test_a_goal_is_set_once_for_its_key_and_only_on_the_version_that_was_seen(staff: Caller, course: str) -> None:
    body = dict(author=AUTHOR, area="grief", goal=GOAL)
    first, again = (staff.post(f"{course}/goals", body, key="one") for _ in range(2))
    assert (first.json(), again.headers["Idempotency-Replayed"]) == (again.json(), "true")
    assert len(staff.get(f"{course}/plan").json()["goals"]) == 1
    stale = staff.post(f"{course}/goals", body, {"If-Match": '"1"'})
    assert (stale.status_code, stale.json()["code"]) == (412, "version-differs")


def test_contract_and_review_stand_in_the_plan(staff: Caller, course: str, sessions: list[str]) -> None:
    staff.done(f"{course}/contracts", dict(author=AUTHOR, focus="the dispute", copy_given_on="2026-02-02"))
    review = dict(progress="fewer quarrels", needing_attention=["sleep"], barriers=["shift work"])
    staff.done(f"{course}/plan-reviews", dict(author=AUTHOR, review=review))

    found = staff.get(f"{course}/plan").json()
    assert found["contracts"][0]["content"]["sessions"] == found["sessions_agreed"] == 12
    assert found["reviews"][0]["content"]["barriers"] == ["shift work"]
    assert found["ends_on"] == "2026-03-02"


def test_a_preview_shows_what_would_move_and_changes_nothing(
    api: ClinicApi, staff: Caller, course: str, sessions: list[str]
) -> None:
    head = api.log.head()
    found = staff.done(f"{course}/plan-changes/preview?days=90", CHANGE)
    moved = [one for one in found["items"] if one["sort"] == "session"]
    assert [(one["key"], one["after"]) for one in moved] == [
        (sessions[1], "2026-02-23T09:00:00Z"),
        (sessions[2], "2026-03-09T09:00:00Z"),
        (sessions[3], "2026-03-23T09:00:00Z"),
    ]
    assert api.log.head() == head

    staff.done(f"{course}/plan-changes", CHANGE)
    now = {one["id"]: one["starts_at"] for one in staff.get(course).json()["sessions"]}
    assert all(now[one["key"]] == one["after"] for one in moved)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("pauses", dict(reason="holiday")),
        ("discharge", dict(outcome="completed-early", discharged_on="2026-02-02")),
        ("check-in-plans", dict(plan=dict(weekday=2, at="18:30:00", items=["mood"]))),
        ("session-series", {**booking("2026-03-09T09:00"), "count": 2}),
    ],
)
def test_what_can_be_looked_at_beforehand_touches_something(
    staff: Caller, course: str, sessions: list[str], path: str, body: dict[str, Any]
) -> None:
    assert staff.done(f"{course}/{path}/preview", body)["items"]


def test_a_preview_is_refused_as_the_command_would_be(staff: Caller, course: str, sessions: list[str]) -> None:
    late = staff.post(f"{course}/sessions/{sessions[0]}/moves/preview", dict(starts=wall("2025-02-09T09:00")))
    far = staff.post(f"{course}/pauses/preview?days=0", dict(reason="holiday"))
    assert [(one.status_code, one.json()["code"]) for one in (late, far)] == [(422, "in-the-past"), (422, "invalid")]


def test_all_following_sessions_move_with_one(staff: Caller, course: str, sessions: list[str]) -> None:
    move = dict(starts=wall("2026-02-17T10:00"), following=True, by="client")
    staff.done(f"{course}/sessions/{sessions[1]}/moves", move)
    starts = [one["starts"]["local"] for one in staff.get(course).json()["sessions"]]
    assert starts == ["2026-02-09T09:00:00", "2026-02-17T10:00:00", "2026-02-24T10:00:00", "2026-03-03T10:00:00"]


def test_the_work_of_a_session_is_noted_and_read(
    api: ClinicApi, staff: Caller, course: str, sessions: list[str]
) -> None:
    held(api, staff, course, sessions[:2])
    session = f"{course}/sessions/{sessions[0]}"
    opening = dict(answer="a hard week", mood=4, links=[dict(event="the call", mood="sank")])
    staff.done(f"{session}/openings", dict(author=AUTHOR, opening=opening))
    record = {"type": "problem-solving", "problem": "late shifts", "options": ["swap", "ask"], "choice": "ask"}
    staff.done(f"{session}/techniques", dict(author=AUTHOR, technique="problem-solving", used=dict(record=record)))
    staff.done(f"{session}/area-work", dict(author=AUTHOR, area="role-dispute", text="what each expects"))
    step = staff.done(f"{session}/next-steps", dict(author=AUTHOR, step=dict(words="ring him")))["made"]
    assert staff.get(f"{course}/agenda").json()["next_steps"][0]["id"] == step
    asked = dict(author=AUTHOR, session=sessions[1], asked=dict(told="rang him twice"))
    staff.done(f"{course}/next-steps/{step}/answers", asked)

    found = staff.get(f"{course}/work").json()
    assert found["openings"][0]["content"]["opening"] == opening
    assert found["techniques"][0]["content"]["used"]["record"] == {**record, "result": ""}
    assert (found["areas"][0]["on"], found["open_steps"]) == ("2026-02-09", [])


def test_notes_that_wait_for_a_signature_are_listed(api: ClinicApi, staff: Caller, course: str) -> None:
    note = staff.done(f"{course}/notes", dict(author=AUTHOR, text="Spoke of the call."))["made"]
    waiting = [staff.get("/unsigned-notes").json()["items"][0]["waits_for"]]
    staff.done(f"{course}/notes/{note}/drafts", dict(author=AUTHOR, text="Spoke of the letter."))
    staff.done(f"{course}/notes/{note}/signature", dict(author=AUTHOR, needs_cosignature=True))
    waiting.append(staff.get("/unsigned-notes").json()["items"][0]["waits_for"])
    staff.done(f"{course}/notes/{note}/addenda", dict(author=AUTHOR, text="He rang back."))
    staff.done(f"{course}/notes/{note}/cosignature", dict(author="Dr Lindqvist"))

    assert waiting == ["signature", "cosignature"]
    assert staff.get("/unsigned-notes").json()["items"] == []
    again = staff.post(f"{course}/notes/{note}/drafts", dict(author=AUTHOR, text="Spoke of nothing."))
    assert (again.status_code, again.json()["code"]) == (409, "note-signed")


def test_the_agenda_asks_for_what_is_open(staff: Caller, course: str, sessions: list[str]) -> None:
    found = staff.get(f"{course}/agenda").json()
    assert (found["session"], found["number"], found["sessions_agreed"]) == (sessions[0], 1, 12)
    assert found["opening_question"] == "How have you been since we last met?"


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        (f"goals/{NOBODYS}/ratings", dict(author=AUTHOR, rated=dict(level=1)), 404, "unknown-goal"),
        (f"notes/{NOBODYS}/signature", dict(author=AUTHOR), 404, "unknown-note"),
        ("phase-tasks", dict(author=AUTHOR, task="dance"), 422, "unknown-task"),
        ("goals", dict(author=AUTHOR, area="weather", goal=GOAL), 422, "invalid"),
        ("goals", dict(author=" ", area="grief", goal=GOAL), 422, "invalid"),
        (f"sessions/{NOBODYS}/openings", dict(author=AUTHOR, opening=dict(answer="well")), 404, "unknown-session"),
    ],
)
def test_each_refusal_has_its_status_and_code(
    staff: Caller, course: str, path: str, body: object, status: int, code: str
) -> None:
    answer = staff.post(f"{course}/{path}", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_progress_tells_scores_goals_and_attendance_as_they_were_known(
    api: ClinicApi, staff: Caller, course: str, sessions: list[str]
) -> None:
    instruments(api)
    filled_in(staff, course, "phq-9", 2, "2026-02-02")
    held(api, staff, course, sessions)
    before = api.log.head()
    filled_in(staff, course, "phq-9", 0, "2026-03-02")
    api.clock.at = parse("2026-03-02T19:00Z")
    staff.done(f"{course}/phase-changes", dict(phase="middle", reason="ready"))

    now = staff.get(f"{course}/progress").json()
    (series,) = now["scores"]
    assert [(point["total"], point["phase"]) for point in series["points"]] == [(16, "initial"), (0, "initial")]
    assert series["change"]["reliable"] == "reliable improvement"
    assert now["outcome"]["reliable_recovery"] is True
    assert (now["attendance"]["by_code"], now["attendance"]["counted"]) == ({"on-time": 4}, 4)
    assert [mark["phase"] for mark in now["phases"]] == ["initial", "middle"]

    then = staff.get(f"{course}/progress?at={before}").json()
    assert (len(then["scores"][0]["points"]), then["outcome"], then["lacking"]) == (1, None, ["phq-9"])


def test_outcomes_state_what_they_are_a_part_of_and_what_is_missing(
    api: ClinicApi, staff: Caller, course: str, sessions: list[str]
) -> None:
    instruments(api)
    filled_in(staff, course, "phq-9", 2, "2026-02-02")
    other = f"/courses/{staff.open_course(staff.register(name='Kim Vale'))}"
    held(api, staff, course, sessions)
    filled_in(staff, course, "phq-9", 0, "2026-03-02")
    staff.done(f"{course}/discharge", dict(outcome="completed", discharged_on="2026-03-02"))
    staff.done(f"{other}/discharge", dict(outcome="never-attended", discharged_on="2026-02-20"))

    found = staff.get("/outcomes").json()
    assert (found["discharged"], found["treated"]) == (2, dict(count=1, of=2))
    assert (found["paired"], found["without_pair"]) == (dict(count=1, of=1), 0)
    assert found["reliable_recovery"] == dict(count=1, of=1)
    assert found["by_outcome"] == {"completed": 1, "never-attended": 1}
    assert found["goal_attainment"] == dict(mean=None, over=0)
    assert staff.get("/outcomes?since=2026-03-01").json()["discharged"] == 1
    assert staff.get("/outcomes?since=2026-03-03&until=2026-03-01").status_code == 422
