"""Twilio's webhooks: nothing that is not Twilio's gets in, and nothing that is gets lost."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.ids import inbound_id
from domain.inbound.state import Inbound
from domain.message.outcomes import Accepted
from domain.message.state import Stage
from tests.api.clinic import PUBLIC_URL, TWILIO, Caller, ClinicApi, clinic_api
from tests.api.sending import a_message_on_its_way
from tests.builders import CLIENT_PHONE, STRANGER_PHONE
from tests.doubles.twilio_webhooks import SIGNATURE, inbound_fields, signed, status_fields

INBOUND = "/webhooks/twilio/inbound"
STATUS = "/webhooks/twilio/status"
SID = "SM" + "1" * 32
NOBODYS = UUID(int=1)


def a_text(body: str = "hello", sid: str = SID, from_: str = CLIENT_PHONE, **changed: str) -> dict[str, str]:
    return inbound_fields(TWILIO.account_sid, sid, from_, TWILIO.from_number, body) | changed


def posted(api: ClinicApi, path: str, fields: dict[str, str], token: str = TWILIO.auth_token, **headers: str) -> Any:
    body, signing = signed(token, PUBLIC_URL + path, fields)
    return api.web.post(path, content=body, headers={**signing, **headers})


def came_in(api: ClinicApi, sid: str = SID) -> Inbound | None:
    return api.executor.world(uuid4()).inbound(inbound_id("twilio", sid))


def test_a_text_is_kept_as_it_came_and_acknowledged_with_nothing_to_say(api: ClinicApi) -> None:
    answer = posted(api, INBOUND, a_text("  7, I think é "))

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert answer.content == b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
    found = came_in(api)
    assert found is not None
    assert (found.sender, found.text, found.fate) == (CLIENT_PHONE, "  7, I think é ", "")


def test_a_text_that_comes_again_is_there_once_and_answered_alike(api: ClinicApi) -> None:
    first = posted(api, INBOUND, a_text())
    head = api.log.head()

    again = posted(api, INBOUND, a_text())

    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert api.log.head() == head


def test_a_stranger_is_answered_as_a_client_is(api: ClinicApi, staff: Caller) -> None:
    staff.register()

    known = posted(api, INBOUND, a_text())
    unknown = posted(api, INBOUND, a_text(sid="SM" + "2" * 32, from_=STRANGER_PHONE))

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert came_in(api, "SM" + "2" * 32) is not None


def test_a_stop_closes_the_line_in_the_same_append(api: ClinicApi) -> None:
    posted(api, INBOUND, a_text("STOP"))

    world = api.executor.world(uuid4())
    assert world.line(world.line_id(CLIENT_PHONE)).opted_out is not None


def test_what_twilio_has_handled_itself_is_noted(api: ClinicApi) -> None:
    posted(api, INBOUND, a_text("stop please", OptOutType="STOP"))

    found = came_in(api)
    assert found is not None
    assert found.opt_out_type == "STOP"


def test_a_picture_without_a_word_is_kept(api: ClinicApi) -> None:
    posted(api, INBOUND, a_text("", NumMedia="2"))

    found = came_in(api)
    assert found is not None
    assert (found.text, found.attachments) == ("", 2)


def signature_for(url: str) -> dict[str, str]:
    return {SIGNATURE: signed(TWILIO.auth_token, url, a_text())[1][SIGNATURE]}


FORGERIES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "another token": (a_text(), dict(token="guess")),
    "no signature": (a_text(), {SIGNATURE: ""}),
    "another account": (a_text(AccountSid="AC" + "9" * 32), {}),
    "to somebody else": (a_text(To=STRANGER_PHONE), {}),
    "for another address": (a_text(), signature_for(PUBLIC_URL + STATUS)),
    "for the host that was called": (a_text(), signature_for("http://test.invalid" + INBOUND)),
}


@pytest.mark.parametrize("kind", sorted(FORGERIES))
def test_a_forgery_is_refused_alike_whatever_is_wrong_with_it(api: ClinicApi, kind: str) -> None:
    fields, how = FORGERIES[kind]
    head = api.log.head()

    answer = posted(api, INBOUND, fields, **how)

    assert answer.status_code == 403
    assert answer.json() == {
        "type": "urn:interlude:problem:forged",
        "title": "A webhook could not be shown to come from the provider.",
        "status": 403,
        "code": "forged",
        "detail": "The request is not signed as the provider's are.",
    }
    assert api.log.head() == head


def test_headers_that_speak_of_another_origin_change_nothing(api: ClinicApi) -> None:
    lies = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"}

    assert posted(api, INBOUND, a_text(), **lies).status_code == 200


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200), signature=st.text(st.characters(max_codepoint=255, min_codepoint=32), max_size=40))
def test_whatever_is_posted_without_a_signature_is_a_forgery(api: ClinicApi, body: bytes, signature: str) -> None:
    for path in (INBOUND, STATUS):
        headers = [(SIGNATURE.encode(), signature.encode("latin-1"))]
        answer = api.web.post(path, content=body, headers=headers)
        assert answer.status_code == 403


def test_without_an_account_every_webhook_is_a_forgery(tmp_path: Path) -> None:
    with clinic_api(tmp_path, twilio=None) as api:
        assert posted(api, INBOUND, a_text()).status_code == 403


def test_with_a_messaging_service_its_name_says_that_a_text_is_ours(tmp_path: Path) -> None:
    service = replace(TWILIO, from_number="", messaging_service_sid="MG" + "3" * 32)
    with clinic_api(tmp_path, twilio=service) as api:
        ours = posted(api, INBOUND, a_text(MessagingServiceSid=service.messaging_service_sid))
        others = posted(api, INBOUND, a_text(sid="SM" + "2" * 32, MessagingServiceSid="MG" + "4" * 32))

    assert (ours.status_code, others.status_code) == (200, 403)


def test_what_twilio_signs_but_is_no_text_is_refused_by_name(api: ClinicApi) -> None:
    answer = posted(api, INBOUND, a_text(MessageSid="nonsense"))

    assert (answer.status_code, answer.json()["field"]) == (422, "MessageSid")


def test_nothing_is_acknowledged_that_is_not_in_the_log(api: ClinicApi) -> None:
    api.log.close()

    answer = posted(api, INBOUND, a_text())

    assert (answer.status_code, answer.json()["code"]) == (503, "store-unavailable")


def news(api: ClinicApi, message: object, status: str, code: str = "", attempt: object = 1) -> Any:
    path = f"{STATUS}?{urlencode(dict(message=message, attempt=attempt))}"
    fields = status_fields(TWILIO.account_sid, SID, TWILIO.from_number, CLIENT_PHONE, status, code)
    return posted(api, path, fields)


def test_news_of_a_message_is_taken_in_whatever_its_order(api: ClinicApi, staff: Caller) -> None:
    sending = a_message_on_its_way(api, staff).concluded(Accepted(reference=SID))

    answers = [news(api, sending.message, status) for status in ("delivered", "sent", "queued", "delivered")]

    assert {(answer.status_code, answer.content) for answer in answers} == {(204, b"")}
    assert sending.stands().status == "delivered"
    reported = [entry for entry in api.log.entries(sending.message) if "status" in entry.event.topic]
    assert len(reported) == 1


def test_news_of_an_attempt_in_flight_is_evidence_that_it_was_sent(api: ClinicApi, staff: Caller) -> None:
    sending = a_message_on_its_way(api, staff)

    news(api, sending.message, "queued")

    assert (sending.stands().stage, sending.stands().reference) == (Stage.SENT, SID)


def test_a_failure_is_told_in_plain_words_and_needs_a_person(api: ClinicApi, staff: Caller) -> None:
    sending = a_message_on_its_way(api, staff).concluded(Accepted(reference=SID))

    news(api, sending.message, "undelivered", "30003")

    assert (sending.stands().status, sending.stands().stage) == ("undelivered", Stage.NEEDS_PERSON)
    item = staff.get("/needs-person").json()["items"][0]
    assert item["facts"]["code"] == "30003"
    assert len(item["facts"]["words"]) > 10


def test_news_of_a_message_that_nobody_sent_is_noted_and_not_asked_for_again(
    api: ClinicApi, caplog: pytest.LogCaptureFixture
) -> None:
    assert news(api, uuid4(), "delivered").status_code == 204

    warned = [record.getMessage() for record in caplog.records if record.name == "api.webhooks.twilio"]
    assert warned == ["Twilio told of a message that nobody sent here"]


@pytest.mark.parametrize(("message", "attempt"), [("x", 1), (NOBODYS, "x"), (NOBODYS, ""), (NOBODYS, "1" * 30)])
def test_an_address_that_names_no_attempt_of_ours_is_refused(api: ClinicApi, message: object, attempt: object) -> None:
    assert news(api, message, "delivered", attempt=attempt).status_code == 422


def test_the_address_is_covered_by_the_signature(api: ClinicApi, staff: Caller) -> None:
    sending = a_message_on_its_way(api, staff)
    fields = status_fields(TWILIO.account_sid, SID, TWILIO.from_number, CLIENT_PHONE, "delivered")
    body, headers = signed(TWILIO.auth_token, f"{PUBLIC_URL}{STATUS}?message={uuid4()}&attempt=1", fields)

    answer = api.web.post(f"{STATUS}?message={sending.message}&attempt=1", content=body, headers=headers)

    assert answer.status_code == 403
