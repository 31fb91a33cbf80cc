"""What every channel promises, held against each of them."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from uuid import uuid4

import pytest

from domain.instant import Instant
from notifiers.port import Absent, Accepted, Channel, Content, Found, Outgoing, Refused, Unknown
from notifiers.simulated.channels import SimulatedMailbox, SimulatedPhone
from notifiers.simulated.provider import SimulatedProvider
from notifiers.smtp.email import SmtpEmail
from notifiers.smtp.server import server
from notifiers.twilio.sms import TwilioSms
from tests.doubles.mail_double import MailDouble, MailFault
from tests.doubles.twilio_double import TwilioDouble
from tests.doubles.twilio_faults import fail, hang, refuse, reset, slow_down
from tests.notifiers.conftest import NOW, SENDER, a_letter, a_text, an_account, sought

pytestmark = pytest.mark.anyio

MAIL_FAULTS = [MailFault("mail", 421), MailFault("rcpt", 550), MailFault("rcpt"), MailFault("data", 451)]
TWILIO_FAULTS = [slow_down(), refuse(21211), fail(accept=True), reset(accept=False), hang(accept=False)]


@dataclass(frozen=True)
class Case:
    """A channel and a message for it; how many are delivered, how to make trouble, whether its kind keeps a list."""

    channel: Channel
    outgoing: Outgoing
    delivered: Callable[[], int]
    trouble: Callable[[], int]
    keeps_a_list: bool


@pytest.fixture(params=["twilio", "smtp", "simulated-phone", "simulated-mailbox"])
async def case(
    request: pytest.FixtureRequest,
    anyio_backend: str,
    twilio: TwilioDouble,
    mail: MailDouble,
    provider: SimulatedProvider,
) -> AsyncIterator[Case]:
    def trouble_at_twilio() -> int:
        twilio.faults.extend(TWILIO_FAULTS)
        return len(TWILIO_FAULTS)

    def trouble_with_mail() -> int:
        mail.faults.extend([*MAIL_FAULTS, MailFault("data")])
        return len(MAIL_FAULTS) + 1

    def no_file() -> int:
        provider.close()
        return 1

    sms, email = TwilioSms(an_account(twilio.url, total_timeout=0.3)), SmtpEmail(server(mail.url), SENDER)
    phone, mailbox = SimulatedPhone(provider), SimulatedMailbox(provider)
    cases = {
        "twilio": Case(sms, a_text(), lambda: len(twilio.ledger), trouble_at_twilio, keeps_a_list=True),
        "smtp": Case(email, a_letter(), lambda: len(mail.ledger), trouble_with_mail, keeps_a_list=False),
        "simulated-phone": Case(phone, a_text(), lambda: len(provider.messages()), no_file, keeps_a_list=True),
        "simulated-mailbox": Case(mailbox, a_letter(), lambda: len(provider.messages()), no_file, keeps_a_list=True),
    }
    yield cases[request.param]
    await sms.close()
    await email.close()


async def test_it_has_the_name_of_a_provider_and_a_medium(case: Case) -> None:
    assert case.channel.name
    assert case.channel.medium in {"sms", "email"}


async def test_a_send_delivers_once_and_gives_a_reference(case: Case) -> None:
    outcome = await case.channel.send(case.outgoing)

    assert isinstance(outcome, Accepted)
    assert outcome.reference
    assert case.delivered() == 1


async def test_what_was_accepted_is_found_where_the_kind_keeps_a_list(case: Case) -> None:
    outcome = await case.channel.send(case.outgoing)
    assert isinstance(outcome, Accepted)

    evidence = await case.channel.look_up(sought(case.outgoing))
    followed = await case.channel.follow(outcome.reference)

    if case.keeps_a_list:
        assert evidence == followed == Found(reference=outcome.reference, status=outcome.status)
    else:
        assert isinstance(evidence, Unknown)
        assert isinstance(followed, Unknown)


async def test_what_was_never_sent_is_never_found(case: Case) -> None:
    other = replace(case.outgoing, message_id=uuid4(), content=Content(text="never sent"))

    evidence = await case.channel.look_up(sought(other))

    assert isinstance(evidence, Absent if case.keeps_a_list else Unknown)


async def test_looking_up_and_following_deliver_nothing(case: Case) -> None:
    await case.channel.look_up(sought(case.outgoing))
    await case.channel.follow("12")

    assert case.delivered() == 0


async def test_a_message_that_would_come_too_late_is_refused(case: Case) -> None:
    outcome = await case.channel.send(replace(case.outgoing, valid_until=Instant(NOW - 1)))

    assert isinstance(outcome, Refused)
    assert outcome.code == "too-late"
    assert case.delivered() == 0


async def test_no_trouble_at_the_provider_makes_it_raise_and_afterwards_it_works(case: Case) -> None:
    outcomes = [await case.channel.send(case.outgoing) for _ in range(case.trouble())]

    assert not any(isinstance(outcome, Accepted) for outcome in outcomes)
    assert all(outcome.words for outcome in outcomes if not isinstance(outcome, Accepted))
    if case.channel.name in {"twilio", "smtp"}:
        assert isinstance(await case.channel.send(case.outgoing), Accepted)


async def test_closing_twice_is_closing_once(case: Case) -> None:
    await case.channel.send(case.outgoing)

    await case.channel.close()
    await case.channel.close()
