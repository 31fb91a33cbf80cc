"""The controls of the demo, as scripts and forms use them, and who may."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from litestar.testing import TestClient

from domain.instant import DAY, MINUTE, iso, later, parse
from tests.demo.clinic import HOST, NUMBER, PRESENT, Demo, opened


def test_a_step_goes_to_what_is_due_next(web: TestClient[Any]) -> None:
    stands = web.post("/demo/step").json()
    assert stands == {"now": iso(later(PRESENT, 15 * MINUTE)), "due": iso(later(PRESENT, 30 * MINUTE))}
    assert web.get("/demo/state").json()["now"] == stands["now"]


def test_a_step_does_not_go_beyond_what_was_asked(web: TestClient[Any]) -> None:
    until = iso(later(PRESENT, 5 * MINUTE))
    assert web.post("/demo/step", json={"until": until}).json()["now"] == until


def test_a_run_does_everything_until_then(web: TestClient[Any]) -> None:
    before = len(web.get("/demo/messages", params={"to": NUMBER}).json())
    until = iso(later(PRESENT, DAY))
    assert web.post("/demo/run", json={"until": until}).json()["now"] == until
    sent = web.get("/demo/messages", params={"to": NUMBER}).json()[before:]
    assert [message["text"].split(": ")[1][:20] for message in sent] == ["your appointment is ", "how has your mood be"]
    assert parse(sent[0]["at"]) == later(PRESENT, 15 * MINUTE)


def test_settling_does_what_is_due_and_moves_no_time(web: TestClient[Any]) -> None:
    assert web.post("/demo/settle").json()["now"] == iso(PRESENT)


def test_a_reply_is_read_before_the_answer_comes_back(web: TestClient[Any], demo: Demo) -> None:
    web.post("/demo/run", json={"until": iso(later(PRESENT, 31 * MINUTE))})
    inbound = web.post("/demo/reply", json={"number": NUMBER, "text": "7"}).json()["inbound"]
    world = demo.program.record.executor.world(demo.desk.line_of(NUMBER))
    read = world.inbound(UUID(inbound))
    assert read is not None
    assert read.fate == "answered"
    assert "people who matter" in web.get("/demo/messages", params={"to": NUMBER}).json()[-1]["text"]


def test_what_no_rule_reads_needs_a_person(web: TestClient[Any]) -> None:
    before = web.get("/demo/state").json()["needs_person"]
    web.post("/demo/reply", json={"number": "+447700900777", "text": "who is this?"})
    assert web.get("/demo/state").json()["needs_person"] == before + 1
    assert "somebody unknown" in web.get("/").text


def test_a_form_leads_back_to_its_page(web: TestClient[Any], demo: Demo) -> None:
    back = f"/phones/sms/{demo.desk.line_of(NUMBER)}#answer"
    fields = {"number": NUMBER, "text": "hello", "back": back}
    answer = web.post("/demo/reply", data=fields, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, back)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil", "/a\r\nX: y"])
def test_a_form_leads_nowhere_else(web: TestClient[Any], back: str) -> None:
    answer = web.post("/demo/step", data={"back": back}, follow_redirects=False)
    assert answer.status_code == 422
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/demo/step", {"until": "soon"}, 422),
        ("/demo/step", {"unit": "day"}, 422),
        ("/demo/run", {}, 422),
        ("/demo/reply", {"number": "1", "text": "7"}, 422),
        ("/demo/reply", {"number": NUMBER, "text": " "}, 422),
        ("/demo/reply", {"number": NUMBER}, 422),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(
    web: TestClient[Any], path: str, body: dict[str, str], status: int
) -> None:
    answer = web.post(path, json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_form_that_is_refused_gets_a_page(web: TestClient[Any]) -> None:
    answer = web.post("/demo/reply", data={"number": NUMBER, "text": " "}, headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert "1 to 1600 characters" in answer.text


def test_another_body_than_json_or_a_form_is_refused(web: TestClient[Any]) -> None:
    answer = web.post("/demo/step", content=b"<step/>", headers={"Content-Type": "text/xml"})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_cannot_step_the_demo(web: TestClient[Any], headers: dict[str, str]) -> None:
    for path in ("/demo/step", "/demo/run", "/demo/settle", "/demo/reply"):
        assert web.post(path, data={"back": "/"}, headers=headers).status_code == 403
    assert web.get("/demo/state").json()["now"] == iso(PRESENT)


def test_the_demos_own_pages_may_step_it(web: TestClient[Any]) -> None:
    own = {"Origin": HOST, "Sec-Fetch-Site": "same-origin"}
    assert web.post("/demo/step", headers=own).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "10.0.0.7", ""])
def test_the_demo_answers_to_no_other_name_than_this_machines(web: TestClient[Any], host: str) -> None:
    for path in ("/", "/phones", "/demo/state"):
        assert web.get(path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:1", "localhost", "[::1]:8000"])
def test_the_demo_answers_to_every_name_of_this_machine(web: TestClient[Any], host: str) -> None:
    assert web.get("/demo/state", headers={"Host": host}).status_code == 200


def test_with_a_real_provider_the_phones_say_where_texts_go(directory: Path) -> None:
    real = dict(
        twilio_account_sid="AC1",
        twilio_auth_token="secret",
        twilio_from="+447700900000",
        twilio_api_url="http://127.0.0.1:9",
    )
    with opened(directory, **real) as demo, TestClient(demo.app, base_url=HOST) as web:
        assert "Texts go to http://127.0.0.1:9" in web.get("/phones").text
