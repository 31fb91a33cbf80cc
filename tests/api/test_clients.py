"""Clients and referrals over HTTP."""

from uuid import uuid4

import pytest

from tests.api.clinic import CLIENT, Caller
from tests.builders import CLIENT_EMAIL, CLIENT_NAME, CLIENT_PHONE


def test_a_client_reads_as_it_was_registered(staff: Caller) -> None:
    client = staff.register(contact=dict(phone="+44 7700 900123", email=CLIENT_EMAIL))

    answer = staff.get(f"/clients/{client}")

    assert answer.headers["ETag"] == '"2"'
    found = answer.json()
    assert (found["name"], found["version"], found["consents"]) == (CLIENT_NAME, 2, [])
    assert (found["contact"]["phone"], found["contact"]["safe_from"]) == (CLIENT_PHONE, None)


def test_contact_facts_are_replaced_as_a_whole(staff: Caller) -> None:
    client = staff.register()

    staff.put(f"/clients/{client}/contact", dict(contact=dict(email="other@example.org", safe_to_text=False)))

    contact = staff.get(f"/clients/{client}").json()["contact"]
    assert (contact["phone"], contact["email"], contact["safe_to_text"]) == ("", "other@example.org", False)


def test_a_consent_is_given_and_taken_back(staff: Caller) -> None:
    client = staff.register()
    what = dict(medium="sms", purpose="appointments")

    staff.done(f"/clients/{client}/consents", {**what, "how": "spoken", "wording": "May we text you?"})
    assert staff.get(f"/clients/{client}").json()["consents"] == [{**what, "version": 3}]

    staff.done(f"/clients/{client}/consent-withdrawals", {**what, "how": "written"})
    assert staff.get(f"/clients/{client}").json()["consents"] == []
    again = staff.post(f"/clients/{client}/consent-withdrawals", {**what, "how": "written"})
    assert (again.status_code, again.json()["code"]) == (409, "no-such-consent")


def test_a_referral_is_received_and_accepted_once(staff: Caller) -> None:
    client = staff.register()
    made = staff.post("/referrals", dict(client=client, received_on="2026-02-01", source="GP"))
    referral = made.json()["id"]
    assert staff.get(made.headers["Location"]).json()["accepted_on"] is None

    staff.done(f"/referrals/{referral}/acceptance", dict(accepted_on="2026-02-02"))

    found = staff.get(f"/referrals/{referral}")
    assert (found.json()["accepted_on"], found.headers["ETag"]) == ("2026-02-02", '"2"')
    again = staff.post(f"/referrals/{referral}/acceptance", dict(accepted_on="2026-02-03"))
    assert (again.status_code, again.json()["code"]) == (409, "referral-already-accepted")


@pytest.mark.parametrize(
    "path", ["/clients/{}", "/referrals/{}", "/courses/{}", "/messages/{}", "/courses/{}/messages"]
)
def test_what_is_not_there_is_not_found(staff: Caller, path: str) -> None:
    answer = staff.get(path.format(uuid4()))

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_a_course_is_no_client(staff: Caller) -> None:
    course = staff.open_course()

    assert staff.get(f"/clients/{course}").status_code == 404


@pytest.mark.parametrize(
    ("facts", "field", "code"),
    [
        (dict(name=" "), "name", "invalid"),
        (dict(zone="Europe/Atlantis"), "", "unknown-zone"),
        (dict(contact=dict(phone="12")), "contact.phone", "invalid"),
        (dict(language="nonsense!"), "language", "invalid"),
    ],
)
def test_what_the_domain_refuses_names_its_field(
    staff: Caller, facts: dict[str, object], field: str, code: str
) -> None:
    answer = staff.post("/clients", {**CLIENT, **facts})

    assert answer.status_code == 422
    assert answer.json()["code"] == code
    assert answer.json().get("field", "") == field
