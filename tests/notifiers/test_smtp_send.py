"""Handing letters to a real mail server: what each failure means, and a connection that is kept."""

import asyncio
from dataclasses import replace

import pytest

from domain.instant import Instant
from notifiers.port import Accepted, Ambiguous, Content, Refused, Unsent
from notifiers.smtp.email import SmtpEmail
from notifiers.smtp.server import server
from tests.doubles.mail_double import MailDouble, MailFault
from tests.notifiers.conftest import MESSAGE, MORNING, NOW, SENDER, a_letter

pytestmark = pytest.mark.anyio

REFERENCE = f"<{MESSAGE.hex}@clinic.example.org>"


async def test_a_letter_reaches_its_address_and_its_message_id_is_the_reference(
    email: SmtpEmail, mail: MailDouble
) -> None:
    outcome = await email.send(a_letter())

    (received,) = mail.sent_to("kim@example.net")
    assert outcome == Accepted(reference=REFERENCE)
    assert received.message["Message-ID"] == REFERENCE
    assert (received.at, received.sender) == (MORNING, SENDER.address)


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
@pytest.mark.parametrize(("code", "meaning"), [(421, Unsent), (451, Unsent), (550, Refused), (552, Refused)])
async def test_the_code_says_whether_to_try_again_and_the_step_does_not(
    email: SmtpEmail, mail: MailDouble, step: str, code: int, meaning: type[object]
) -> None:
    mail.faults.append(MailFault(step, code))  # type: ignore[arg-type]

    outcome = await email.send(a_letter())

    assert isinstance(outcome, meaning)
    assert isinstance(outcome, Unsent | Refused)
    assert outcome.code == str(code)
    assert not mail.ledger


@pytest.mark.parametrize("step", ["mail", "rcpt"])
async def test_a_connection_lost_before_the_letter_leaves_it_unsent(
    email: SmtpEmail, mail: MailDouble, step: str
) -> None:
    mail.faults.append(MailFault(step))  # type: ignore[arg-type]

    assert isinstance(await email.send(a_letter()), Unsent)


@pytest.mark.parametrize("accept", [True, False])
async def test_a_connection_lost_between_the_final_dot_and_the_answer_is_ambiguous(
    email: SmtpEmail, mail: MailDouble, *, accept: bool
) -> None:
    mail.faults.append(MailFault("data", accept=accept))

    assert isinstance(await email.send(a_letter()), Ambiguous)
    assert len(mail.ledger) == int(accept)


async def test_a_code_without_a_meaning_after_the_letter_is_ambiguous(email: SmtpEmail, mail: MailDouble) -> None:
    mail.faults.append(MailFault("data", 299, accept=True))

    assert isinstance(await email.send(a_letter()), Ambiguous)


async def test_nobody_listening_is_unsent(mail: MailDouble) -> None:
    mail.close()
    channel = SmtpEmail(server(mail.url), SENDER)

    assert isinstance(await channel.send(a_letter()), Unsent)
    await channel.close()


async def test_one_connection_serves_many_letters_and_a_refusal_between_them(
    email: SmtpEmail, mail: MailDouble
) -> None:
    await email.send(a_letter())
    mail.faults.append(MailFault("rcpt", 550))
    await email.send(a_letter())
    await email.send(a_letter())

    assert mail.connections == 1
    assert len(mail.ledger) == 2


async def test_a_server_that_hung_up_in_a_silence_is_connected_to_again(email: SmtpEmail, mail: MailDouble) -> None:
    await email.send(a_letter())
    mail.hang_up()

    assert isinstance(await email.send(a_letter()), Accepted)
    assert (mail.connections, len(mail.ledger)) == (2, 2)


async def test_after_an_ambiguous_end_the_next_letter_has_a_connection_of_its_own(
    email: SmtpEmail, mail: MailDouble
) -> None:
    mail.faults.append(MailFault("data", accept=True))
    await email.send(a_letter())

    assert isinstance(await email.send(a_letter(attempt=2)), Accepted)
    assert mail.connections == 2


async def test_a_send_that_is_cancelled_leaves_nothing_for_the_next_to_misread(
    email: SmtpEmail, mail: MailDouble
) -> None:
    first = asyncio.create_task(email.send(a_letter()))
    await asyncio.sleep(0)
    first.cancel()

    outcomes = await asyncio.gather(*(email.send(a_letter(attempt=attempt)) for attempt in range(2, 5)))

    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_a_resend_is_the_same_to_the_byte(email: SmtpEmail, mail: MailDouble) -> None:
    mail.faults.append(MailFault("data", accept=True))
    await email.send(a_letter(attempt=1))
    await email.send(a_letter(attempt=2))

    assert mail.ledger[0].raw == mail.ledger[1].raw


@pytest.mark.parametrize(
    "to", ["", "kim", "kim@", "a@b.org, c@d.org", "kim@b.org\nBcc: x@y.org", "<kim@b.org>", "ü@b.org"]
)
async def test_an_address_that_is_not_one_mailbox_is_refused_and_not_repeated(
    email: SmtpEmail, mail: MailDouble, to: str
) -> None:
    outcome = await email.send(a_letter(to=to))

    assert isinstance(outcome, Refused)
    assert "b.org" not in outcome.words
    assert mail.connections == 0


async def test_a_subject_cannot_smuggle_in_a_header(email: SmtpEmail, mail: MailDouble) -> None:
    content = Content(text="x", subject="Your appointment\r\nBcc: spy@example.org")

    assert isinstance(await email.send(a_letter(content=content)), Refused)
    assert not mail.ledger


async def test_a_letter_whose_time_is_over_is_refused(email: SmtpEmail, mail: MailDouble) -> None:
    outcome = await email.send(a_letter(valid_until=Instant(NOW - 1)))

    assert isinstance(outcome, Refused)
    assert outcome.code == "too-late"


async def test_neither_address_nor_text_reaches_a_log(
    email: SmtpEmail, mail: MailDouble, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    # The double's own log is of its side of the wire.
    ours = replace(a_letter(), content=Content(text="canary", subject="s"))
    mail.faults.extend([MailFault("rcpt", 550), MailFault("data", 550), MailFault("data")])

    outcomes = [await email.send(ours) for _ in range(4)]

    said = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("mail."))
    assert "kim@" not in said + repr(outcomes) + repr(ours)
    assert "canary" not in said + repr(outcomes) + repr(ours)
