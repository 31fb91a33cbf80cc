"""A client's record: contact facts that can be used, consents that can be cited, and a zone that exists."""

from datetime import time
from typing import Any

import pytest

from domain.client.contact import Contact, Medium, Purpose, checked
from domain.client.decisions import (
    ChangeContact,
    ChangeZone,
    GiveConsent,
    NoSuchConsent,
    RegisterClient,
    WithdrawConsent,
    change_contact,
    change_zone,
    give_consent,
    register_client,
    withdraw_consent,
)
from domain.client.state import Client
from domain.errors import Invalid, UnknownZone
from domain.event import Cause
from tests.builders import CLIENT_EMAIL, CLIENT_NAME, CLIENT_PHONE, a_client, a_course, a_world
from tests.domain.story import Story

SMS, REMINDING = Medium.SMS, Purpose.APPOINTMENTS


def the_client(story: Story) -> Client:
    return story.world.client(story.client)


def test_a_client_is_registered_with_what_reaches_them() -> None:
    story = a_course().opened()
    robin = the_client(story)
    assert (robin.name, robin.address(Medium.SMS), robin.address(Medium.EMAIL)) == (
        CLIENT_NAME,
        CLIENT_PHONE,
        CLIENT_EMAIL,
    )
    assert len(robin.consents) == 6


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (dict(name=" "), "name"),
        (dict(language="e"), "language"),
        (dict(language="english-gb"), "language"),
        (dict(language="e1"), "language"),
    ],
)
def test_a_client_without_name_or_language_is_refused(facts: dict[str, Any], field: str) -> None:
    command = RegisterClient(**{"name": CLIENT_NAME, "zone": "Europe/London", **facts})
    with pytest.raises(Invalid, match=f"^{field}: "):
        a_world().run(lambda w: register_client(w, command))


def test_the_zone_of_a_client_is_one_that_exists() -> None:
    story = a_course().opened()
    with pytest.raises(UnknownZone):
        story.do_to_client(change_zone, ChangeZone(zone="London"))
    with pytest.raises(UnknownZone):
        a_client().in_zone("BST").registered(a_world())


@pytest.mark.parametrize("phone", ["+44 7700 900456", "+44(0)7700 900456", "+447700900456", "tel:+44-7700-900456"])
def test_a_number_is_kept_in_one_form(phone: str) -> None:
    assert checked(Contact(phone=phone)).phone == "+447700900456"


@pytest.mark.parametrize("phone", ["07700 900456", "900456", "robin", "+44", "+1 555", "+999 1234567"])
def test_a_number_without_its_country_or_that_cannot_be_one_is_refused(phone: str) -> None:
    with pytest.raises(Invalid, match=r"contact.phone: .*country code") as refused:
        checked(Contact(phone=phone))
    assert len(phone) < 5 or phone not in str(refused.value)


@pytest.mark.parametrize("email", ["robin", "robin@", "@other.org", "robin@example", "ro bin@example.org", "a@b.\n"])
def test_an_address_that_cannot_be_one_is_refused(email: str) -> None:
    with pytest.raises(Invalid, match=r"contact.email") as refused:
        checked(Contact(email=email))
    assert email not in str(refused.value)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (dict(phone_kind="satellite"), "contact.phone_kind"),
        (dict(whose="neighbour"), "contact.whose"),
        (dict(safe_from=time(9)), "contact.safe_from"),
        (dict(safe_until=time(9)), "contact.safe_from"),
    ],
)
def test_contact_facts_that_make_no_sense_are_refused(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid, match=f"^{field}: "):
        checked(Contact(**facts))


def test_the_same_contact_or_zone_again_changes_nothing() -> None:
    story = a_course().opened()
    assert story.do_to_client(change_contact, ChangeContact(contact=a_client().contact)) == []
    assert story.do_to_client(change_zone, ChangeZone(zone="Europe/London")) == []


def test_a_change_of_contact_and_zone_counts_from_then_on() -> None:
    story = a_course().opened()
    story.do_to_client(change_contact, ChangeContact(contact=a_client().with_email("ashe@example.org").contact))
    story.do_to_client(change_zone, ChangeZone(zone="Asia/Tokyo"))
    assert (the_client(story).address(Medium.EMAIL), the_client(story).zone) == ("ashe@example.org", "Asia/Tokyo")
    assert the_client(story).version == story.world.version(story.client)


def consent(how: str = "spoken") -> GiveConsent:
    return GiveConsent(medium=SMS, purpose=REMINDING, how=how, wording="May we text you?")


def test_a_consent_can_be_cited_by_the_event_that_gave_it() -> None:
    story = a_course().for_client(a_client().without_consent()).opened()
    story.do_to_client(give_consent, consent())
    assert the_client(story).consents == {(SMS, REMINDING): Cause(story.client, 3)}


def test_a_consent_given_again_is_kept_in_its_new_wording() -> None:
    story = a_course().for_client(a_client().without_consent()).opened()
    story.do_to_client(give_consent, consent())
    story.do_to_client(give_consent, consent("written"))
    assert the_client(story).consents[SMS, REMINDING].version == 4


def test_a_consent_says_how_it_was_given() -> None:
    with pytest.raises(Invalid, match="how: one of spoken, written, reply"):
        a_course().opened().do_to_client(give_consent, consent("assumed"))


def test_a_consent_is_withdrawn_once_and_for_its_purpose_alone() -> None:
    story = a_course().opened()
    withdrawal = WithdrawConsent(medium=SMS, purpose=REMINDING, how="spoken")
    story.do_to_client(withdraw_consent, withdrawal)
    assert (SMS, REMINDING) not in the_client(story).consents
    assert (SMS, Purpose.CHECK_INS) in the_client(story).consents
    with pytest.raises(NoSuchConsent, match="sms about appointments"):
        story.do_to_client(withdraw_consent, withdrawal)


def test_everything_about_a_client_is_sealed_for_them() -> None:
    story = a_course().opened()
    assert {entry.subject for entry in story.world.log if entry.stream == story.client} == {story.client}
