"""The pathway of a case file: what was noted of the ending and afterwards, also once it was erased."""

import json

import msgspec
import pytest

from domain.course.events import Opened
from domain.ending.view import view as ending_view
from domain.event import Event
from domain.pathway.view import view as pathway_view
from domain.policy.case import Case, case
from projections.history.case_file import to_dict, to_text
from projections.history.contents import CaseFile
from store.messagepack import MessagePack
from store.plan import plan_of
from tests.examples import EXAMPLES, entries, the
from tests.examples_pathway import EXAMPLES_PATHWAY
from tests.projections.history.conftest import Lived

CASE: list[Event] = [*(event for event in EXAMPLES if isinstance(event, Opened)), *EXAMPLES_PATHWAY]
SAID = ("I stop answering", "tell Sam", "four more from today", "a walking group", "rang twice", "stay with it")


def erased(event: Event) -> Event:
    """The event as the log gives it back once the key of its subject is destroyed."""
    plan, code = plan_of(type(event)), MessagePack()
    return plan.erased_event(code.decode(code.encode({name: getattr(event, name) for name in plan.clear})))


def a_case(examples: list[Event]) -> Case:
    found = case(entry for entry in entries(examples) if entry.stream == the("course"))
    assert found is not None
    return found


def with_pathway(file: CaseFile, examples: list[Event]) -> CaseFile:
    found = a_case(examples)
    return msgspec.structs.replace(file, ending=ending_view(found), pathway=pathway_view(found))


def test_a_case_file_tells_of_the_ending_the_follow_ups_and_supervision(lived: Lived) -> None:
    text = " ".join(to_text(with_pathway(lived.file(), CASE)).split())
    assert all(words in text for words in SAID)
    assert [title for title in ("PATHWAY", "ENDING", "FOLLOW-UPS") if title in text] == [
        "PATHWAY",
        "ENDING",
        "FOLLOW-UPS",
    ]


def test_once_erased_it_says_so_and_nothing_else(lived: Lived) -> None:
    file = with_pathway(lived.file(), [erased(event) for event in CASE])
    text = to_text(file)
    assert "early-warning signs: [erased]" in text
    assert not [words for words in SAID if words in text]
    assert json.loads(json.dumps(to_dict(file)))["ending"]["signs"][0]["content"] == "[erased]"


@pytest.mark.parametrize("section", ["referral", "pathway", "ending", "follow_ups"])
def test_the_sections_are_part_of_every_case_file(lived: Lived, section: str) -> None:
    assert section in to_dict(lived.file())


def test_the_referral_of_a_case_file_says_how_far_it_had_come(lived: Lived) -> None:
    referral = lived.file().referral
    assert referral is not None
    assert referral.stage.value == "accepted"
