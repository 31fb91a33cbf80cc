"""A course whose focus is grief: a widower, from the referral to the follow-up after a year and maintenance."""

from collections.abc import Iterator

import pytest

from tests.stories import chapters
from tests.stories.clinic import story_clinic
from tests.stories.course import Course, opened
from tests.stories.reading import read_back, sentences, standings, tasks_open

GRIEF = dict(
    area="grief",
    person="his wife",
    relationship="married for thirty years; close, with quarrels never made up",
    circumstances="a stroke in November; he was at work",
)
MODERATE = dict(system="icd-10", code="F32.1", words="moderate depressive episode")
SEVERE = dict(system="icd-10", code="F32.2", words="severe depressive episode")
OUT = ("stays in bed", "goes out on Sundays", "out twice a week", "out most days", "out every day")


def initial_phase(course: Course) -> None:
    first = course.hold("empty since the funeral", 3, because="the first winter alone")
    course.fill_in("phq-9", 2, 3, 2, 2, 1, 2, 2, 1, 1, session=first)
    course.mark("risk answered")
    found = dict(conclusion="passing thoughts, no plan; seen again in a week", to_self=dict(intent="denied"))
    course.note("safety/risk-assessments", assessment=found)
    course.note("safety/plans", plan=dict(warning_signs=["sits up all night"], people_to_ask=["his daughter"]))
    course.note("safety/plan-copies", copy=dict(holder="the client", how="on paper"))
    chapters.assess(course, "retired in 2024", "does not leave the house", "keeps grief to himself", MODERATE)
    course.do("check-in-plans", plan=dict(weekday=2, at="18:30:00", items=["mood", "relationships"]))
    chapters.person(course, "Hanna", "daughter", 1, "understanding", wanted_changes="to speak of her mother")
    chapters.person(course, "Paul", "friend from work", 3, "company")
    course.replies("2026-02-04T19:00:00Z", "4", "6")
    course.hold("a little lighter", 4)
    chapters.formulate(course, "his wife died", GRIEF, "low since the loss that he does not speak of")
    chapters.set_goal(course, "grief", "go out again", OUT)
    course.note("contracts", focus="grief for his wife", copy_given_on="2026-02-09")


def middle_phase(course: Course) -> None:
    course.hold("wept at the grave", 4, because="the anniversary", work="reconstructed the marriage", area="grief")
    course.enter("middle")
    course.miss()
    scene = dict(type="guided-imagery", scene="the hospital corridor", insight="he was not to blame")
    session = course.hold("angry with the doctors", 4, work="the day she died", area="grief")
    course.at(session, "techniques", technique="guided-imagery", used=dict(record=scene))
    course.at(session, "next-steps", step=dict(words="show Hanna the photographs"))
    course.mark("before the plan changed")
    reason = "the anniversary falls into the ending"
    course.change_plan("session-number", "two sessions more", reason, sessions_agreed=14, apply_to_booked=True)


def a_pause_for_an_operation(course: Course) -> None:
    course.do("pauses", reason="an operation")
    chapters.move_on(course, course.booked()[0]["id"], "2026-03-23T10:00", "an operation")
    course.clinic.until("2026-03-21T12:00:00Z")
    assert course.refused("pauses", reason="an operation") == "course-paused"
    course.do("resumptions", reason="back home")
    course.do("check-in-stops", reason="would rather talk")


def the_diagnosis_corrected(course: Course) -> None:
    wrong = course.read("assessment")["diagnosis"]["id"]
    course.mark("before the correction")
    replaces = dict(entry=wrong, how="correction", reason="the wrong line of the list")
    course.note("assessment/diagnoses", diagnosis=SEVERE, replaces=replaces, on="2026-02-02")


def ending_phase(course: Course) -> None:
    course.hold_several(7, "grief", "what life without her may be")
    chapters.review(course, "goes out on three days", "evenings", "the anniversary")
    course.enter("ending")
    course.hold_several(2, "grief", "people taken up again")
    chapters.person(course, "the choir", "acquaintances", 3, "company", "encouragement", new_contact=True)
    goal = course.read("plan")["goals"][0]["id"]
    course.note(f"goals/{goal}/ratings", rated=dict(level=1))
    chapters.end(course, "2026-05-25", "speaks of her", "draws the curtains", "ipt-alone", "maintenance")
    last = course.hold("ready", 8, work="saying goodbye", area="grief")
    course.fill_in("phq-9", 1, 0, 1, 1, 0, 0, 1, 0, 0, session=last)
    chapters.discharge(course)


def afterwards(course: Course) -> Course:
    """Monthly maintenance, and the follow-ups of the course that it follows."""
    maintenance = chapters.linked(course, "maintenance", "ipt-maintenance", 12)
    maintenance.book("2026-06-22T10:00", 2)
    maintenance.hold("well", 7, work="keeps going to the choir", area="grief")
    maintenance.hold("a bad week, then better", 6)
    for month, day in ((3, "2026-08-27"), (6, "2026-11-26"), (12, "2027-05-27")):
        chapters.follow_up(course, month, day, coping="visits the grave with Hanna")
    return maintenance


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, Course]]:
    with story_clinic(tmp_path_factory.mktemp("grief"), "2026-01-22T09:00:00Z") as clinic:
        course = opened(clinic, "Edwin Marsh", "low since his wife died")
        initial_phase(course)
        middle_phase(course)
        a_pause_for_an_operation(course)
        the_diagnosis_corrected(course)
        ending_phase(course)
        yield course, afterwards(course)


@pytest.fixture
def course(both: tuple[Course, Course]) -> Course:
    return both[0]


def test_grief_is_treated_in_as_many_sessions_as_came_to_be_agreed(course: Course) -> None:
    assert course.states() == ["1", "2", "3", "did-not-attend", *(str(number) for number in range(4, 15))]
    told = course.read()
    assert (told["outcome"], told["discharged_on"], told["sessions_counted"]) == ("completed", "2026-05-25", 14)
    assert [one["starts"]["local"][:10] for one in told["sessions"]][4:7] == ["2026-03-02", "2026-03-23", "2026-03-30"]
    assert course.replay("before the plan changed")["course"]["sessions_agreed"] == 12


def test_the_record_is_read_back_as_it_was_keyed_in(course: Course) -> None:
    file = read_back(course)
    (area,) = file["formulation"]["areas"]
    assert (area["label"], area["latest"]["content"]) == (
        "Grief and loss",
        {**GRIEF, "coping": "", "adapting": "", "taken_up_again": ""},
    )
    assert file["referral"]["stage"] == "accepted"
    assert file["plan_changes"][0]["change"] == "two sessions more"
    assert sentences(file, "course.paused.v1") == ["The course was paused: 'an operation'."]
    assert tasks_open(course) == []


def test_nobody_is_written_to_while_the_course_rests(course: Course) -> None:
    texts = course.clinic.texts()
    assert not any("9 March" in text or "16 March" in text for text in texts)
    assert any("Monday 23 March at 10:00" in text for text in texts)
    weeks = {one["week"]: one["state"] for one in course.replay()["check_ins"]}
    assert weeks["2026-W06"] == "answered"
    assert all(weeks[week] == "left out: the course was paused" for week in ("2026-W10", "2026-W11", "2026-W12"))


def test_the_wrong_code_stays_visible_and_was_what_was_known_before(course: Course) -> None:
    wrong, right = course.read("assessment")["diagnoses"]
    assert (wrong["content"], wrong["replaced_by"], right["content"]) == (MODERATE, right["id"], SEVERE)
    assert (right["how"], right["because"]) == ("correction", "the wrong line of the list")
    assert course.replay("before the correction")["assessment"]["diagnosis"]["content"] == MODERATE


def test_a_risk_answer_was_assessed_the_same_day(course: Course) -> None:
    then = course.replay("risk answered")
    assert then["safety"]["risk_assessment_asked_for"]
    (assessed,) = course.read("safety")["assessments"]
    assert assessed["fact"]["on"] == "2026-02-02"
    assert not course.read()["risk_assessment_asked_for"]


def test_he_recovers_reliably_and_goes_out_more_than_was_expected(course: Course) -> None:
    progress = course.read("progress")
    (phq,) = progress["scores"]
    assert [(point["total"], point["band"]) for point in phq["points"]] == [(16, "moderately severe"), (4, "minimal")]
    assert (phq["change"]["points"], phq["change"]["remission"]) == (-12, True)
    assert progress["attainment"] == dict(goals=1, baseline=40.0, now=60.0)
    assert [one["value"] for one in progress["check_ins"] if one["week"] == "2026-W06"] == [4, 6]
    assert (progress["network"]["first"]["people"], progress["network"]["latest"]["people"]) == (2, 3)
    assert progress["attendance"]["by_code"] == {"on-time": 14, "did-not-attend": 1}
    (imagery,) = progress["adherence"]["techniques"]
    assert not imagery["judged"]


def test_maintenance_follows_and_he_is_followed_up_for_a_year(both: tuple[Course, Course]) -> None:
    course, maintenance = both
    assert standings(course) == [
        (3, "held", "2026-08-25"),
        (6, "held", "2026-11-25"),
        (12, "held", "2027-05-25"),
    ]
    assert course.read("pathway")["continued_by"] == [maintenance.id]
    file = read_back(maintenance)
    assert (file["pathway"]["follows"], file["pathway"]["link"]) == (course.id, "maintenance")
    assert [one["starts"]["local"][:10] for one in file["sessions"]] == ["2026-06-22", "2026-07-20"]
