"""The people around a client: the GP, and whom to call in an emergency."""

from datetime import date
from typing import Any

import pytest

from domain.client.around import NoteEmergencyContact, NoteGp, note_emergency_contact, note_gp
from domain.client.people import EmergencyContact, Gp
from domain.errors import Invalid
from tests.domain.facts import a_story

GP = Gp(name="Dr Osei", practice="Hill Surgery", phone="+44 20 7946 0111")


def person(**facts: Any) -> EmergencyContact:
    usual: dict[str, Any] = dict(name="Maria Ashe", relation="sister", phone="+44 7700 900555")
    return EmergencyContact(**{**usual, **facts})


def test_the_gp_is_known_with_a_number_that_can_be_called() -> None:
    story = a_story()
    story.do_to_client(note_gp, NoteGp(gp=GP))
    found = story.world.client(story.client).gp
    assert found is not None
    assert (found.name, found.phone) == ("Dr Osei", "+442079460111")
    assert story.do_to_client(note_gp, NoteGp(gp=GP)) == []


def test_the_emergency_contact_is_kept_with_its_consent() -> None:
    story = a_story()
    asked = person(consented_on=date(2026, 2, 1), may_be_told="that she is in therapy")
    story.do_to_client(note_emergency_contact, NoteEmergencyContact(person=person()))
    story.do_to_client(note_emergency_contact, NoteEmergencyContact(person=asked))
    found = story.world.client(story.client).emergency_contact
    assert found is not None
    assert (found.phone, found.consented_on) == ("+447700900555", date(2026, 2, 1))
    assert story.do_to_client(note_emergency_contact, NoteEmergencyContact(person=asked)) == []


@pytest.mark.parametrize(("facts", "field"), [(dict(name=" "), "person.name"), (dict(phone="12"), "person.phone")])
def test_an_emergency_contact_can_be_called(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid, match=f"^{field}: "):
        a_story().do_to_client(note_emergency_contact, NoteEmergencyContact(person=person(**facts)))


def test_a_gp_has_a_name() -> None:
    with pytest.raises(Invalid, match=r"^gp\.name: "):
        a_story().do_to_client(note_gp, NoteGp(gp=Gp(name="")))
