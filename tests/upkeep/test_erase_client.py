"""When a client may be erased, and what the log then says."""

from datetime import date
from typing import Any

import pytest

from domain.client.decisions import ChangeZone, change_zone
from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.values import Outcome
from domain.erased import ERASED
from domain.erasure.decisions import EraseClient, Holdings, erase_client
from domain.erasure.errors import ClientErased, CourseRuns, StillInHand
from domain.errors import Invalid, NotFound
from domain.event import Cause, Change
from domain.ids import CLINIC
from domain.inbound.decisions import read
from domain.message.state import Stage
from tests.builders import a_course
from tests.domain.story import Story

APPROVED = EraseClient(ground="the client asked for it", approved_by=["Dr Amari", "Dr Okafor"])
ENDED = Discharge(outcome=Outcome.COMPLETED, discharged_on=date(2026, 3, 30), reason="")


@pytest.fixture
def story() -> Story:
    return a_course().with_session("2026-03-30T09:00").with_check_ins(2, "18:30").opened()


def erase(story: Story, command: EraseClient = APPROVED, **held: Any) -> list[Change]:
    holdings = Holdings(courses=[story.course], **held)
    return story.run(erase_client, story.client, command, holdings)


def test_a_client_in_treatment_is_not_erased(story: Story) -> None:
    with pytest.raises(CourseRuns, match="discharge it first"):
        erase(story)


def test_a_client_is_erased_with_the_ground_and_those_who_approved_it(story: Story) -> None:
    story.do(discharge, ENDED)
    (change,) = erase(story)
    assert change.event.topic == "client.erased.v1"
    assert (change.event.ground, change.event.approved_by) == (APPROVED.ground, APPROVED.approved_by)  # type: ignore[attr-defined]


def test_what_the_client_sent_is_erased_with_them_and_names_their_erasure(story: Story) -> None:
    inbound = story.arrives("can we talk?")
    story.read(inbound)
    story.do(discharge, ENDED)
    erased, message = erase(story, inbounds=[inbound])
    version = len(story.world.history(story.client))
    assert (erased.stream, message.stream, message.cause) == (story.client, inbound, Cause(story.client, version))
    found = story.world.inbound(inbound)
    assert found is not None
    assert (found.text, found.sender) == (ERASED, ERASED)


def test_a_message_that_was_never_read_is_not_read_after_the_erasure(story: Story) -> None:
    inbound = story.arrives("can we talk?")
    story.do(discharge, ENDED)
    erase(story, inbounds=[inbound])
    assert story.run(read, inbound) == []


def test_nothing_is_owed_to_the_erased(story: Story) -> None:
    inbound = story.arrives("HELP", sender="+447700900999")
    (reply,) = [change.stream for change in story.run(read, inbound) if change.event.topic == "message.owed.v1"]
    story.do(discharge, ENDED)
    erase(story, inbounds=[inbound], messages=[reply])
    assert story.message(reply).stage is Stage.SUPERSEDED
    assert story.claim(reply, lone=True).changes == []


def test_an_attempt_that_is_under_way_is_concluded_first(story: Story) -> None:
    (reminder, *_) = story.owed()
    story.at(reminder.window.not_before)
    story.claim(reminder.message)
    story.do(discharge, ENDED)
    with pytest.raises(StillInHand, match="A message of the client is still in hand"):
        erase(story)


def test_a_check_in_that_is_open_is_closed_first(story: Story) -> None:
    story.ask()
    story.do(discharge, ENDED)
    with pytest.raises(StillInHand, match="A check-in of the client is still in hand"):
        erase(story)


@pytest.mark.parametrize(
    ("ground", "approvers", "field"),
    [
        (" ", ["Dr Amari", "Dr Okafor"], "ground"),
        ("x" * 201, ["Dr Amari", "Dr Okafor"], "ground"),
        ("asked", [], "approved_by"),
        ("asked", ["Dr Amari"], "approved_by"),
        ("asked", ["Dr Amari", " dr  amari "], "approved_by"),
        ("asked", ["Dr Amari", " "], "approved_by"),
        ("asked", ["Dr Amari", "Dr Okafor", "Dr Brown"], "approved_by"),
    ],
)
def test_two_different_people_approve_on_a_stated_ground(
    story: Story, ground: str, approvers: list[str], field: str
) -> None:
    story.do(discharge, ENDED)
    with pytest.raises(Invalid, match=f"^{field}: "):
        erase(story, EraseClient(ground=ground, approved_by=approvers))


def test_nothing_more_is_done_with_an_erased_client(story: Story) -> None:
    story.do(discharge, ENDED)
    erase(story)
    with pytest.raises(ClientErased):
        story.do_to_client(change_zone, ChangeZone(zone="Europe/Dublin"))
    with pytest.raises(ClientErased):
        erase(story)


def test_nobody_is_erased_who_was_never_there(story: Story) -> None:
    with pytest.raises(NotFound):
        story.run(erase_client, CLINIC, APPROVED, Holdings())
