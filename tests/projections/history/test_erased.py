import asyncio
import json
import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from domain.client import events as client_events
from domain.event import SYSTEM, Change, Event
from domain.inbound import events as inbound_events
from projections.history.case_file import to_dict, to_text
from projections.history.why import to_dict as why_to_dict
from tests.projections.history.conftest import Lived, begun, changed, rested

PERSONAL = re.compile(r"Ana|Finch|44770|client\.example|Dr Brown|Room 2|work trip|illness|holiday|You may text|video")
GROUND = "the client asked for it"


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The whole course again, its client and what they wrote then erased: in the log first, the keys after it."""
    lived = begun(tmp_path_factory.mktemp("erased"))
    asyncio.run(changed(lived))
    asyncio.run(rested(lived))
    case = lived.living.record.log.case(lived.course)
    erase(lived, lived.client, client_events.Erased(ground=GROUND, approved_by=["a supervisor", "an administrator"]))
    for inbound in {entry.stream for entry in case if entry.event.topic == "inbound.read.v1"}:
        erase(lived, inbound, inbound_events.Erased(ground=GROUND))
    yield lived
    lived.living.close()


def erase(lived: Lived, subject: UUID, event: Event) -> None:
    record = lived.living.record
    version = record.log.entries(subject)[-1].version
    change, now = Change(stream=subject, event=event, subject=subject), lived.living.clock.now()
    record.log.append([change], actor=SYSTEM, command_id=uuid4(), now=now, read={subject: version})
    record.keystore.destroy(subject)


def test_a_case_file_of_the_erased_can_still_be_read(erased: Lived) -> None:
    file = erased.file()
    assert (file.client.name, file.client.contact, file.course.sessions_agreed) == ("[erased]",) * 3
    assert [one.state for one in file.sessions][:2] == ["late, seen", "cancelled by the clinic"]
    assert file.check_ins[0].answers == "[erased]"
    assert file.coming == []


def test_the_timeline_of_the_erased_is_whole_but_for_their_lines(erased: Lived) -> None:
    before = erased.snapshots[max(erased.snapshots)].timeline
    now = {one.position for one in erased.file().timeline}
    assert {one.topic for one in before if one.position not in now} == {"line.opted_out.v1"}
    (said,) = (one.sentence for one in erased.file().timeline if one.topic == "client.erased.v1")
    assert said == (
        "The client's record was erased, approved by a supervisor and an administrator, "
        "on the ground 'the client asked for it'."
    )


def test_nothing_personal_is_left_in_the_histories_of_the_erased(erased: Lived) -> None:
    file = erased.file()
    told = [json.dumps(to_dict(file)), to_text(file)]
    told += [json.dumps(why_to_dict(erased.why(message.id))) for message in file.messages]
    assert len(told) > 10
    assert not [found for text in told for found in PERSONAL.findall(text)]


def test_also_as_known_before_the_erasure_nothing_personal_is_left(erased: Lived) -> None:
    for position in erased.snapshots:
        assert not PERSONAL.search(to_text(erased.file(position)))


def test_why_a_message_went_can_still_be_told(erased: Lived) -> None:
    messages = erased.file().messages
    (sent,) = (one for one in messages if "Tuesday 10 March" in one.subject and one.kind == "session-reminder")
    history = erased.why(sent.id)
    assert history.summary.startswith("This reminder was sent by SMS on Monday 9 March 2026, 11:00")
    assert history.steps[1].letter is not None
    assert (history.steps[1].letter.to, history.steps[1].letter.text) == ("[erased]", "[erased]")
    assert history.steps[1].consent is not None
    assert history.steps[1].consent.wording == "[erased]"
