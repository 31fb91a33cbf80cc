"""The pathway over HTTP: from the referral to the follow-ups, a death, and the clinic's day."""

from typing import Any
from uuid import uuid4

from tests.api.clinic import Caller, booking

NOT_REPORTED = dict.fromkeys(("mania", "psychosis", "substance_use", "acute_risk"), "not-reported")
AUTHOR = "Dr Okafor"


def a_referral(staff: Caller) -> str:
    client = staff.register()
    return str(staff.done("/referrals", dict(client=client, received_on="2026-01-05", source="GP"))["id"])


def a_colleague(staff: Caller, name: str = "Dr Lind") -> str:
    return str(staff.done("/staff", dict(name=name, roles=["clinician"], joined_on="2026-01-05"))["id"])


def discharged(staff: Caller) -> str:
    course = staff.open_course()
    ended = dict(outcome="completed", discharged_on="2026-02-02", reason="goals reached")
    staff.done(f"/courses/{course}/discharge", ended)
    return course


def test_a_referral_is_followed_step_by_step_and_listed(staff: Caller) -> None:
    referral = a_referral(staff)
    screened = dict(screened_on="2026-01-12", outcome="suitable", findings=NOT_REPORTED, screened_by=AUTHOR, remarks="")
    staff.done(f"/referrals/{referral}/screenings", screened)
    staff.done(f"/referrals/{referral}/waiting", dict(since="2026-01-13"))
    staff.done(f"/referrals/{referral}/offers", dict(offered_on="2026-01-20", offer="Mondays at nine"))

    offered = staff.get("/referrals?stage=offered").json()["items"]
    assert [(one["referral"], one["since"], one["course"]) for one in offered] == [(referral, "2026-01-20", None)]
    read = staff.get(f"/referrals/{referral}").json()
    assert (read["stage"], read["suitability"]) == ("offered", "suitable")


def test_referrals_that_never_became_a_course_are_listed(staff: Caller) -> None:
    staff.open_course()
    referral = a_referral(staff)
    declined = dict(declined_on="2026-01-20", by="client", reason="moves away")
    staff.done(f"/referrals/{referral}/decline", declined)

    listed = staff.get("/referrals?without_course=true").json()["items"]
    assert [(one["referral"], one["stage"]) for one in listed] == [(referral, "declined")]
    assert len(staff.get("/referrals").json()["items"]) == 2


def test_a_referral_out_of_scope_is_refused_with_its_code(staff: Caller) -> None:
    wish = dict(client=staff.register(), received_on="2026-01-05", source="GP", form="couple")

    answer = staff.post("/referrals", wish)
    assert (answer.status_code, answer.json()["code"]) == (422, "out-of-scope")


def test_a_death_discharges_every_course_of_the_client(staff: Caller) -> None:
    client = staff.register()
    courses = [staff.open_course(client), staff.open_course(client)]
    staff.done(f"/courses/{courses[0]}/sessions", booking("2026-03-09T09:00"))

    staff.done(f"/clients/{client}/death", dict(died_on="2026-02-01", source="the family"))
    found = [staff.get(f"/courses/{course}").json() for course in courses]
    assert [one["outcome"] for one in found] == ["died", "died"]
    assert found[0]["sessions"][0]["state"] == "lapsed"

    staff.done(f"/clients/{client}/death-withdrawals", dict(reason="somebody else"))
    staff.done(f"/courses/{courses[0]}/discharge-withdrawals", dict(reason="somebody else"))
    assert staff.get(f"/courses/{courses[0]}").json()["outcome"] is None


def test_the_ending_is_noted_once_for_its_key_and_read_back(staff: Caller) -> None:
    course = staff.open_course()
    named = dict(author=AUTHOR, ending=dict(ends_on="2026-05-01", text="four more"))
    key = uuid4().hex
    first = staff.post(f"/courses/{course}/ending", named, key=key)
    again = staff.post(f"/courses/{course}/ending", named, key=key)
    assert again.headers["Idempotency-Replayed"] == "true"

    read = staff.get(f"/courses/{course}/ending")
    assert read.headers["ETag"] == first.headers["ETag"]
    assert [one["content"]["text"] for one in read.json()["named"]] == ["four more"]


def test_what_was_changed_since_it_was_read_is_refused(staff: Caller) -> None:
    course = staff.open_course()
    signs = dict(author=AUTHOR, signs=dict(signs=["I stop answering"]))

    answer = staff.post(f"/courses/{course}/early-warning-signs", signs, {"If-Match": '"7"'})
    assert (answer.status_code, answer.json()["code"]) == (412, "version-differs")


def test_maintenance_is_opened_from_the_acute_course(staff: Caller) -> None:
    course = discharged(staff)
    wish: dict[str, Any] = dict(link="maintenance", protocol="ipt-16", sessions_agreed=12, clinician=AUTHOR)
    assert staff.post(f"/courses/{course}/linked-courses", wish).json()["code"] == "wrong-protocol-kind"

    relapse = {**wish, "link": "relapse", "reason": "signs are back"}
    new = staff.done(f"/courses/{course}/linked-courses", relapse)["id"]
    assert staff.get(f"/courses/{new}/pathway").json()["follows"] == course
    assert staff.get(f"/courses/{course}/pathway").json()["continued_by"] == [new]


def test_follow_ups_are_listed_as_they_stand(staff: Caller) -> None:
    course = discharged(staff)
    fares = dict.fromkeys(("symptoms", "functioning", "relationships", "network", "coping", "well_being"), "well")
    seen = dict(author=AUTHOR, month=3, follow_up={"mode": "phone", **fares}, reason="asked for by the client")
    staff.done(f"/courses/{course}/follow-ups", seen)

    (listed,) = staff.get(f"/courses/{course}/follow-ups").json()["items"]
    assert (listed["month"], listed["standing"], listed["due_on"]) == (3, "held", "2026-05-02")


def test_moving_to_a_protocol_that_was_not_adopted_shows_why_not(staff: Caller) -> None:
    course = staff.open_course()

    answer = staff.get(f"/courses/{course}/protocol-move?protocol=ipt-16&version=2")
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-protocol")
    same = staff.get(f"/courses/{course}/protocol-move?protocol=ipt-16&version=1")
    assert (same.status_code, same.json()["code"]) == (409, "same-protocol")


def test_a_caseload_is_given_to_a_colleague(staff: Caller) -> None:
    courses = [staff.open_course(), staff.open_course()]
    colleague = a_colleague(staff)

    wish = dict(courses=courses, from_on="2026-03-01", reason="parental leave")
    staff.done(f"/staff/{colleague}/caseload", wish)
    assert {staff.get(f"/courses/{course}/pathway").json()["staff"] for course in courses} == {colleague}


def test_absences_are_listed_with_who_covers(staff: Caller) -> None:
    person, cover = a_colleague(staff), a_colleague(staff, "Dr Brown")
    away = dict(first_on="2026-03-02", last_on="2026-03-13", covered_by=cover)
    staff.done(f"/staff/{person}/absences", away)

    (listed,) = staff.get("/absences?on=2026-03-13").json()["items"]
    assert (listed["name"], listed["covered_by"]) == ("Dr Lind", cover)
    assert staff.get("/absences?on=2026-03-14").json()["items"] == []
    staff.done(f"/staff/{person}/absence-withdrawals", dict(absence=listed["absence"]))
    assert staff.get("/absences").json()["items"] == []


def test_staff_who_left_are_listed_only_with_everyone(staff: Caller) -> None:
    person = a_colleague(staff)
    staff.done(f"/staff/{person}/leaving", dict(left_on="2026-02-01"))

    assert staff.get("/staff").json()["items"] == []
    assert [one["name"] for one in staff.get("/staff?everyone=true").json()["items"]] == ["Dr Lind"]
    assert staff.get(f"/staff/{person}").json()["left_on"] == "2026-02-01"


def test_todos_are_listed_until_they_are_done(staff: Caller) -> None:
    course, person = staff.open_course(), a_colleague(staff)
    todo = staff.done("/todos", dict(code="call-client", text="ask for the new number", course=course))["id"]
    staff.done(f"/todos/{todo}/assignment", dict(staff=person))

    (listed,) = staff.get(f"/todos?staff={person}").json()["items"]
    assert (listed["todo"], listed["text"], listed["course"]) == (todo, "ask for the new number", course)
    staff.done(f"/todos/{todo}/end", dict(done_on="2026-02-02", outcome="has it"))
    assert staff.get("/todos").json()["items"] == []
    assert [one["end"] for one in staff.get("/todos?everything=true").json()["items"]] == ["done"]
    assert staff.get(f"/todos/{todo}").json()["outcome"] == "has it"


def test_closures_are_listed_by_their_first_day(staff: Caller) -> None:
    for first, last in (("2026-05-04", "2026-05-04"), ("2026-04-03", "2026-04-06")):
        staff.done("/closures", dict(first_on=first, last_on=last, reason="public holiday"))

    listed = staff.get("/closures").json()["items"]
    assert [one["first_on"] for one in listed] == ["2026-04-03", "2026-05-04"]
    staff.done("/closure-withdrawals", dict(closure=listed[0]["id"]))
    assert len(staff.get("/closures").json()["items"]) == 1


def test_supervision_of_a_course_is_read_with_its_pathway(staff: Caller) -> None:
    course = staff.open_course()
    talk = dict(author=AUTHOR, with_whom="Dr Nowak", talk=dict(about="the dispute", advice="stay with it"))
    staff.done(f"/courses/{course}/supervision", talk)

    (read,) = staff.get(f"/courses/{course}/pathway").json()["supervision"]
    assert (read["content"]["with_whom"], read["content"]["talk"]["advice"]) == ("Dr Nowak", "stay with it")


def test_a_page_of_todos_says_where_the_next_begins(staff: Caller) -> None:
    for number in range(3):
        staff.done("/todos", dict(code="other", text=f"number {number}"))

    first = staff.get("/todos?limit=2").json()
    rest = staff.get(f"/todos?limit=2&after={first['next']}").json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
