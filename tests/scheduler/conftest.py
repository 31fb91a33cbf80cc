"""A clinic in process: with simulated phones (`living`), or over the doubles of Twilio and a mail server (`wired`)."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.doors import Door, demo_time
from tests.doubles.mail_double import MailDouble
from tests.doubles.twilio_double import ACCOUNT, TOKEN, TwilioDouble
from tests.living import Living

START = "2026-03-02T09:00:00Z"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def door() -> Door:
    """A door at the boundary between a decision and its append."""
    return Door("decided")


@pytest.fixture
def twilio(tmp_path: Path) -> Iterator[TwilioDouble]:
    with TwilioDouble(clock=demo_time(tmp_path)) as double:
        yield double


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[MailDouble]:
    with MailDouble(clock=demo_time(tmp_path)) as double:
        yield double


@pytest.fixture
async def living(anyio_backend: str, tmp_path: Path, door: Door) -> AsyncIterator[Living]:
    made = Living(tmp_path, START, door)
    yield made
    await closed(made)


@pytest.fixture
async def wired(anyio_backend: str, tmp_path: Path, twilio: TwilioDouble, mail: MailDouble) -> AsyncIterator[Living]:
    made = Living(
        tmp_path,
        START,
        twilio_account_sid=ACCOUNT,
        twilio_auth_token=TOKEN,
        twilio_from="+442079460000",
        twilio_api_url=twilio.url,
        smtp_url=mail.url,
    )
    yield made
    await closed(made)


async def closed(living: Living) -> None:
    for channel in living.program.channels.values():
        await channel.close()
    living.close()
