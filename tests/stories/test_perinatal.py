"""A course before and after a birth: becoming a parent, fewer sessions by another protocol, then by video."""

from collections.abc import Iterator

import pytest

from tests.stories import chapters
from tests.stories.clinic import story_clinic
from tests.stories.course import Course, opened
from tests.stories.reading import read_back, sentences, standings, tasks_open

BECOMING = dict(
    area="role-transition",
    old_role="a woman with a post of her own",
    new_role="a mother",
    fears="that she will not love the child",
    expectations="to be back at work by summer",
    supports_needed="nights that somebody else takes",
)
MODERATE = dict(system="icd-11", code="6A70.1", words="single episode, moderate, in pregnancy")
ASKS = ("asks nobody", "hints", "asks once a week", "asks each day", "others offer")
VIDEO = dict(mode="video", where="https://video.example/room-7", clinician="Dr Okafor")


def before_the_birth(course: Course) -> None:
    first = course.hold("frightened", 3, because="the scan")
    course.fill_in("phq-9", 2, 2, 3, 2, 1, 2, 1, 0, 0, session=first)
    course.fill_in("gad-7", 2, 2, 3, 2, 1, 1, 3, session=first)
    chapters.assess(course, "grew up without her mother", "cannot think of the birth", "copes alone", MODERATE)
    found = dict(conclusion="nothing told; the midwife sees her weekly", safeguarding="the unborn child: no concern")
    course.note("safety/risk-assessments", assessment=found)
    course.note("assessment/perinatal", perinatal=dict(status="pregnant", due_on="2026-04-20"))
    course.hold("less alone", 4)
    chapters.person(course, "Jo", "partner", 1, "practical", "company")
    chapters.formulate(course, "she is expecting a child", BECOMING, "low since she cannot see herself as a mother")
    chapters.set_goal(course, "role-transition", "ask for help", ASKS)
    course.note("contracts", focus="becoming a mother")


def the_due_date_corrected(course: Course) -> None:
    wrong = course.read("assessment")["perinatal_flag"]["id"]
    course.mark("before the correction")
    replaces = dict(entry=wrong, how="correction", reason="the letter of the hospital says the second")
    course.note("assessment/perinatal", perinatal=dict(status="pregnant", due_on="2026-04-02"), replaces=replaces)


def middle_phase(course: Course) -> None:
    course.hold("told Jo", 5, work="what she expects of herself", area="role-transition")
    course.enter("middle")
    course.miss()
    course.hold_several(3, "role-transition", "the post that she leaves, and what it gave")
    words = dict(type="in-words", words="whether to go back by summer")
    course.at(course.read()["sessions"][6]["id"], "techniques", technique="decision-analysis", used=dict(record=words))


def the_birth(course: Course) -> None:
    """The course rests for a month; afterwards fewer sessions are agreed on, under the protocol that has them."""
    course.do("pauses", reason="the birth")
    chapters.move_on(course, course.booked()[0]["id"], "2026-05-04T10:00", "the birth")
    course.clinic.until("2026-04-29T12:00:00Z")
    course.do("resumptions", reason="mother and child are at home")
    flag = course.read("assessment")["perinatal_flag"]["id"]
    replaces = dict(entry=flag, how="revision", reason="the child is born")
    course.note("assessment/perinatal", perinatal=dict(status="postnatal", born_on="2026-03-31"), replaces=replaces)
    course.mark("before the protocol moved")
    course.do("protocol-moves", protocol="ipt-12", protocol_version=1, reason="fewer sessions fit the feeds")
    course.change_plan("session-number", "ten in all", "the feeds", sessions_agreed=10, apply_to_booked=True)
    for one in course.booked():
        course.do(f"sessions/{one['id']}/place-changes", place=VIDEO)


def ending_phase(course: Course) -> None:
    course.hold("he sleeps in the sling", 6, work="the new role weighed", area="role-transition")
    chapters.review(course, "asks Jo for the nights", "sleep", "feeds")
    chapters.person(course, "the mothers' group", "group", 3, "understanding", "company", new_contact=True)
    course.hold("a walk with the group", 6, work="what a good day is", area="role-transition")
    course.enter("ending")
    goal = course.read("plan")["goals"][0]["id"]
    course.note(f"goals/{goal}/ratings", rated=dict(level=1))
    course.hold("a bad night", 5)
    chapters.end(course, "2026-05-25", "asks for help", "stops answering", "ipt-alone", "maintenance")
    last = course.hold("in love with him", 8)
    course.fill_in("phq-9", 1, 0, 2, 1, 0, 0, 0, 0, 0, session=last)
    course.fill_in("gad-7", 1, 1, 1, 0, 0, 0, 1, session=last)
    chapters.discharge(course)


def afterwards(course: Course) -> Course:
    maintenance = chapters.linked(course, "maintenance", "ipt-maintenance", 3)
    maintenance.book("2026-06-22T10:00", 3)
    maintenance.hold("back at work on Mondays", 7)
    maintenance.hold("well", 7)
    chapters.follow_up(course, 3, "2026-08-25")
    chapters.follow_up(course, 6, "2026-11-25")
    chapters.follow_up(course, 12, "2027-05-25", well_being="a birthday with everybody")
    return maintenance


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, Course]]:
    with story_clinic(tmp_path_factory.mktemp("perinatal"), "2026-01-22T09:00:00Z") as clinic:
        course = opened(clinic, "Maya Lorne", "frightened of the birth")
        before_the_birth(course)
        the_due_date_corrected(course)
        middle_phase(course)
        the_birth(course)
        ending_phase(course)
        yield course, afterwards(course)


@pytest.fixture
def course(both: tuple[Course, Course]) -> Course:
    return both[0]


def test_ten_sessions_are_held_around_the_birth(course: Course) -> None:
    cut = ["cancelled"] * 2
    assert course.states() == ["1", "2", "3", "did-not-attend", *(str(one) for one in range(4, 11)), *cut]
    told = course.read()
    assert (told["protocol"], told["sessions_agreed"], told["sessions_counted"]) == ("ipt-12", 10, 10)
    days = [one["starts"]["local"][5:10] for one in told["sessions"]]
    assert days[5:8] == ["03-09", "03-16", "05-04"]


def test_the_flag_goes_from_the_due_date_to_the_birth(course: Course) -> None:
    file = read_back(course)
    flags = [one["content"] for one in file["assessment"]["perinatal"]]
    assert [one["due_on"] or one["born_on"] for one in flags] == ["2026-04-20", "2026-04-02", "2026-03-31"]
    assert file["assessment"]["perinatal_flag"]["content"]["status"] == "postnatal"
    assert [one["how"] for one in file["assessment"]["perinatal"]] == [None, "correction", "revision"]
    then = course.replay("before the correction")["assessment"]["perinatal_flag"]
    assert then["content"]["due_on"] == "2026-04-20"


def test_the_protocol_was_moved_with_its_consequences_on_record(course: Course) -> None:
    assert course.replay("before the protocol moved")["course"]["protocol"] == "ipt-16"
    (sentence,) = sentences(course.read("history"), "course.protocol_moved.v1")
    assert "fewer sessions fit the feeds" in sentence
    assert [change["change"] for change in course.replay()["plan_changes"]] == ["ten in all"]
    assert tasks_open(course) == []


def test_after_the_birth_she_is_seen_by_video_and_told_so(course: Course) -> None:
    modes = [one["place"]["mode"] for one in course.read()["sessions"] if one["state"] == "held"]
    assert modes == ["room"] * 7 + ["video"] * 4
    assert not any("23 March" in text or "April" in text for text in course.clinic.texts())


def test_the_child_is_thought_of_in_the_risk_assessment(course: Course) -> None:
    (assessed,) = course.read("safety")["assessments"]
    assert assessed["fact"]["content"]["safeguarding"] == "the unborn child: no concern"


def test_she_recovers_and_asks_for_help(course: Course) -> None:
    progress = course.read("progress")
    totals = {one["instrument"]: [point["total"] for point in one["points"]] for one in progress["scores"]}
    assert totals == {"phq-9": [13, 4], "gad-7": [14, 4]}
    assert progress["outcome"]["reliable_recovery"] is True
    assert progress["attainment"] == dict(goals=1, baseline=40.0, now=60.0)


def test_monthly_maintenance_follows_with_a_year_of_follow_ups(both: tuple[Course, Course]) -> None:
    course, maintenance = both
    assert [(month, state) for month, state, _ in standings(course)] == [(3, "held"), (6, "held"), (12, "held")]
    file = read_back(maintenance)
    assert (file["pathway"]["link"], file["course"]["sessions_counted"]) == ("maintenance", 2)
    assert course.read("ending")["follow_ups"][-1]["content"]["held"]["well_being"] == "a birthday with everybody"
