"""The two webhooks: what is read from their forms, and statuses that never go backwards."""

from itertools import permutations
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Invalid
from domain.message.status import supersedes
from notifiers.twilio.callbacks import InboundSms, StatusCallback, explain, final, form, furthest, inbound, rank, status
from tests.doubles.twilio_double import ACCOUNT
from tests.doubles.twilio_webhooks import inbound_fields, status_fields

SID = "SM" + "c3" * 16
CLIENT, CLINIC = "+441632960001", "+441632960000"


STATUSES = [
    "accepted", "scheduled", "queued", "sending", "sent", "canceled", "failed", "undelivered", "delivered", "read"
]  # fmt: skip


def test_an_inbound_text_is_read_from_its_form() -> None:
    fields = form(urlencode(inbound_fields(ACCOUNT, SID, CLIENT, CLINIC, " 7 \U0001f642\n", "STOP")).encode())

    assert inbound(fields) == InboundSms(
        sid=SID, account_sid=ACCOUNT, from_=CLIENT, to=CLINIC, body=" 7 \U0001f642\n", opt_out_type="STOP", media=0
    )


def test_a_picture_without_a_word_is_a_message() -> None:
    fields = {**inbound_fields(ACCOUNT, SID, CLIENT, CLINIC, ""), "NumMedia": "2"}

    assert inbound(tuple(fields.items())).media == 2


def test_an_opt_out_type_that_we_do_not_know_is_none() -> None:
    assert inbound(tuple(inbound_fields(ACCOUNT, SID, CLIENT, CLINIC, "x", "OTHER").items())).opt_out_type == ""


def test_a_status_is_read_from_its_form() -> None:
    fields = status_fields(ACCOUNT, SID, CLINIC, CLIENT, "undelivered", "30005")

    assert status(tuple(fields.items())) == StatusCallback(
        sid=SID, account_sid=ACCOUNT, status="undelivered", error_code="30005", to=CLIENT
    )


def test_a_status_that_twilio_adds_one_day_is_unknown_and_replaces_nothing() -> None:
    heard = status(tuple(status_fields(ACCOUNT, SID, CLINIC, CLIENT, "teleported").items())).status

    assert heard == "unknown"
    assert furthest("queued", heard) == "queued"
    assert furthest(heard, "queued") == "queued"


@pytest.mark.parametrize("name", ["MessageSid", "AccountSid", "From", "To"])
@pytest.mark.parametrize("change", ["missing", "twice"])
def test_a_missing_or_doubled_field_is_named(name: str, change: str) -> None:
    fields = list(inbound_fields(ACCOUNT, SID, CLIENT, CLINIC, "hello").items())
    kept = [pair for pair in fields if pair[0] != name] if change == "missing" else [*fields, (name, "+441632960009")]

    with pytest.raises(Invalid) as refused:
        inbound(kept)

    assert refused.value.facts["field"] == name
    assert "44163" not in str(refused.value)


@pytest.mark.parametrize("sid", ["", "SM123", "CA" + "c3" * 16, SID + "0", SID + "\n"])
def test_a_sid_of_another_form_is_refused(sid: str) -> None:
    with pytest.raises(Invalid, match="MessageSid"):
        status(tuple(status_fields(ACCOUNT, sid, CLINIC, CLIENT, "sent").items()))


@pytest.mark.parametrize("media", ["-1", "two", "1" * 10])
def test_a_number_of_attachments_that_is_none_is_refused(media: str) -> None:
    with pytest.raises(Invalid, match="NumMedia"):
        inbound(tuple({**inbound_fields(ACCOUNT, SID, CLIENT, CLINIC, ""), "NumMedia": media}.items()))


@pytest.mark.parametrize("body", [b"\xff", b"Body=%ff", b"&".join(b"a=1" for _ in range(201))])
def test_a_body_that_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(Invalid, match="body"):
        form(body)


@given(st.binary(max_size=200))
def test_any_body_is_a_form_or_invalid(body: bytes) -> None:
    try:
        fields = form(body)
        inbound(fields)
    except Invalid:
        pass


def test_in_any_order_of_callbacks_a_delivery_is_the_end() -> None:
    for order in permutations(["queued", "sent", "undelivered", "delivered"]):
        known = "accepted"
        for heard in order:
            known = furthest(known, heard)
        assert known == "delivered"


def test_what_arrived_in_part_is_no_delivery() -> None:
    heard = status(tuple(status_fields(ACCOUNT, SID, CLINIC, CLIENT, "partially_delivered").items())).status

    assert heard == "sent"
    assert not final(heard)


def test_the_domain_ranks_statuses_as_the_channel_does() -> None:
    assert all(
        supersedes(heard, known) == (rank(heard) > rank(known))
        for heard, known in permutations([*STATUSES, "unknown"], 2)
    )
    assert {one for one in STATUSES if final(one)} == {"canceled", "failed", "undelivered", "delivered", "read"}


def test_nothing_personal_shows_when_a_callback_is_printed() -> None:
    text = inbound(tuple(inbound_fields(ACCOUNT, SID, CLIENT, CLINIC, "canary").items()))

    assert CLIENT not in repr(text)
    assert "canary" not in repr(text)


@pytest.mark.parametrize("code", ["30003", "30004", "30005", "30006", "30007", "30008"])
def test_carrier_failures_have_plain_words(code: str) -> None:
    assert explain(code).about in {"carrier", "number"}
    assert code not in explain(code).words
