"""A course whose focus is a role transition: a move and a new post, with a dispute as the second focus."""

from collections.abc import Iterator

import pytest

from tests.stories import chapters
from tests.stories.clinic import story_clinic
from tests.stories.course import Course, opened
from tests.stories.reading import read_back, sentences, standings, tasks_open

TRANSITION = dict(
    area="role-transition",
    old_role="one of the team in Leeds",
    new_role="head of a department in Bristol",
    mourned="friends, and knowing his way about",
    fears="that he is found out",
    skills_needed="saying no",
)
DISPUTE = dict(area="role-dispute", with_whom="his deputy", stage="renegotiation")
MILD = dict(system="icd-10", code="F32.0", words="mild depressive episode")
SAYS_NO = ("takes on everything", "complains afterwards", "says no once a week", "says no when he means it", "at ease")


def initial_phase(course: Course) -> None:
    first = course.hold("tired", 4, because="the first budget")
    course.fill_in("phq-9", 2, 1, 2, 2, 1, 1, 1, 0, 0, session=first)
    course.fill_in("wsas", 5, 3, 4, 2, 4, session=first)
    chapters.assess(course, "moved in October", "works until nine", "does it all himself", MILD)
    course.note("safety/risk-assessments", assessment=dict(conclusion="asked about; nothing told, seen weekly"))
    chapters.person(course, "Ben", "friend in Leeds", 2, "encouragement", contact="monthly")
    course.hold("much the same", 4)
    chapters.formulate(course, "the move to Bristol", TRANSITION, "low since he lost his place in the team")
    chapters.set_goal(course, "role-transition", "say no", SAYS_NO)
    course.note("contracts", focus="becoming a head of department")


def an_entry_for_the_wrong_client(course: Course) -> None:
    """An opening of somebody else was keyed in here: it is taken back, and the right one noted."""
    session = course.come_to_next()
    course.attended(session, "late-seen")
    wrong = course.at(session, "openings", opening=dict(answer="the baby does not sleep", mood=2))
    course.mark("before the correction")
    course.note("retractions", entry=wrong, why="said by another client")
    course.at(session, "openings", opening=dict(answer="a good weekend", mood=6))
    note = course.note("notes", text="A good weekend with his brother.", session=session)
    course.note(f"notes/{note}/signature", needs_cosignature=True)
    talk = dict(about="how much to take on", advice="stay with the transition", action="ask about Leeds")
    course.note("supervision", with_whom="Dr Lindqvist", talk=talk)
    made = course.clinic.done(f"{course.path}/notes/{note}/cosignature", dict(author="Dr Lindqvist", remark="agreed"))
    assert made["id"] == course.id


def middle_phase(course: Course) -> None:
    course.enter("middle")
    session = course.hold("overwhelmed", 4, work="the old role and what it gave", area="role-transition")
    solved = dict(type="problem-solving", problem="three reports at once", options=["delegate", "ask for time"])
    course.at(session, "techniques", technique="problem-solving", used=dict(record={**solved, "choice": "delegate"}))
    dispute = course.note("formulation/areas", area=DISPUTE)
    assert course.refused("formulation/focus-choices", author="Dr Okafor", area=dispute) == "focus-reason-needed"
    course.note("formulation/focus-choices", area=dispute, because="the deputy wanted the post")
    course.mark("before the plan changed")
    course.change_plan("focus", "the dispute with his deputy as well", "it keeps him from handing over work")
    course.change_plan("session-length", "45 minutes", "lunch hour", minutes=45, apply_to_booked=True)
    course.miss()
    course.hold("spoke with the deputy", 5, work="what the deputy expects", area="role-dispute")


def a_pause_abroad(course: Course) -> None:
    """Two sessions are called off, the course rests, and what was called off is booked anew at the end."""
    for one in course.booked()[:2]:
        course.cancel(one["id"], "client", "sent abroad")
    course.do("pauses", reason="sent abroad by the firm")
    course.clinic.until("2026-03-27T09:00:00Z")
    course.do("resumptions")
    course.book("2026-05-11T10:00", 2)


def ending_phase(course: Course) -> None:
    course.hold_several(4, "role-transition", "the new role weighed")
    chapters.review(course, "hands over work", "Sundays", "the budget")
    chapters.person(course, "Marta", "colleague", 3, "guidance", new_contact=True)
    course.enter("ending")
    course.hold_several(2, "role-transition", "what he takes along")
    goal = course.read("plan")["goals"][0]["id"]
    course.note(f"goals/{goal}/ratings", rated=dict(level=0))
    chapters.end(course, "2026-05-18", "hands over work", "works on Sundays", "ipt-alone", "decide-later")
    last = course.hold("settled", 7)
    course.fill_in("phq-9", 1, 0, 1, 1, 0, 0, 1, 0, 0, session=last)
    course.fill_in("wsas", 1, 1, 2, 1, 1, session=last)
    chapters.discharge(course)


def afterwards(course: Course) -> Course:
    """Maintenance is decided on at the first follow-up."""
    chapters.follow_up(course, 3, "2026-08-20", functioning="long days again")
    decided = dict(decision="maintenance", text="monthly, for a year", client_agreed=True, every_days=28)
    course.note("maintenance-decisions", maintenance=decided)
    maintenance = chapters.linked(course, "maintenance", "ipt-maintenance", 12)
    maintenance.book("2026-09-07T10:00", 12)
    maintenance.hold("keeps Sundays free", 7)
    chapters.follow_up(course, 6, "2026-11-19")
    chapters.follow_up(course, 12, "2027-05-20")
    return maintenance


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, Course]]:
    with story_clinic(tmp_path_factory.mktemp("transition"), "2026-01-22T09:00:00Z") as clinic:
        course = opened(clinic, "Tom Ellery", "tired since the move")
        initial_phase(course)
        an_entry_for_the_wrong_client(course)
        middle_phase(course)
        a_pause_abroad(course)
        ending_phase(course)
        yield course, afterwards(course)


@pytest.fixture
def course(both: tuple[Course, Course]) -> Course:
    return both[0]


def test_what_was_called_off_and_missed_is_made_up_for(course: Course) -> None:
    numbers = ["1", "2", "3", "4", "did-not-attend", "5", "cancelled", "cancelled"]
    assert course.states() == [*numbers, *(str(number) for number in range(6, 13))]
    told = course.read()
    assert (told["sessions_counted"], told["discharged_on"]) == (12, "2026-05-18")
    attendance = course.read("progress")["attendance"]
    assert attendance["by_code"] == {"on-time": 11, "late-seen": 1, "did-not-attend": 1}
    assert attendance["cancelled_by_client"] == 2


def test_sessions_are_shorter_from_the_change_of_the_plan_on(course: Course) -> None:
    minutes = [one["minutes"] for one in course.read()["sessions"]]
    assert minutes == [50] * 4 + [45] * 11
    assert {one["minutes"] for one in course.replay("before the plan changed")["sessions"]} == {50}


def test_the_second_focus_has_its_reason(course: Course) -> None:
    file = read_back(course)
    transition, dispute = file["formulation"]["areas"]
    assert file["formulation"]["in_focus"] == [transition["id"], dispute["id"]]
    assert [focus["because"] for focus in file["formulation"]["foci"]] == ["", "the deputy wanted the post"]
    assert transition["latest"]["content"]["mourned"] == "friends, and knowing his way about"
    assert [change["part"] for change in file["plan_changes"]] == ["focus", "length of sessions"]


def test_what_was_noted_for_the_wrong_client_is_marked_and_stays(course: Course) -> None:
    session = course.read()["sessions"][2]["id"]
    wrong, right = [one for one in course.read("work")["openings"] if one["content"]["session"] == session]
    assert (wrong["replaced_by"] is None, right["replaced_by"]) == (False, None)
    then = course.replay("before the correction")["work"]["openings"][-1]
    assert (then["id"], then["replaced_by"]) == (wrong["id"], None)
    assert len(sentences(course.read("history"), "work.retracted.v1")) == 1


def test_the_note_was_signed_and_cosigned(course: Course) -> None:
    (note,) = course.read("work")["notes"]
    assert (note["signed"]["by"], note["cosigned"]["by"], note["waits_for"]) == ("Dr Okafor", "Dr Lindqvist", "")
    (talk,) = course.read("pathway")["supervision"]
    assert talk["content"]["talk"]["advice"] == "stay with the transition"


def test_he_works_and_feels_better_and_has_met_somebody(course: Course) -> None:
    progress = course.read("progress")
    totals = {one["instrument"]: [point["total"] for point in one["points"]] for one in progress["scores"]}
    assert totals == {"phq-9": [10, 4], "wsas": [18, 6]}
    assert progress["attainment"] == dict(goals=1, baseline=40.0, now=50.0)
    assert progress["network"]["latest"]["support"]["guidance"] == 1
    assert tasks_open(course) == []


def test_maintenance_is_decided_on_at_the_first_follow_up(both: tuple[Course, Course]) -> None:
    course, maintenance = both
    assert [one["content"]["decision"] for one in course.read("ending")["maintenance"]] == [
        "decide-later",
        "maintenance",
    ]
    assert [(month, state) for month, state, _ in standings(course)] == [(3, "held"), (6, "held"), (12, "held")]
    file = read_back(maintenance)
    assert (file["pathway"]["follows"], file["course"]["sessions_counted"]) == (course.id, 1)
    assert [one["starts"]["local"][:10] for one in file["sessions"]][:3] == ["2026-09-07", "2026-10-05", "2026-11-02"]
