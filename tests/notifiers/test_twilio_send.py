"""Sending through the real SDK to a Twilio over the wire: three outcomes, told apart by how far the request got."""

import asyncio
import socket
from dataclasses import replace

import pytest

from domain.instant import HOUR, MINUTE, SECOND, Instant
from notifiers.port import Accepted, Ambiguous, Refused, Unsent
from notifiers.twilio.sms import TwilioSms
from tests.doubles import twilio_faults as faults
from tests.doubles.twilio_double import TwilioDouble
from tests.notifiers.conftest import CLIENT, CLINIC, MESSAGE, NOW, PUBLIC, a_text, an_account

pytestmark = pytest.mark.anyio


async def test_a_text_goes_to_its_number_from_ours_and_is_accepted(sms: TwilioSms, twilio: TwilioDouble) -> None:
    outcome = await sms.send(a_text("See you on Monday at nine."))

    (entry,) = twilio.ledger
    assert outcome == Accepted(reference=entry["sid"], status="queued")
    assert (entry["to"], entry["from"], entry["body"]) == (CLIENT, CLINIC, "See you on Monday at nine.")


async def test_the_status_address_names_message_and_attempt(sms: TwilioSms, twilio: TwilioDouble) -> None:
    await sms.send(a_text(attempt=3))

    assert twilio.ledger[0]["status_callback"] == f"{PUBLIC}/webhooks/twilio/status?message={MESSAGE}&attempt=3"


async def test_a_messaging_service_chooses_the_sender(twilio: TwilioDouble) -> None:
    channel = TwilioSms(an_account(twilio.url, messaging_service_sid="MG" + "b2" * 16))

    outcome = await channel.send(a_text())
    await channel.close()

    assert isinstance(outcome, Accepted)
    assert outcome.status == "accepted"
    assert (twilio.ledger[0]["from"], twilio.ledger[0]["messaging_service_sid"]) == (None, "MG" + "b2" * 16)


@pytest.mark.parametrize(("left", "seconds"), [(10 * MINUTE, 600), (SECOND, 1), (20 * HOUR, 36_000)])
async def test_twilio_may_keep_a_text_as_long_as_it_is_of_use(
    sms: TwilioSms, twilio: TwilioDouble, left: int, seconds: int
) -> None:
    await sms.send(a_text(valid_until=Instant(NOW + left)))

    assert twilio.ledger[0]["validity_period"] == seconds


@pytest.mark.parametrize("left", [-HOUR, 0, SECOND - 1])
async def test_a_text_whose_time_is_over_is_refused_and_never_posted(
    sms: TwilioSms, twilio: TwilioDouble, left: int
) -> None:
    outcome = await sms.send(a_text(valid_until=Instant(NOW + left)))

    assert isinstance(outcome, Refused)
    assert outcome.code == "too-late"
    assert not twilio.requests


async def test_too_fast_is_unsent_and_says_when_to_come_back(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.faults.append(faults.slow_down(retry_after=7))

    outcome = await sms.send(a_text())

    assert isinstance(outcome, Unsent)
    assert (outcome.code, outcome.retry_after) == ("20429", 7.0)
    assert not twilio.ledger


async def test_too_fast_without_a_time_is_unsent_too(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.faults.append(faults.slow_down(retry_after=None))

    outcome = await sms.send(a_text())

    assert isinstance(outcome, Unsent)
    assert outcome.retry_after is None


async def test_a_full_queue_is_unsent(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.faults.append(faults.refuse(21611))

    assert isinstance(await sms.send(a_text()), Unsent)


@pytest.mark.parametrize("code", [21211, 21614])
async def test_a_number_that_takes_no_texts_is_refused_in_plain_words(
    sms: TwilioSms, twilio: TwilioDouble, code: int
) -> None:
    twilio.faults.append(faults.refuse(code))

    outcome = await sms.send(a_text())

    assert isinstance(outcome, Refused)
    assert outcome.code == str(code)
    assert "mobile number" in outcome.words
    assert not outcome.opted_out


async def test_a_recipient_who_told_twilio_to_stop_is_refused_as_opted_out(
    sms: TwilioSms, twilio: TwilioDouble
) -> None:
    twilio.opted_out.add(CLIENT)

    outcome = await sms.send(a_text())

    assert isinstance(outcome, Refused)
    assert outcome.opted_out
    assert outcome.code == "21610"


async def test_a_code_that_we_do_not_know_is_refused_by_its_number(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.faults.append(faults.refuse(29999))

    outcome = await sms.send(a_text())

    assert isinstance(outcome, Refused)
    assert "29999" in outcome.words


async def test_a_wrong_token_is_refused_as_a_fault_of_the_account(twilio: TwilioDouble) -> None:
    channel = TwilioSms(an_account(twilio.url, auth_token="not the token"))

    outcome = await channel.send(a_text())
    await channel.close()

    assert isinstance(outcome, Refused)
    assert outcome.code == "20003"


async def test_nobody_listening_is_unsent() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        channel = TwilioSms(an_account(f"http://127.0.0.1:{bound.getsockname()[1]}"))
        outcome = await channel.send(a_text())
        await channel.close()

    assert isinstance(outcome, Unsent)


async def test_a_server_without_tls_where_tls_is_spoken_is_unsent(twilio: TwilioDouble) -> None:
    channel = TwilioSms(an_account(twilio.url.replace("http:", "https:")))

    outcome = await channel.send(a_text())
    await channel.close()

    assert isinstance(outcome, Unsent)
    assert not twilio.ledger


@pytest.mark.parametrize("accept", [True, False])
@pytest.mark.parametrize("status", [500, 502, 503])
async def test_an_error_of_twilio_is_ambiguous_and_never_posted_again(
    sms: TwilioSms, twilio: TwilioDouble, status: int, *, accept: bool
) -> None:
    twilio.faults.append(faults.fail(accept=accept, status=status))

    assert isinstance(await sms.send(a_text()), Ambiguous)
    assert len(twilio.requests) == 1
    assert len(twilio.ledger) == int(accept)


@pytest.mark.parametrize("accept", [True, False])
async def test_a_reset_is_ambiguous_and_never_posted_again(
    sms: TwilioSms, twilio: TwilioDouble, *, accept: bool
) -> None:
    twilio.faults.append(faults.reset(accept=accept))

    assert isinstance(await sms.send(a_text()), Ambiguous)
    assert len(twilio.requests) == 1


@pytest.mark.parametrize("accept", [True, False])
async def test_no_answer_in_time_is_ambiguous(twilio: TwilioDouble, *, accept: bool) -> None:
    channel = TwilioSms(an_account(twilio.url, total_timeout=0.2))
    twilio.faults.append(faults.hang(accept=accept))

    outcome = await channel.send(a_text())
    await channel.close()

    assert isinstance(outcome, Ambiguous)
    assert len(twilio.requests) == 1


async def test_a_redirect_is_not_followed_and_is_ambiguous(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.faults.append(faults.fail(accept=False, status=307))

    assert isinstance(await sms.send(a_text()), Ambiguous)
    assert len(twilio.requests) == 1


async def test_sends_at_the_same_time_do_not_mix(sms: TwilioSms, twilio: TwilioDouble) -> None:
    numbers = [f"+4416329600{tail}" for tail in range(10, 40)]

    outcomes = await asyncio.gather(*(sms.send(replace(a_text(f"for {to}"), to=to)) for to in numbers))

    references = {outcome.reference for outcome in outcomes if isinstance(outcome, Accepted)}
    assert len(references) == len(numbers)
    assert all(entry["body"] == f"for {entry['to']}" for entry in twilio.ledger)


async def test_neither_number_nor_text_nor_token_reaches_a_log(
    sms: TwilioSms, twilio: TwilioDouble, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    twilio.faults.extend([faults.refuse(21211), faults.fail(accept=True), faults.reset(accept=True)])
    outgoing = a_text("canary-text")

    outcomes = [await sms.send(outgoing) for _ in range(4)]

    said = caplog.text + repr(outcomes) + repr(outgoing) + repr(an_account("http://127.0.0.1"))
    assert not any(secret in said for secret in (CLIENT[1:], "canary-text", "t0ken"))
