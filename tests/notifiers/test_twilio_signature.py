"""The signature of webhooks, against Twilio's own example, its own SDK, and an independent signer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from notifiers.twilio.signature import valid
from tests.doubles.twilio_webhooks import sign

URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FIELDS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
TOKEN = "12345"
SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
"""The example of Twilio's page on webhook security."""

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
forms = st.dictionaries(texts, texts, max_size=8)


def test_twilios_own_example_is_valid_in_any_order_of_fields() -> None:
    assert valid(TOKEN, URL, FIELDS.items(), SIGNATURE)
    assert valid(TOKEN, URL, reversed(FIELDS.items()), SIGNATURE)


@pytest.mark.parametrize(
    "changed",
    [
        dict(token="12346"),
        dict(url=URL.replace("foo=1", "foo=2")),
        dict(url=URL.replace("https", "http")),
        dict(fields={**FIELDS, "Digits": "1235"}),
        dict(fields={**FIELDS, "Extra": ""}),
        dict(fields={}),
        dict(fields={**FIELDS, "Digits": "\ud83d"}),
        dict(signature=""),
        dict(signature=SIGNATURE.lower()),
        dict(signature=SIGNATURE + "é"),
    ],
)
def test_any_change_makes_it_invalid(changed: dict[str, object]) -> None:
    facts = {"token": TOKEN, "url": URL, "fields": FIELDS, "signature": SIGNATURE, **changed}

    assert not valid(facts["token"], facts["url"], facts["fields"].items(), facts["signature"])  # type: ignore[arg-type, attr-defined]


@given(token=texts, fields=forms)
def test_it_agrees_with_a_signer_of_another_hand(token: str, fields: dict[str, str]) -> None:
    assert valid(token, URL, fields.items(), sign(token, URL, fields))


def test_an_address_is_tried_with_its_port_and_without() -> None:
    assert valid(TOKEN, "https://clinic.example.org/in", [], sign(TOKEN, "https://clinic.example.org:443/in", {}))
    assert valid(TOKEN, "https://clinic.example.org:443/in", [], sign(TOKEN, "https://clinic.example.org/in", {}))


def test_a_name_given_twice_counts_with_each_of_its_values_once() -> None:
    pairs = [("Media", "b"), ("Media", "a"), ("Media", "a"), ("Body", "")]
    signature = sign(TOKEN, URL + "BodyMediaaMediab", {})

    assert valid(TOKEN, URL, pairs, signature)


def test_the_algorithm_is_sha1_and_no_other() -> None:
    stronger = RequestValidator(TOKEN).compute_signature(URL, FIELDS, "HMAC_SHA256")

    assert not valid(TOKEN, URL, FIELDS.items(), stronger)
