"""A course whose focus is grief: a widower, from the referral to the follow-up after a year and to maintenance."""

from collections.abc import Iterator

import pytest

from tests.stories import chapters
from tests.stories.clinic import story_clinic
from tests.stories.course import Course, opened

GRIEF = dict(
    area="grief",
    person="his wife",
    relationship="married for thirty years; close, with quarrels never made up",
    circumstances="a stroke in November; he was at work",
)
MODERATE = dict(system="icd-10", code="F32.1", words="moderate depressive episode")
SEVERE = dict(system="icd-10", code="F32.2", words="severe depressive episode")
TIMES_OUT = ("stays in bed", "goes out on Sundays", "out twice a week", "out most days", "out every day")


def initial_phase(course: Course) -> None:
    first = course.hold("empty since the funeral", 3, because="the first winter alone")
    form = course.fill_in("phq-9", 2, 3, 2, 2, 1, 2, 2, 1, 1, session=first)
    assert course.score(form)["total"] == 16
    assert course.read()["risk_assessment_asked_for"]
    found = dict(conclusion="passing thoughts, no plan; seen again in a week", to_self=dict(intent="denied"))
    course.note("safety/risk-assessments", assessment=found)
    course.note("safety/plans", plan=dict(warning_signs=["sits up all night"], people_to_ask=["his daughter"]))
    course.note("safety/plan-copies", copy=dict(holder="the client", how="on paper"))
    chapters.assess(course, "retired in 2024", "does not leave the house", "keeps grief to himself", MODERATE)
    course.do("check-in-plans", plan=dict(weekday=2, at="18:30:00", items=["mood", "relationships"]))
    chapters.person(course, "Hanna", "daughter", 1, "understanding", wanted_changes="to speak of her mother")
    chapters.person(course, "Paul", "friend from work", 3, "company")
    course.hold("a little lighter", 4)
    chapters.formulate(course, "his wife died", GRIEF, "low since the loss that he does not speak of")
    goal = chapters.set_goal(course, "grief", "go out again", TIMES_OUT)
    course.note("contracts", focus="grief for his wife", copy_given_on="2026-02-09")
    course.note(f"goals/{goal}/ratings", rated=dict(level=-1))


def middle_phase(course: Course) -> None:
    course.answer("4", "6")
    course.hold("wept at the grave", 4, because="the anniversary", work="reconstructed the marriage", area="grief")
    course.enter("middle")
    course.miss()
    stopped = course.note("assessment/medication", medication=dict(drug="zopiclone", dose="7.5 mg", change="started"))
    assert course.read("assessment")["taken"][0]["id"] == stopped
    scene = dict(type="guided-imagery", scene="the hospital corridor", insight="he was not to blame")
    session = course.hold("angry with the doctors", 4, work="the day she died", area="grief")
    course.at(session, "techniques", technique="guided-imagery", used=dict(record=scene))
    course.at(session, "next-steps", step=dict(words="show Hanna the photographs"))
    more = dict(
        part="session-number",
        change="two sessions more",
        reason="the anniversary falls into the ending",
        decided_by="both",
        client_agreed=True,
        effective_on=course.today(),
        sessions_agreed=14,
        apply_to_booked=True,
    )
    course.do("plan-changes", **more)
    rests(course)


def rests(course: Course) -> None:
    """A pause for an operation: what is booked moves three weeks on."""
    course.do("pauses", reason="an operation")
    chapters.move_on(course, course.booked()[0]["id"], "2026-03-23T10:00", "an operation")
    course.clinic.until("2026-03-21T12:00:00Z")
    course.do("resumptions", reason="back home")


def corrected(course: Course) -> None:
    """The diagnosis had been entered one code too low."""
    wrong = course.read("assessment")["diagnosis"]["id"]
    replaces = dict(entry=wrong, how="correction", reason="the wrong line of the list")
    course.note("assessment/diagnoses", diagnosis=SEVERE, replaces=replaces)


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


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    with story_clinic(tmp_path_factory.mktemp("grief"), "2026-01-22T09:00:00Z") as clinic:
        course = opened(clinic, "Edwin Marsh", "low since his wife died")
        initial_phase(course)
        middle_phase(course)
        corrected(course)
        ending_phase(course)
        yield course


def test_x(course: Course) -> None:
    import json
    print(json.dumps(course.read(), indent=1)[:6000])
    print(course.clinic.head(), len(course.clinic.texts()))
    print(chapters.discharge(course))
    chapters.follow_up(course, 3, "2026-09-10")
    h = course.replay()
    print(h.keys())
    for k in ("course","sessions","check_ins","plan_changes","follow_ups","pathway"):
        print(k, json.dumps(h[k], indent=None)[:3000])
    print(json.dumps(course.read("progress"))[:5000])
    print(*course.clinic.texts(), sep="\n")
