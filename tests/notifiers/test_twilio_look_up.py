"""Evidence from Twilio's list: what counts as this very message, and what does not."""

from datetime import timedelta

import pytest

from domain.instant import DAY, HOUR, SECOND, Instant
from notifiers.port import Absent, Accepted, Ambiguous, Found, Outgoing, Unknown
from notifiers.twilio.search import MOST_PAGES, PAGE_SIZE
from notifiers.twilio.sms import TwilioSms
from tests.doubles import twilio_faults as faults
from tests.doubles.twilio_double import TwilioDouble
from tests.notifiers.conftest import MORNING, NOW, a_text, an_account, sought

pytestmark = pytest.mark.anyio


async def test_a_text_that_was_taken_without_an_answer_is_found(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.faults.append(faults.reset(accept=True))
    outgoing = a_text()
    assert isinstance(await sms.send(outgoing), Ambiguous)

    assert await sms.look_up(sought(outgoing)) == Found(reference=twilio.ledger[0]["sid"], status="queued")


async def test_a_text_that_was_not_taken_is_absent(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.faults.append(faults.reset(accept=False))
    outgoing = a_text()
    assert isinstance(await sms.send(outgoing), Ambiguous)

    assert await sms.look_up(sought(outgoing)) == Absent()


async def test_a_text_that_is_not_listed_yet_is_absent_until_it_is(sms: TwilioSms, twilio: TwilioDouble) -> None:
    twilio.visible_after = timedelta(seconds=2)
    outgoing = a_text()
    await sms.send(outgoing)
    assert await sms.look_up(sought(outgoing)) == Absent()

    twilio.clock = lambda: MORNING + timedelta(seconds=3)

    assert isinstance(await sms.look_up(sought(outgoing)), Found)


@pytest.mark.parametrize("other", [a_text("Another text."), a_text(to="+441632960002")])
async def test_another_text_or_number_is_no_evidence(sms: TwilioSms, other: Outgoing) -> None:
    await sms.send(other)

    assert await sms.look_up(sought(a_text())) == Absent()


async def test_a_reference_that_is_accounted_for_is_no_evidence(sms: TwilioSms) -> None:
    last_week = await sms.send(a_text())
    assert isinstance(last_week, Accepted)

    assert await sms.look_up(sought(a_text(), known=frozenset({last_week.reference}))) == Absent()


@pytest.mark.parametrize(("since", "evidence"), [(5 * SECOND, Found), (6 * SECOND, Absent), (DAY, Absent)])
async def test_what_was_there_before_the_send_began_is_no_evidence(
    sms: TwilioSms, since: int, evidence: type[object]
) -> None:
    await sms.send(a_text())

    assert isinstance(await sms.look_up(sought(a_text(), since=Instant(NOW + since))), evidence)


async def test_it_is_found_behind_pages_of_later_messages(sms: TwilioSms, twilio: TwilioDouble) -> None:
    wanted = a_text("the one")
    await sms.send(wanted)
    _fill(twilio, 2 * PAGE_SIZE)

    assert await sms.look_up(sought(wanted)) == Found(reference=twilio.ledger[0]["sid"], status="queued")


async def test_the_search_ends_where_all_is_older_than_the_send(sms: TwilioSms, twilio: TwilioDouble) -> None:
    await sms.send(a_text("of old"))
    _fill(twilio, 3 * PAGE_SIZE)
    twilio.requests.clear()

    assert await sms.look_up(sought(a_text(), since=Instant(NOW + 2 * HOUR))) == Absent()
    assert len(twilio.requests) == 1


async def test_a_list_without_end_leaves_the_question_open(sms: TwilioSms, twilio: TwilioDouble) -> None:
    await sms.send(a_text("the first"))
    _fill(twilio, (MOST_PAGES + 1) * PAGE_SIZE)
    twilio.requests.clear()

    assert isinstance(await sms.look_up(sought(a_text("the first"))), Unknown)
    assert len(twilio.requests) == MOST_PAGES


async def test_the_list_is_asked_for_by_number_and_never_by_date(sms: TwilioSms, twilio: TwilioDouble) -> None:
    await sms.look_up(sought(a_text()))

    assert "To=%2B441632960001" in twilio.requests[0].target
    assert "DateSent" not in twilio.requests[0].target


async def test_who_cannot_be_asked_has_not_answered(sms: TwilioSms, twilio: TwilioDouble) -> None:
    await sms.send(a_text())
    twilio.list_fails = True

    assert isinstance(await sms.look_up(sought(a_text())), Unknown)


async def test_nobody_listening_is_no_evidence_of_absence(twilio: TwilioDouble) -> None:
    channel = TwilioSms(an_account("http://127.0.0.1:9"))

    assert isinstance(await channel.look_up(sought(a_text())), Unknown)
    assert isinstance(await channel.follow("SM" + "0" * 32), Unknown)
    await channel.close()


async def test_a_message_is_followed_to_its_status_by_its_reference(sms: TwilioSms, twilio: TwilioDouble) -> None:
    outcome = await sms.send(a_text())
    assert isinstance(outcome, Accepted)
    twilio.advance(outcome.reference, "undelivered", 30005)

    assert await sms.follow(outcome.reference) == Found(reference=outcome.reference, status="undelivered")


async def test_a_reference_that_twilio_does_not_know_is_absent(sms: TwilioSms) -> None:
    assert await sms.follow("SM" + "f" * 32) == Absent()


async def test_asking_for_the_list_logs_no_number(sms: TwilioSms, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)

    await sms.look_up(sought(a_text()))

    assert "441632960001" not in caplog.text


def _fill(twilio: TwilioDouble, count: int) -> None:
    """Put other messages after the first, as the same number would have received them."""
    first = twilio.ledger[0]
    later = ({**first, "sid": f"SM{number + 0xF0000:032x}", "body": "another"} for number in range(count))
    twilio.ledger.extend(later)
