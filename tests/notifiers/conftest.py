"""The doubles as fixtures, and the cast: one client, with a number from the range kept for drama."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from domain.instant import Instant, instant
from notifiers.port import Content, Outgoing, Sought
from notifiers.simulated.provider import SimulatedProvider
from notifiers.smtp.address import Sender
from notifiers.smtp.email import SmtpEmail
from notifiers.smtp.server import server
from notifiers.twilio.account import TwilioAccount
from notifiers.twilio.sms import TwilioSms
from tests.doubles.mail_double import MailDouble
from tests.doubles.twilio_double import ACCOUNT, TOKEN, TwilioDouble

CLINIC = "+441632960000"
CLIENT = "+441632960001"
PUBLIC = "https://clinic.example.org"
SENDER = Sender("Rivermead Clinic", "hello@clinic.example.org")
MORNING = datetime(2026, 3, 29, 8, 0, tzinfo=UTC)
NOW = instant(MORNING)
MESSAGE = UUID("6f1c1b1e-0000-5000-8000-000000000001")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def twilio() -> Iterator[TwilioDouble]:
    with TwilioDouble(clock=lambda: MORNING) as double:
        yield double


@pytest.fixture
def mail() -> Iterator[MailDouble]:
    with MailDouble(clock=lambda: MORNING) as double:
        yield double


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[SimulatedProvider]:
    kept = SimulatedProvider(tmp_path / "simulated.db")
    yield kept
    kept.close()


@pytest.fixture
async def sms(anyio_backend: str, twilio: TwilioDouble) -> AsyncIterator[TwilioSms]:
    channel = TwilioSms(an_account(twilio.url))
    yield channel
    await channel.close()


@pytest.fixture
async def email(anyio_backend: str, mail: MailDouble) -> AsyncIterator[SmtpEmail]:
    channel = SmtpEmail(server(mail.url), SENDER)
    yield channel
    await channel.close()


def an_account(url: str, **changes: Any) -> TwilioAccount:
    facts: dict[str, Any] = dict(
        account_sid=ACCOUNT, auth_token=TOKEN, public_url=PUBLIC, from_number=CLINIC, api_url=url, total_timeout=5.0
    )
    if "messaging_service_sid" in changes:
        del facts["from_number"]
    return TwilioAccount(**{**facts, **changes})


def a_text(text: str = "See you on Monday at nine.", **changes: Any) -> Outgoing:
    facts: dict[str, Any] = dict(message_id=MESSAGE, attempt=1, to=CLIENT, content=Content(text=text), now=NOW)
    return Outgoing(**{**facts, **changes})


def a_letter(**changes: Any) -> Outgoing:
    content = Content(text="See you on Monday.\n", subject="Your appointment", html="<p>See you on Monday.</p>")
    return a_text(**{"to": "kim@example.net", "content": content, **changes})


def sought(outgoing: Outgoing, *, since: Instant = NOW, known: frozenset[str] = frozenset()) -> Sought:
    return Sought(
        message_id=outgoing.message_id,
        attempt=outgoing.attempt,
        to=outgoing.to,
        text=outgoing.content.text,
        since=since,
        known=known,
    )
