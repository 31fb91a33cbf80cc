"""The Twilio double itself: its answers have Twilio's shape, and its webhooks arrive signed."""

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from notifiers.port import Accepted
from notifiers.twilio.callbacks import form, inbound, status
from notifiers.twilio.signature import valid
from notifiers.twilio.sms import TwilioSms
from tests.doubles.twilio_double import ACCOUNT, TOKEN, TwilioDouble
from tests.doubles.twilio_faults import hang
from tests.doubles.twilio_webhooks import SIGNATURE
from tests.doubles.wire import Answer, Request, Wire
from tests.notifiers.conftest import CLIENT, CLINIC, PUBLIC, a_text
from tests.notifiers.twilio_description import Description


class Listener:
    """Our end of the webhooks: it keeps what was posted to it."""

    def __init__(self) -> None:
        self.posted: list[Request] = []
        self._wire = Wire(self._keep)
        self.url = self._wire.url
        self.close = self._wire.close

    async def _keep(self, request: Request) -> Answer:
        self.posted.append(request)
        return Answer(200, b"<Response/>")

    def signed(self, request: Request) -> bool:
        given = request.headers[SIGNATURE.lower()]
        return valid(TOKEN, PUBLIC + request.target, form(request.body), given)


@pytest.fixture
def listener(twilio: TwilioDouble) -> Iterator[Listener]:
    ours = Listener()
    twilio.route[PUBLIC] = ours.url
    yield ours
    ours.close()


@pytest.fixture
def description(record_property: Callable[[str, object], None]) -> Description:
    held = Description()
    record_property("held_against", "Twilio's description" if held.source else "the shipped list of fields")
    return held


def _get(twilio: TwilioDouble, target: str) -> dict[str, Any]:
    answer = httpx.get(twilio.url + target, auth=(ACCOUNT, TOKEN), trust_env=False)
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


@pytest.mark.anyio
async def test_what_it_answers_to_a_create_a_fetch_and_a_list_is_of_twilios_form(
    sms: TwilioSms, twilio: TwilioDouble, description: Description
) -> None:
    for number in range(3):
        await sms.send(a_text(f"number {number}"))
    twilio.advance(twilio.ledger[0]["sid"], "undelivered", 30003)
    target = urlsplit(twilio.requests[0].target).path

    page = _get(twilio, f"{target}?PageSize=2")
    one = _get(twilio, page["messages"][1]["uri"])
    last = _get(twilio, page["next_page_uri"])

    assert description.departures(description.page, page) == []
    assert description.departures(description.page, last) == []
    assert description.departures(description.message, one) == []
    assert [message["body"] for message in page["messages"] + last["messages"]] == ["number 2", "number 1", "number 0"]
    assert last["next_page_uri"] is None


@pytest.mark.anyio
async def test_what_we_post_are_fields_that_twilio_knows(
    sms: TwilioSms, twilio: TwilioDouble, description: Description
) -> None:
    outgoing = a_text()
    await sms.send(a_text(valid_until=outgoing.now + 60_000_000))

    posted = {name for name, _ in parse_qsl(twilio.requests[0].body.decode())}

    assert posted == {"To", "Body", "From", "StatusCallback", "ValidityPeriod"}
    assert posted <= description.fields


def test_a_departure_from_the_form_would_be_seen() -> None:
    held = Description()
    wrong = {"sid": "CA1", "error_code": "30003", "surprise": 1}

    found = held.departures(held.message, wrong)

    assert {text.partition(":")[0] for text in found} >= {".sid", ".error_code", ".surprise", ".body"}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (dict(To=""), 21604),
        (dict(From=""), 21603),
        (dict(Body=""), 21602),
        (dict(To="0163 2960001"), 21211),
        (dict(Body="x" * 1601), 21617),
        (dict(StatusCallback="not an address"), 21609),
        (dict(ValidityPeriod="36001"), 20001),
        (dict(ValidityPeriod="0"), 20001),
    ],
)
def test_it_refuses_what_twilio_refuses(twilio: TwilioDouble, fields: dict[str, str], code: int) -> None:
    whole = {"To": CLIENT, "From": CLINIC, "Body": "hello", **fields}
    target = f"{twilio.url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"

    answer = httpx.post(target, data=whole, auth=(ACCOUNT, TOKEN), trust_env=False)

    assert (answer.status_code, json.loads(answer.content)["code"]) == (400, code)
    assert not twilio.ledger


@pytest.mark.anyio
async def test_status_reports_arrive_signed_in_the_order_that_was_asked_for(
    sms: TwilioSms, twilio: TwilioDouble, listener: Listener
) -> None:
    await sms.send(a_text())
    sid = twilio.ledger[0]["sid"]

    assert twilio.report(sid, "delivered", "sent", "sent") == [200, 200, 200]

    assert [status(form(request.body)).status for request in listener.posted] == ["delivered", "sent", "sent"]
    assert all(listener.signed(request) for request in listener.posted)
    assert "attempt=1" in listener.posted[0].target


def test_an_inbound_text_arrives_signed_and_a_duplicate_has_the_same_sid(
    twilio: TwilioDouble, listener: Listener
) -> None:
    for _ in range(2):
        twilio.deliver_inbound(f"{PUBLIC}/webhooks/twilio/inbound", CLIENT, CLINIC, "7", sid="SM" + "d4" * 16)

    first, second = (inbound(form(request.body)) for request in listener.posted)
    assert first == second
    assert first.body == "7"
    assert all(listener.signed(request) for request in listener.posted)


def test_a_forged_text_does_not_bear_the_signature(twilio: TwilioDouble, listener: Listener) -> None:
    twilio.deliver_inbound(f"{PUBLIC}/webhooks/twilio/inbound", CLIENT, CLINIC, "7", forged=True)

    assert not listener.signed(listener.posted[0])


@pytest.mark.anyio
async def test_a_hanging_request_is_answered_once_it_is_released(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.faults.append(hang(accept=True))
    sending = asyncio.create_task(sms.send(a_text()))
    await asyncio.to_thread(twilio.wait_for, 1)
    assert not sending.done()

    await asyncio.to_thread(twilio.release)

    assert await sending == Accepted(reference=twilio.ledger[0]["sid"], status="queued")


def test_who_texts_stop_is_opted_out_until_start(twilio: TwilioDouble, listener: Listener) -> None:
    to_us = f"{PUBLIC}/webhooks/twilio/inbound"

    twilio.deliver_inbound(to_us, CLIENT, CLINIC, "Stop", opt_out_type="STOP")
    assert CLIENT in twilio.opted_out

    twilio.deliver_inbound(to_us, CLIENT, CLINIC, "Start", opt_out_type="START")
    assert CLIENT not in twilio.opted_out
