"""A course whose focus is a role dispute: from impasse to a resolution, and after half a year to a new course."""

from collections.abc import Iterator

import pytest

from tests.stories import chapters
from tests.stories.clinic import story_clinic
from tests.stories.course import Course, opened
from tests.stories.reading import read_back, sentences, standings, tasks_open

DISPUTE = dict(
    area="role-dispute",
    with_whom="her husband",
    stage="impasse",
    expectations_of_client="that he asks before he plans",
    expectations_of_other="that she gives up the evening shifts",
    tried="silence",
)
MODERATE = dict(system="icd-11", code="6A70.1", words="single episode, moderate")
TALKS = ("shouts or is silent", "leaves the room", "one calm talk a week", "two calm talks", "talks at ease")


def initial_phase(course: Course) -> None:
    first = course.hold("on edge", 3, because="a quarrel about Sunday")
    course.fill_in("phq-9", 2, 2, 2, 2, 2, 2, 1, 1, 0, session=first)
    course.fill_in("gad-7", 2, 2, 2, 1, 1, 1, 1, session=first)
    chapters.assess(course, "two children at school", "quarrels at home", "gives in, then bursts out", MODERATE)
    course.note("safety/risk-assessments", assessment=dict(conclusion="asked about; nothing told, seen weekly"))
    skills = {"active-listening": 1, "expressing-needs": 0, "assertiveness": 1}
    course.note("working/skills", ratings=dict(given=skills))
    husband = chapters.person(course, "Karim", "husband", 1, "practical", unsatisfying="he decides alone")
    course.hold("tense", 4)
    area = chapters.formulate(course, "he took a post abroad without asking", DISPUTE, "low since they stopped talking")
    chapters.set_goal(course, "role-dispute", "speak calmly with Karim", TALKS)
    course.note("contracts", focus="the dispute with her husband", copy_given_on="2026-02-09")
    told = dict(with_whom="her husband", about="who works when", stage="impasse", area=area, person=husband)
    course.note("working/disputes", dispute=told)


def a_form_keyed_in_wrongly(course: Course) -> None:
    """The third answer was read as 3; it said 0."""
    session = course.hold("slept better", 5)
    wrong = course.fill_in("phq-9", 1, 2, 3, 1, 1, 2, 1, 1, 0, session=session)
    course.mark("before the correction")
    replaces = dict(entry=wrong, how="correction", reason="a slip on the keyboard")
    course.fill_in("phq-9", 1, 2, 0, 1, 1, 2, 1, 1, 0, session=session, replaces=replaces)


def middle_phase(course: Course) -> None:
    course.enter("middle")
    (dispute,) = [one["id"] for one in course.read("working")["disputes"]]
    talk = dict(type="communication-analysis", said="do as you like", meant="ask me", heard="she does not care")
    session = course.hold("a quarrel again", 4, work="what each expects", area="role-dispute")
    course.at(session, "techniques", technique="communication-analysis", used=dict(record=talk))
    step = course.at(session, "next-steps", step=dict(words="tell him one wish"))
    course.miss()
    session = course.hold("told him", 6, work="a calm talk on Sunday", area="role-dispute")
    course.note(f"next-steps/{step}/answers", session=session, asked=dict(told="he listened"))
    progress = dict(stage="renegotiation", concerns_expressed="she decides too", common_goals="evenings together")
    course.note(f"working/disputes/{dispute}/progress", progress=progress)


def fortnightly(course: Course) -> None:
    """The preview of the change of the plan is what the change then does."""
    facts = dict(every_days=14, apply_to_booked=True)
    change = dict(part="frequency", change="every second week", reason="to try it out between", decided_by="both")
    looked_at = course.do("plan-changes/preview", **change, client_agreed=True, effective_on=course.today(), **facts)
    expected = {one["key"]: one["after"] for one in looked_at["items"] if one["sort"] == "session"}
    course.change_plan("frequency", "every second week", "to try it out between", **facts)
    now = {one["id"]: one["starts_at"] for one in course.read()["sessions"]}
    assert expected
    assert all(now[session] == after for session, after in expected.items())


def a_pause_for_a_holiday(course: Course) -> None:
    course.do("check-in-plans", plan=dict(weekday=4, at="12:00:00", items=["relationships"]))
    course.do("pauses", reason="with the family abroad")
    chapters.move_on(course, course.booked()[0]["id"], "2026-04-13T10:00", "abroad")
    course.clinic.until("2026-04-08T09:00:00Z")
    course.do("resumptions")
    course.replies("2026-04-10T12:00:00Z", "8")
    course.do("check-in-stops", reason="not needed any more")


def ending_phase(course: Course) -> None:
    (dispute,) = [one["id"] for one in course.read("working")["disputes"]]
    course.hold_several(4, "role-dispute", "options that suit both")
    chapters.review(course, "they talk", "evening shifts", "his post abroad")
    outcome = dict(ending="resolved", for_client="no post without her word", for_other="two evenings at home")
    course.note(f"working/disputes/{dispute}/endings", outcome=outcome)
    course.enter("ending")
    course.hold_several(2, "role-dispute", "what was gained")
    skills = {"active-listening": 3, "expressing-needs": 3, "assertiveness": 2}
    course.note("working/skills", ratings=dict(given=skills))
    goal = course.read("plan")["goals"][0]["id"]
    course.note(f"goals/{goal}/ratings", rated=dict(level=2))
    chapters.end(course, "2026-07-06", "says what she wants", "goes silent", "ipt-alone", "no-maintenance")
    last = course.hold("proud", 8)
    course.fill_in("phq-9", 1, 1, 0, 0, 0, 1, 0, 0, 0, session=last)
    course.fill_in("gad-7", 1, 1, 0, 1, 0, 0, 1, session=last)
    chapters.discharge(course)


def afterwards(course: Course) -> Course:
    """At six months the signs are back, which leads to a new course; the year's follow-up is held all the same."""
    chapters.follow_up(course, 3, "2026-10-06")
    chapters.follow_up(course, 6, "2027-01-06", relationships="silent again", signs_returned=["goes silent"])
    course.mark("signs are back")
    new = chapters.linked(course, "relapse", "ipt-16", 12, reason="the signs are back, and he has gone abroad")
    new.book("2027-02-01T10:00", 12)
    new.hold("alone with the children", 3, because="his departure")
    chapters.follow_up(course, 12, "2027-07-06")
    return new


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, Course]]:
    with story_clinic(tmp_path_factory.mktemp("dispute"), "2026-01-22T09:00:00Z") as clinic:
        course = opened(clinic, "Nadia Hale", "on edge since last summer")
        initial_phase(course)
        a_form_keyed_in_wrongly(course)
        middle_phase(course)
        fortnightly(course)
        a_pause_for_a_holiday(course)
        ending_phase(course)
        yield course, afterwards(course)


@pytest.fixture
def course(both: tuple[Course, Course]) -> Course:
    return both[0]


def test_from_the_sixth_session_on_they_meet_every_second_week(course: Course) -> None:
    assert course.states() == ["1", "2", "3", "4", "did-not-attend", *(str(number) for number in range(5, 13))]
    days = [one["starts"]["local"][5:10] for one in course.read()["sessions"]]
    assert days[4:9] == ["03-02", "03-09", "04-13", "04-27", "05-11"]
    assert days[-1] == "07-06"
    assert (course.read("plan")["every_days"], course.read()["sessions_counted"]) == (14, 12)


def test_the_dispute_goes_from_impasse_over_renegotiation_to_a_resolution(course: Course) -> None:
    file = read_back(course)
    (dispute,) = file["working"]["disputes"]
    stages = [dispute["opened"][0]["content"]["stage"], dispute["progress"][0]["content"]["stage"]]
    assert (stages, dispute["state"]) == (["impasse", "renegotiation"], "ended")
    assert dispute["endings"][0]["content"]["for_other"] == "two evenings at home"
    assert file["formulation"]["areas"][0]["latest"]["content"]["with_whom"] == "her husband"
    assert len(sentences(file, "work.dispute_ended.v1")) == 1
    assert tasks_open(course) == []


def test_her_skills_grow_from_month_to_month(course: Course) -> None:
    first, last = course.read("progress")["skills"]
    assert (first["on"], first["ratings"]["expressing-needs"]) == ("2026-02-02", 0)
    assert (last["on"] > "2026-05-01", last["ratings"]["expressing-needs"]) == (True, 3)


def test_only_the_corrected_form_counts_and_the_slip_was_what_was_known_before(course: Course) -> None:
    scores = {one["instrument"]: one for one in course.read("progress")["scores"]}
    assert [point["total"] for point in scores["phq-9"]["points"]] == [14, 9, 3]
    assert [point["total"] for point in scores["gad-7"]["points"]] == [10, 4]
    *_, slip = course.replay("before the correction")["measures"]["forms"]
    assert slip["content"]["scores"][0]["total"] == 12
    assert slip["replaced_by"] is None


def test_she_recovers_reliably_on_both_measures(course: Course) -> None:
    progress = course.read("progress")
    assert (progress["outcome"]["recovery"], progress["outcome"]["reliable_recovery"]) == (True, True)
    assert progress["attainment"] == dict(goals=1, baseline=40.0, now=70.0)
    assert [mark["part"] for mark in progress["plan_changes"]] == ["frequency"]
    assert course.clinic.get("/outcomes?until=2026-12-31")["reliable_recovery"] == dict(count=1, of=1)


def test_weeks_of_the_pause_are_left_out_and_not_asked_for_later(course: Course) -> None:
    weeks = {one["week"]: one["state"] for one in course.replay()["check_ins"]}
    assert weeks["2026-W15"] == "answered"
    assert {weeks[f"2026-W{week}"] for week in range(11, 15)} == {"left out: the course was paused"}
    assert sum("how have things been" in text for text in course.clinic.texts()) == 1


def test_the_signs_that_came_back_lead_to_a_new_course(both: tuple[Course, Course]) -> None:
    course, new = both
    assert course.replay("signs are back")["ending"]["suggests_new_course"]
    assert not course.read("ending")["suggests_new_course"]
    assert [(month, state) for month, state, _ in standings(course)] == [(3, "held"), (6, "held"), (12, "held")]
    file = read_back(new)
    assert (file["pathway"]["follows"], file["pathway"]["link"]) == (course.id, "relapse")
    assert (file["course"]["sessions_agreed"], file["course"]["sessions_counted"]) == (12, 1)
