"""What the pages show."""

from typing import Any
from urllib.parse import quote, urldefrag

from litestar.testing import TestClient

from domain.instant import HOUR, iso, later
from tests.demo.clinic import CAST, NUMBER, PRESENT, Demo
from tests.demo.page import Page


def _page(web: TestClient[Any], path: str) -> Page:
    answer = web.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(answer.text)
    assert page.faults == [], path
    return page


def _course(demo: Demo, name: str) -> str:
    return next(f"/courses/{line.course}" for line in demo.desk.home().caseload if line.name == name)


def test_every_page_that_a_link_leads_to_is_there_and_well_formed(web: TestClient[Any]) -> None:
    seen, ahead, moments = set[str](), ["/"], 0
    while ahead:
        path = ahead.pop()
        if path in seen:
            continue
        seen.add(path)
        if "/files/" in path:
            assert web.get(path).status_code == 200
            continue
        for link in _page(web, path).links:
            target = urldefrag(link).url
            moments += "?at=" in target
            if target.startswith("/") and (("?at=" not in target) or moments % 60 == 0):
                ahead.append(target)
    kinds = {path.split("/")[1].partition("?")[0] for path in seen}
    assert kinds == {"", "phones", "courses", "messages"}
    assert sum(path.startswith("/courses/") and "?" not in path for path in seen) == 3


def test_home_shows_the_caseload_and_what_is_due_next(web: TestClient[Any]) -> None:
    words = _page(web, "/").words
    for shown in ("Riverside Clinic", "Isla McGregor", "paused", "Peter Novak", "dropped out", "Lucy Barlow"):
        assert shown in words
    assert "Reminder for Amelia" in words.replace("reminder", "Reminder")
    assert "in 15 minutes" in words
    assert "check-in goes out, in 30 minutes" in words


def test_a_step_brings_the_reminder_and_home_shows_it(web: TestClient[Any]) -> None:
    assert web.post("/demo/step", data={"back": "/"}, follow_redirects=False).status_code == 303
    assert "your appointment is on" in _page(web, "/").words


def test_a_phone_shows_the_conversation_and_what_became_of_each_answer(web: TestClient[Any], demo: Demo) -> None:
    words = _page(web, f"/phones/sms/{demo.desk.line_of(NUMBER)}").words
    assert "how has your mood been this week?" in words
    assert "taken as the answer to the question that was open" in words
    assert "Answer as Amelia" in words


def test_a_phone_that_nothing_came_to_is_empty_and_one_of_nobody_is_not_there(web: TestClient[Any], demo: Demo) -> None:
    assert "Nothing has arrived yet." in _page(web, f"/phones/sms/{demo.desk.line_of(CAST[3].phone)}").words
    stranger = web.get(f"/phones/sms/{demo.desk.line_of('+447700900999')}")
    assert stranger.status_code == 404
    assert Page(stranger.text).faults == []


def test_a_mailbox_offers_the_calendar_entries(web: TestClient[Any], demo: Demo) -> None:
    page = _page(web, f"/phones/email/{demo.desk.line_of('amelia@client.example')}")
    files = [link for link in page.links if "/files/" in link]
    entry = web.get(files[0])
    assert entry.headers["content-type"].startswith("text/calendar")
    assert "attachment" in entry.headers["content-disposition"]
    assert entry.text.startswith("BEGIN:VCALENDAR")
    assert web.get(files[0].rpartition("/")[0] + "/99").status_code == 404


def test_a_phone_that_opted_out_says_so(web: TestClient[Any], demo: Demo) -> None:
    assert "has opted out" in _page(web, f"/phones/sms/{demo.desk.line_of(CAST[1].phone)}").words


def test_a_course_shows_sessions_check_ins_plan_messages_and_history(web: TestClient[Any], demo: Demo) -> None:
    page = _page(web, _course(demo, CAST[0].name))
    for shown in (
        "session 3 of 16",
        "attended on time",
        "Mood went from",
        "Focus agreed",
        "The reminder of the session",
    ):
        assert shown in page.words
    assert f"/phones/sms/{demo.desk.line_of(NUMBER)}#answer" in page.links


def test_a_message_says_why(web: TestClient[Any], demo: Demo) -> None:
    course = _page(web, _course(demo, CAST[0].name))
    message = next(link for link in course.links if link.startswith("/messages/"))
    words = _page(web, message).words
    assert "was sent by" in words
    assert "adopted as version" in words
    assert "Step by step" in words


def test_the_course_is_shown_as_it_was_known_at_a_time(web: TestClient[Any], demo: Demo) -> None:
    course = _course(demo, CAST[0].name)
    now = web.get(course).text
    then = _page(web, f"{course}?as_of=2026-03-24T12:00:00%2B00:00")
    assert "session 1 of 16" not in now
    assert "as it was known on Tuesday 24 March 2026" in then.words
    assert "Focus agreed" not in then.words
    web.post("/demo/run", json={"until": iso(later(PRESENT, HOUR))})
    again = _page(web, f"{course}?as_of=2026-03-24T12:00:00%2B00:00")
    assert _case(again) == _case(then)


def _case(page: Page) -> str:
    """What a page says of the case: below the demo's time, and the greatest time that may be asked for."""
    return page.words.partition("As known at")[2]


def test_a_time_without_an_offset_is_one_on_the_clock_that_the_form_names(web: TestClient[Any], demo: Demo) -> None:
    course = _course(demo, CAST[0].name)
    local = _page(web, f"{course}?as_of=2026-04-10T13:00&zone=Europe%2FLondon")
    exact = _page(web, f"{course}?as_of={quote('2026-04-10T12:00:00Z')}")
    assert local.words == exact.words


def test_what_cannot_be_shown_as_of_then_is_refused_with_the_reason(web: TestClient[Any], demo: Demo) -> None:
    course = _course(demo, CAST[0].name)
    for asked, status in (("as_of=yesterday", 422), ("as_of=2030-01-01T00:00:00Z", 422), ("at=0", 422), ("x=1", 422)):
        answer = web.get(f"{course}?{asked}")
        assert answer.status_code == status, asked
        assert Page(answer.text).faults == []
    assert web.get(f"{course}?as_of=2026-01-01T00:00:00Z").status_code == 404
    assert web.get(f"{course}?as_of=2026-01-01T00:00&zone=Nowhere").status_code == 422


def test_whatever_a_client_writes_is_shown_as_text_and_nothing_else(web: TestClient[Any], demo: Demo) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'
    web.post("/demo/reply", json={"number": NUMBER, "text": evil})
    for path in ("/", "/phones", f"/phones/sms/{demo.desk.line_of(NUMBER)}", _course(demo, CAST[0].name)):
        text = web.get(path).text
        assert "<script" not in text
        assert "<img src=x" not in text
        assert "<b>Hartley" not in text
    assert "&lt;script&gt;alert(1)" in web.get(f"/phones/sms/{demo.desk.line_of(NUMBER)}").text
    assert "49" not in web.get("/phones").text.partition("alert(1)")[2][:60]


def test_no_address_of_a_page_names_anybody(web: TestClient[Any]) -> None:
    for path in ("/", "/phones"):
        for link in _page(web, path).links:
            assert "7700" not in link
            assert "Hartley" not in link
            assert "@" not in link


def test_pages_carry_a_policy_that_lets_no_script_in(web: TestClient[Any]) -> None:
    headers = web.get("/").headers
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["cache-control"] == "no-store"
    assert web.get("/pages/interlude.css").headers["content-type"].startswith("text/css")
    assert web.get("/pages/icon.svg").headers["content-type"].startswith("image/svg+xml")


def test_a_course_shows_the_whole_clinical_record(web: TestClient[Any], demo: Demo) -> None:
    words = _page(web, _course(demo, CAST[0].name)).words
    for shown in (
        "Single episode depressive disorder",
        "PHQ-9 went from 17",
        "agreed with the client",
        "Goal attainment T",
        "friend from the old firm",
        "signed by Dr Okafor",
        "A risk assessment is asked for",
        "suitable (mania not reported",
    ):
        assert shown in words


def test_what_was_not_noted_yet_is_said_in_one_line(web: TestClient[Any], demo: Demo) -> None:
    words = _page(web, _course(demo, CAST[2].name)).words
    for shown in ("No form is on record yet.", "Not stated yet.", "No goal is set yet.", "Nothing is noted yet."):
        assert shown in words


def test_the_record_is_shown_as_it_was_known(web: TestClient[Any], demo: Demo) -> None:
    then = _page(web, f"{_course(demo, CAST[0].name)}?as_of=2026-03-31T20:00:00%2B00:00").words
    assert "PHQ-9" in then
    assert "Not stated yet." in then
    assert "A risk assessment is asked for" not in then


def test_home_puts_a_risk_answer_before_everything_else_that_needs_a_person(web: TestClient[Any]) -> None:
    needs = _page(web, "/").words.partition("Needs a person")[2]
    assert "a risk assessment is asked for" in needs.partition("left to a person")[0]
