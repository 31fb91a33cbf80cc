"""The demo's provider: it remembers everything, also across a kill, and shows it as conversations."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from domain.instant import Instant
from notifiers.port import Absent, Accepted, Ambiguous, Attachment, Found, Refused, Unknown
from notifiers.simulated.channels import SimulatedMailbox, SimulatedPhone
from notifiers.simulated.provider import SimulatedProvider
from tests.notifiers.conftest import CLIENT, MESSAGE, NOW, a_letter, a_text, sought

pytestmark = pytest.mark.anyio

FILE = Attachment(filename="appointment.ics", content_type="text/calendar; method=REQUEST", content=b"BEGIN:VCALENDAR")


async def test_a_text_is_kept_with_its_number_and_instant(provider: SimulatedProvider) -> None:
    outcome = await SimulatedPhone(provider).send(a_text("hello"))

    (kept,) = provider.messages()
    assert outcome == Accepted(reference=str(kept.id), status="delivered")
    assert (kept.address, kept.content.text, kept.at, kept.message_id) == (CLIENT, "hello", NOW, MESSAGE)


async def test_a_letter_is_kept_whole(provider: SimulatedProvider) -> None:
    letter = a_letter(unsubscribe_url="https://clinic.example.org/u/abc")
    letter = replace(letter, content=replace(letter.content, attachments=(FILE, FILE)))

    await SimulatedMailbox(provider).send(letter)

    (kept,) = provider.messages("kim@example.net")
    assert (kept.content, kept.unsubscribe_url) == (letter.content, letter.unsubscribe_url)


async def test_messages_are_asked_for_by_address(provider: SimulatedProvider) -> None:
    phone = SimulatedPhone(provider)
    await phone.send(a_text("one"))
    await phone.send(a_text("two", to="+441632960002"))

    assert [kept.content.text for kept in provider.messages(CLIENT)] == ["one"]
    assert [kept.content.text for kept in provider.messages()] == ["one", "two"]


async def test_a_message_that_is_handed_over_twice_is_there_twice(provider: SimulatedProvider) -> None:
    phone = SimulatedPhone(provider)
    first = await phone.send(a_text())
    await phone.send(a_text())

    assert len(provider.messages()) == 2
    assert isinstance(first, Accepted)
    assert await phone.look_up(sought(a_text())) == Found(reference=first.reference, status="delivered")


async def test_evidence_is_of_this_very_attempt(provider: SimulatedProvider) -> None:
    phone = SimulatedPhone(provider)
    await phone.send(a_text(attempt=1))

    assert await phone.look_up(sought(a_text(attempt=2))) == Absent()


async def test_a_conversation_holds_both_sides_in_order(provider: SimulatedProvider) -> None:
    phone = SimulatedPhone(provider)
    await phone.send(a_text("How are you?"))
    provider.record_inbound(CLIENT, "7", Instant(NOW + 1))
    await phone.send(a_text("Thank you.", now=Instant(NOW + 2)))
    await SimulatedMailbox(provider).send(a_letter())

    mailbox, texts = provider.conversations()

    assert (mailbox.medium, mailbox.address) == ("email", "kim@example.net")
    assert [(one.inbound, one.content.text) for one in texts.messages] == [
        (False, "How are you?"),
        (True, "7"),
        (False, "Thank you."),
    ]
    assert [kept.content.text for kept in provider.messages(CLIENT)] == ["How are you?", "Thank you."]


async def test_a_message_whose_time_is_over_is_refused(provider: SimulatedProvider) -> None:
    outcome = await SimulatedPhone(provider).send(a_text(valid_until=NOW))

    assert isinstance(outcome, Refused)
    assert not provider.messages()


async def test_a_file_that_cannot_be_used_is_an_outcome_and_no_error(provider: SimulatedProvider) -> None:
    phone = SimulatedPhone(provider)
    provider.close()

    assert isinstance(await phone.send(a_text()), Ambiguous)
    assert isinstance(await phone.look_up(sought(a_text())), Unknown)
    assert isinstance(await phone.follow("1"), Unknown)


async def test_a_reference_of_another_provider_is_not_found(provider: SimulatedProvider) -> None:
    phone = SimulatedPhone(provider)

    assert await phone.follow("12") == Absent()
    assert isinstance(await phone.follow("SM12"), Unknown)


SENDER_THEN_SILENCE = """
import asyncio, sys, signal
from pathlib import Path
from uuid import UUID
from domain.instant import Instant
from notifiers.port import Content, Outgoing
from notifiers.simulated.channels import SimulatedPhone
from notifiers.simulated.provider import SimulatedProvider

phone = SimulatedPhone(SimulatedProvider(Path(sys.argv[1])))
for attempt in range(1, 6):
    outgoing = Outgoing(
        message_id=UUID(int=7), attempt=attempt, to="+441632960001", content=Content(text="x"), now=Instant(0)
    )
    print(asyncio.run(phone.send(outgoing)).reference, flush=True)
signal.pause()
"""


def test_what_was_accepted_outlives_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "simulated.db"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, "-c", SENDER_THEN_SILENCE, str(file)], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        accepted = [process.stdout.readline().strip() for _ in range(5)]
        process.send_signal(signal.SIGKILL)

    provider = SimulatedProvider(file)
    kept = [str(message.id) for message in provider.messages()]
    provider.close()
    assert kept == accepted
