"""A course whose focus is interpersonal deficits: a lonely client builds a network, with a medicine and maintenance."""

from collections.abc import Iterator

import pytest

from tests.stories import chapters
from tests.stories.clinic import story_clinic
from tests.stories.course import Course, opened
from tests.stories.reading import read_back, sentences, standings, tasks_open

DEFICITS = dict(
    area="interpersonal-deficits",
    social_skills="waits to be spoken to",
    self_esteem="thinks she bores people",
    isolation="sees nobody from Friday to Monday",
    confidence="practises on the telephone",
    repeating_patterns="leaves before she could be left",
)
MODERATE = dict(system="icd-10", code="F32.1", words="moderate depressive episode")
SPEAKS = ("speaks to nobody", "answers when asked", "begins one talk a week", "begins two", "begins one each day")
MEETS = ("stays at home", "goes and stands apart", "stays for an hour", "stays to the end", "invites somebody")


def initial_phase(course: Course) -> None:
    first = course.hold("empty weekends", 3)
    course.fill_in("phq-9", 2, 2, 2, 2, 2, 2, 2, 0, 0, session=first)
    course.fill_in("mspss", *[2] * 12, session=first)
    chapters.assess(course, "moved often as a child", "has no friends in town", "leaves first", MODERATE)
    course.note("assessment/medication", medication=dict(drug="sertraline", dose="50 mg", change="started"))
    course.note("safety/risk-assessments", assessment=dict(conclusion="asked about; nothing told, seen weekly"))
    course.hold("the same", 3)
    chapters.person(course, "her aunt", "aunt", 2, "practical", contact="monthly")
    chapters.formulate(course, "the office closed; work from home", DEFICITS, "low since she sees nobody")
    chapters.set_goal(course, "interpersonal-deficits", "begin talks", SPEAKS)
    chapters.set_goal(course, "interpersonal-deficits", "meet a group", MEETS)
    course.note("contracts", focus="being with people", copy_given_on="2026-02-09")


def the_ring_corrected(course: Course) -> None:
    """The aunt had been put into the second ring; the client had said the first."""
    aunt = course.read("network")["people"][0]["id"]
    course.mark("before the correction")
    told = dict(label="her aunt", relation="aunt", ring=1, contact="monthly", support=["practical"])
    course.do(f"network/people/{aunt}/revisions", author="Dr Okafor", person=told, because="misheard", how="correction")


def middle_phase(course: Course) -> None:
    course.hold("rang her aunt", 4, work="what she tells herself before a call", area="interpersonal-deficits")
    course.enter("middle")
    played = dict(type="role-play", situation="at the allotments", roles="I was the neighbour", practised="hello")
    session = course.hold("stood at the gate", 4, work="how to begin", area="interpersonal-deficits")
    course.at(session, "techniques", technique="role-play", used=dict(record=played, response="laughed"))
    late = course.come_to_next()
    course.attended(late, "did-not-attend")
    course.mark("noted as not attended")
    course.attended(late, "late-seen", reason="she waited at the other entrance")
    course.miss()
    goal = course.read("plan")["goals"][1]["id"]
    course.note(f"goals/{goal}/drop", why="the group has ended")
    choir = ("does not go", "listens at the door", "sings in the back", "stays for tea", "brings a cake")
    chapters.set_goal(course, "interpersonal-deficits", "sing in a choir", choir)
    course.change_plan("goal", "a choir in place of the group", "the group has ended")
    course.change_plan("technique", "more role play", "it helped her to begin")


def a_pause_in_hospital(course: Course) -> None:
    course.do("pauses", reason="in hospital")
    chapters.move_on(course, course.booked()[0]["id"], "2026-04-06T10:00", "in hospital")
    course.clinic.until("2026-04-01T12:00:00Z")
    course.do("resumptions", reason="at home again")


def ending_phase(course: Course) -> None:
    course.hold_several(4, "interpersonal-deficits", "the choir, week by week")
    chapters.review(course, "sings each Thursday", "weekends", "the summer break")
    for label in ("Ines", "the choir"):
        chapters.person(course, label, "choir", 3, "company", "encouragement", new_contact=True)
    course.enter("ending")
    course.hold_several(2, "interpersonal-deficits", "what she can do by herself")
    first, _, third = [goal["id"] for goal in course.read("plan")["goals"]]
    course.note(f"goals/{first}/ratings", rated=dict(level=1))
    course.note(f"goals/{third}/ratings", rated=dict(level=0))
    chapters.end(course, "2026-05-18", "begins talks", "cancels plans", "ipt-with-medication", "maintenance")
    last = course.hold("sang on Sunday", 8)
    course.fill_in("phq-9", 1, 1, 1, 1, 0, 1, 0, 0, 0, session=last)
    course.fill_in("mspss", *[5, 5, 3, 3, 5, 5, 4, 3, 5, 5, 3, 5], session=last)
    chapters.discharge(course)


def afterwards(course: Course) -> Course:
    """She is not reached at six months; at three and twelve she is well."""
    maintenance = chapters.linked(course, "maintenance", "ipt-maintenance", 6)
    maintenance.book("2026-06-22T10:00", 2)
    maintenance.hold("the choir goes on", 7)
    chapters.follow_up(course, 3, "2026-08-25", network="two friends from the choir")
    course.clinic.until("2026-12-28T09:00:00Z")
    assert standings(course)[1] == (6, "overdue", "2026-11-18")
    course.note("missed-follow-ups", month=6, missed=dict(why="no-contact", text="abroad over the holidays"))
    chapters.follow_up(course, 12, "2027-05-25", network="Ines and the choir")
    return maintenance


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, Course]]:
    with story_clinic(tmp_path_factory.mktemp("deficits"), "2026-01-22T09:00:00Z") as clinic:
        course = opened(clinic, "Ida Quill", "lonely since the office closed")
        initial_phase(course)
        the_ring_corrected(course)
        middle_phase(course)
        a_pause_in_hospital(course)
        ending_phase(course)
        yield course, afterwards(course)


@pytest.fixture
def course(both: tuple[Course, Course]) -> Course:
    return both[0]


def test_who_came_late_was_not_absent_and_who_was_absent_is_made_up_for(course: Course) -> None:
    assert course.states() == ["1", "2", "3", "4", "5", "did-not-attend", *(str(one) for one in range(6, 13))]
    (corrected,) = [one for one in course.read()["sessions"] if one["attendance"] == "late-seen"]
    then = {one["id"]: one["state"] for one in course.replay("noted as not attended")["sessions"]}
    assert then[corrected["id"]] == "did not attend"
    assert course.read("progress")["attendance"]["by_code"] == {"on-time": 11, "late-seen": 1, "did-not-attend": 1}


def test_deficits_stand_alone_with_their_own_fields(course: Course) -> None:
    file = read_back(course)
    (area,) = file["formulation"]["areas"]
    assert area["label"] == "Interpersonal deficits"
    assert area["latest"]["content"]["repeating_patterns"] == "leaves before she could be left"
    assert area["latest"]["because"] == ""
    assert tasks_open(course) == []


def test_her_network_grows_by_two_new_contacts(course: Course) -> None:
    growth = course.read("network")["growth"]
    assert (growth["first"]["people"], growth["latest"]["people"], len(growth["new_contacts"])) == (1, 3, 2)
    assert (growth["first"]["rings"]["1"], growth["latest"]["support"]["company"]) == (1, 2)
    assert course.replay("before the correction")["network"]["growth"]["first"]["rings"]["2"] == 1


def test_the_dropped_goal_keeps_its_reason_and_counts_no_more(course: Course) -> None:
    plan = course.read("plan")
    assert [goal["dropped_because"] for goal in plan["goals"]] == ["", "the group has ended", ""]
    assert [goal["level"] for goal in plan["goals"]] == [1, -1, 0]
    # Two goals count: 50 + 10 * sum / sqrt(2 - 0.6 + 1.2), with -2 at the start and +1 now.
    assert (plan["attainment"]["goals"], round(plan["attainment"]["baseline"], 1)) == (2, 37.6)
    assert round(plan["attainment"]["now"], 1) == 56.2
    assert [mark["part"] for mark in course.read("progress")["plan_changes"]] == ["goal", "technique"]


def test_support_as_she_sees_it_rises_from_low_to_moderate(course: Course) -> None:
    scores = {one["instrument"]: one["points"] for one in course.read("progress")["scores"]}
    # 51 / 12 = 4.25, which is rounded to 4.3 before it is banded.
    assert [(point["total"], point["band"]) for point in scores["mspss"]] == [(2.0, "low"), (4.3, "moderate")]
    assert [point["total"] for point in scores["phq-9"]] == [14, 5]


def test_remission_with_a_medicine_is_told_as_such(course: Course) -> None:
    ending = course.read("ending")
    assert ending["remission"][0]["content"]["how"] == "ipt-with-medication"
    (medicine,) = course.read("assessment")["taken"]
    assert (medicine["content"]["drug"], medicine["content"]["change"]) == ("sertraline", "started")


def test_a_follow_up_that_nobody_could_hold_is_on_record_with_its_reason(both: tuple[Course, Course]) -> None:
    course, maintenance = both
    assert [(month, state) for month, state, _ in standings(course)] == [(3, "held"), (6, "missed"), (12, "held")]
    assert len(sentences(course.read("history"), "ending.follow_up_missed.v1")) == 1
    assert read_back(maintenance)["pathway"]["follows"] == course.id
