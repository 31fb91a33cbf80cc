"""The interpersonal inventory: people, what they give, and how the network grows."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.course.facts import How, UnknownEntry
from domain.errors import Invalid
from domain.network.anonymity import looks_like_a_number
from domain.network.decisions import (
    AddPerson,
    PersonRemovedAlready,
    RemovePerson,
    RevisePerson,
    add_person,
    remove_person,
    revise_person,
)
from domain.network.events import PersonAdded, PersonRemoved, PersonRevised
from domain.network.values import Contact, Person, Support
from domain.network.view import view
from tests.domain.facts import AUTHOR, a_story, noted
from tests.domain.story import Story


def person(**facts: Any) -> Person:
    usual: dict[str, Any] = dict(label="Maria", relation="sister", ring=2, contact=Contact.MONTHLY)
    return Person(**{**usual, **facts})


def added(story: Story, *, new_contact: bool = False, **facts: Any) -> UUID:
    command = AddPerson(author=AUTHOR, person=person(**facts), new_contact=new_contact)
    return noted(story, PersonAdded, add_person, command).id


def revised(story: Story, who: UUID, how: How = How.REVISION, **facts: Any) -> PersonRevised:
    command = RevisePerson(author=AUTHOR, person=person(**facts), because="things have changed", how=how)
    return noted(story, PersonRevised, revise_person, who, command)


def removed(story: Story, who: UUID) -> PersonRemoved:
    return noted(story, PersonRemoved, remove_person, who, RemovePerson(author=AUTHOR, because="they lost touch"))


def test_a_person_is_told_of_by_label_relation_closeness_contact_and_support() -> None:
    story = a_story()
    who = added(story, support=[Support.UNDERSTANDING, Support.PRACTICAL], satisfying="they laugh")
    (found,) = view(story.case).people
    assert (found.id, found.latest.content.relation, found.latest.content.ring) == (who, "sister", 2)
    assert found.latest.content.support == [Support.UNDERSTANDING, Support.PRACTICAL]


@pytest.mark.parametrize("ring", [0, 4])
def test_there_are_three_rings(ring: int) -> None:
    with pytest.raises(Invalid, match=r"^person\.ring: 1 \(innermost\) to 3"):
        added(a_story(), ring=ring)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("label", "Maria 07700 900123"),
        ("label", "+44 (0)20 7946-0123"),
        ("satisfying", "calls her on 020.7946.0123"),
        ("wanted_changes", "٠٧٧٠٠٩٠٠١٢٣ is her number"),
        ("relation", "sister 563412"),
    ],
)
def test_people_are_third_parties_whose_number_is_not_kept(field: str, text: str) -> None:
    command = AddPerson(author=AUTHOR, person=person(**{field: text}))
    with pytest.raises(Invalid, match=rf"^person\.{field}: no telephone number") as refused:
        a_story().do(add_person, command)
    assert text not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["since 2019", "met on 2024-11-30", "between 2018 and 2024", "on 3.4.2025", "aged 12, 9 and 7", "flat 1203"]
)
def test_years_dates_and_ages_are_no_number(text: str) -> None:
    assert not looks_like_a_number(text)


@given(st.from_regex(r"\+?[1-9][0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3,5}", fullmatch=True))
def test_a_number_is_seen_however_it_is_grouped(number: str) -> None:
    assert looks_like_a_number(f"reach her at {number}, evenings")


def test_a_revision_is_dated_and_the_first_telling_stays() -> None:
    story = a_story()
    who = added(story)
    revised(story.at("2026-03-02T10:00Z"), who, ring=1, contact=Contact.WEEKLY, support=[Support.COMPANY])
    (found,) = view(story.case).people
    assert [one.on for one in found.history] == [date(2026, 2, 2), date(2026, 3, 2)]
    (change,) = view(story.case).growth.changed
    assert (change.ring_before, change.ring_now, change.contact_before, change.contact_now) == (
        2,
        1,
        "monthly",
        "weekly",
    )
    assert (change.support_gained, change.support_lost) == ([Support.COMPANY], [])


def test_a_correction_of_the_first_telling_is_no_growth() -> None:
    story = a_story()
    who = added(story, ring=3)
    revised(story, who, How.CORRECTION, ring=1)
    growth = view(story.case).growth
    assert growth.changed == []
    assert growth.first.rings == growth.latest.rings == {"1": 1, "2": 0, "3": 0}


def test_the_first_inventory_is_compared_with_the_latest_and_new_contacts_are_marked() -> None:
    story = a_story()
    added(story, support=[Support.GUIDANCE])
    gone = added(story, label="Tom", relation="friend", support=[Support.COMPANY])
    removed(story, gone)
    new = added(story, label="choir", relation="acquaintances", new_contact=True, support=[Support.COMPANY])
    growth = view(story.case).growth
    assert (growth.first.people, growth.latest.people) == (2, 2)
    assert (growth.new_contacts, growth.removed) == ([new], [gone])
    assert (growth.first.support["guidance"], growth.latest.support["guidance"]) == (1, 1)
    assert (growth.first.support["encouragement"], growth.latest.support["company"]) == (0, 1)


def test_who_was_taken_out_is_shown_with_the_reason_and_not_revised() -> None:
    story = a_story()
    who = added(story)
    assert removed(story, who).label == "Maria"
    (found,) = view(story.case).people
    assert (found.removed_on, found.removed_because) == (date(2026, 2, 2), "they lost touch")
    with pytest.raises(PersonRemovedAlready):
        revised(story, who)


def test_only_a_person_of_the_inventory_is_revised_or_taken_out() -> None:
    story = a_story()
    with pytest.raises(UnknownEntry, match="no person"):
        revised(story, uuid4())
    with pytest.raises(UnknownEntry, match="no person"):
        removed(story, uuid4())


def test_each_kind_of_support_is_named_once() -> None:
    with pytest.raises(Invalid, match="each kind of support once"):
        added(a_story(), support=[Support.COMPANY, Support.COMPANY])
