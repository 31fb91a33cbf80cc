"""Claiming a message: the intent is recorded first, against the present state of everything, and once only."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest

from domain.client.contact import Medium, Purpose
from domain.client.decisions import (
    ChangeContact,
    GiveConsent,
    WithdrawConsent,
    change_contact,
    give_consent,
    withdraw_consent,
)
from domain.clinic.decisions import adopt
from domain.course.commands import Discharge
from domain.course.decisions import discharge
from domain.course.values import Outcome
from domain.ids import INTERLUDE
from domain.instant import MINUTE, SECOND, later, parse
from domain.message.events import Dispatching, Held
from domain.message.outcomes import Accepted, Refused, Unsent
from domain.message.state import Stage
from domain.message.values import Kind, Obligation
from tests.builders import CLIENT_PHONE, a_client, a_clinic, a_course
from tests.domain.story import OTHER_WORKER, WORKER, Story

REMINDED = "2026-03-29T10:00Z"
SMS, APPOINTMENTS = Medium.SMS, Purpose.APPOINTMENTS


def a_story(**facts: Any) -> Story:
    client = a_client().with_contact(**facts)
    return a_course().for_client(client).with_session("2026-03-30T11:00").opened()


def reminder(story: Story) -> Obligation:
    (found,) = story.owed(Kind.REMINDER)
    return found


def code(story: Story, message: UUID) -> str:
    reason = story.message(message).reason
    return reason.code if reason else ""


def test_a_claim_says_why_the_message_is_owed_and_then_that_it_is_being_sent() -> None:
    story = a_story()
    message = reminder(story).message
    claimed = story.at(REMINDED).claim(message)
    assert story.world.history(message) == ["message.owed", "message.dispatching"]
    assert claimed.letter is not None
    assert (claimed.letter.to, claimed.attempt) == (CLIENT_PHONE, 1)
    dispatching = claimed.changes[-1].event
    assert isinstance(dispatching, Dispatching)
    assert dispatching.owner == WORKER
    assert dispatching.deadline == later(story.world.now, 60 * SECOND) == claimed.deadline
    assert dispatching.line == story.world.line_id(CLIENT_PHONE)
    assert dispatching.reason.code == "on-time"


def test_a_claim_cites_the_consent_and_the_settings_that_allow_it() -> None:
    story = a_story()
    event = story.at(REMINDED).claim(reminder(story).message).changes[-1].event
    assert isinstance(event, Dispatching)
    assert event.rule == story.world.clinic().rule()
    assert event.consent == story.world.client(story.client).consents[SMS, APPOINTMENTS]


def test_a_claimed_message_is_claimed_by_nobody_else() -> None:
    story = a_story()
    message = reminder(story).message
    story.at(REMINDED).claim(message)
    assert story.claim(message, OTHER_WORKER).changes == []


@pytest.mark.parametrize("outcome", [Accepted(reference="r"), Refused(code="21211", words="no such number")])
def test_a_message_that_came_to_an_end_is_not_claimed_again(outcome: Accepted | Refused) -> None:
    story = a_story()
    message = reminder(story).message
    story.at(REMINDED).claim(message)
    story.conclude(message, outcome)
    assert story.claim(message).changes == []


def test_nothing_is_claimed_before_its_time() -> None:
    story = a_story()
    message = reminder(story).message
    assert story.at("2026-03-29T09:59:59Z").claim(message).changes == []
    assert story.world.version(message) == 0


def test_a_message_that_nothing_owes_is_not_claimed() -> None:
    story = a_story()
    assert story.at(REMINDED).claim(uuid5(INTERLUDE, "no message")).changes == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (dict(phone=""), "no-sms-address"),
        (dict(phone_kind="landline"), "landline"),
        (dict(safe_to_text=False), "sms-not-safe"),
    ],
)
def test_a_message_is_skipped_where_it_would_not_be_safe(facts: dict[str, Any], expected: str) -> None:
    story = a_story(**facts)
    message = reminder(story).message
    assert story.at(REMINDED).claim(message).letter is None
    assert (story.message(message).stage, code(story, message)) == (Stage.SKIPPED, expected)


@pytest.mark.parametrize(
    ("facts", "expected"), [(dict(email=""), "no-email-address"), (dict(safe_to_email=False), "email-not-safe")]
)
def test_a_notice_is_skipped_where_an_email_would_not_be_safe(facts: dict[str, Any], expected: str) -> None:
    story = a_story(**facts)
    (notice,) = story.owed(Kind.NOTICE)
    story.claim(notice.message)
    assert code(story, notice.message) == expected


def test_a_message_is_skipped_without_consent_to_its_purpose() -> None:
    client = a_client().consenting_only_to((SMS, Purpose.CHECK_INS), (Medium.EMAIL, APPOINTMENTS))
    story = a_course().for_client(client).with_session("2026-03-30T11:00").opened()
    message = reminder(story).message
    story.at(REMINDED).claim(message)
    assert code(story, message) == "no-consent"


def test_a_consent_that_was_withdrawn_allows_nothing_and_one_given_again_does() -> None:
    story = a_story()
    withdrawal = WithdrawConsent(medium=SMS, purpose=APPOINTMENTS, how="spoken")
    story.do_to_client(withdraw_consent, withdrawal)
    story.do_to_client(give_consent, GiveConsent(medium=SMS, purpose=APPOINTMENTS, how="written", wording="Yes."))
    claimed = story.at(REMINDED).claim(reminder(story).message)
    event = claimed.changes[-1].event
    assert isinstance(event, Dispatching)
    assert event.consent is not None
    assert event.consent.version == story.world.version(story.client)
    story = a_story()
    story.do_to_client(withdraw_consent, withdrawal)
    assert story.at(REMINDED).claim(reminder(story).message).letter is None


def test_a_message_goes_to_the_number_that_the_client_has_now() -> None:
    story = a_story()
    message = reminder(story).message
    contact = a_client().with_phone("+44 7700 900456").contact
    story.do_to_client(change_contact, ChangeContact(contact=contact))
    claimed = story.at(REMINDED).claim(message)
    assert claimed.letter is not None
    assert claimed.letter.to == "+447700900456"


def test_a_message_that_is_late_but_of_use_goes_and_says_so() -> None:
    story = a_story()
    message = reminder(story).message
    assert story.at("2026-03-29T19:30Z").claim(message).letter is not None
    assert code(story, message) == "late"


@pytest.mark.parametrize(("at", "expected"), [(REMINDED, "on-time"), ("2026-03-29T10:09:59Z", "on-time")])
def test_a_message_that_goes_within_minutes_is_on_time(at: str, expected: str) -> None:
    story = a_story()
    message = reminder(story).message
    story.at(at).send(message)
    assert code(story, message) == expected


def test_a_message_whose_time_has_passed_expires() -> None:
    story = a_story()
    owed = reminder(story)
    story.at(owed.window.expires).claim(owed.message)
    assert (story.message(owed.message).stage, code(story, owed.message)) == (Stage.EXPIRED, "too-late")


def test_a_late_message_is_held_over_the_night_if_it_serves_in_the_morning() -> None:
    patient = a_clinic().with_settings(reminders=dict(first=dict(days_before=1, grace_minutes=1380)))
    story = a_course().at(patient).with_session("2026-03-30T11:00").opened()
    owed = reminder(story)
    event = story.at("2026-03-29T20:30Z").claim(owed.message).changes[-1].event
    assert isinstance(event, Held)
    assert event.until == parse("2026-03-30T07:00Z")
    assert story.at(event.until).claim(owed.message).letter is not None
    assert code(story, owed.message) == "late"


def test_a_late_message_is_skipped_if_it_would_not_serve_any_more_in_the_morning() -> None:
    story = a_story()
    owed = reminder(story)
    story.at("2026-03-29T20:30Z").claim(owed.message)
    assert code(story, owed.message) == "quiet-hours"
    assert story.message(owed.message).stage is Stage.SKIPPED


def test_settings_that_change_count_at_once() -> None:
    story = a_story()
    owed = reminder(story)
    night = a_clinic().with_settings(quiet_hours=dict(starts="10:00:00", ends="09:00:00"))
    story.run(adopt, night.rules())
    assert reminder(story).window.not_before == parse("2026-03-29T08:30Z")
    assert story.at(REMINDED).claim(owed.message).letter is None


def test_a_discharged_course_sends_nothing() -> None:
    story = a_course().with_check_ins(6, "11:00").opened()
    question = story.question(story.ask())
    story.do(discharge, Discharge(outcome=Outcome.DROPPED_OUT, discharged_on=date(2026, 2, 8)))
    story.claim(question)
    assert code(story, question) == "course-discharged"


@pytest.mark.parametrize(("outcome", "goes"), [(Outcome.COMPLETED, True), (Outcome.DIED, False)])
def test_a_death_stops_even_an_answer_and_no_other_discharge_does(outcome: Outcome, *, goes: bool) -> None:
    story = a_course().with_check_ins(6, "11:00", "mood").opened()
    story.send(story.question(story.ask()))
    story.replies("6")
    (thanks,) = [one.id for one in story.case.messages.values() if one.obligation.kind is Kind.THANKS]
    story.do(discharge, Discharge(outcome=outcome, discharged_on=date(2026, 2, 8)))
    assert (story.claim(thanks).letter is not None) is goes


def test_the_daily_limit_is_kept_by_the_clients_day() -> None:
    few = a_clinic().with_settings(sending=dict(messages_per_day=2))
    course = a_course().at(few).begun_at("2026-03-29T08:30Z")
    story = course.with_session("2026-03-30T10:30").with_session("2026-03-30T11:30").with_session("2026-03-30T12:30")
    told = story.opened()
    messages = [one.message for one in told.owed(Kind.REMINDER)]
    told.at("2026-03-29T11:30Z")
    for message in messages:
        claimed = told.claim(message)
        if claimed.letter is not None:
            told.conclude(message, Accepted(reference="r"))
    assert [told.message(message).stage for message in messages] == [Stage.SENT, Stage.SENT, Stage.SKIPPED]
    assert code(told, messages[-1]) == "daily-limit"


def test_the_daily_limit_does_not_stop_a_check_in_that_has_begun() -> None:
    one_a_day = a_clinic().with_settings(sending=dict(messages_per_day=1))
    story = a_course().at(one_a_day).with_session("2026-03-30T11:00").with_check_ins(0, "12:00").opened()
    (notice,) = story.owed(Kind.NOTICE)
    story.send(notice.message)
    check_in = story.ask()
    story.send(story.question(check_in))
    story.replies("6")
    assert story.claim(story.question(check_in)).letter is not None


def test_a_message_that_failed_is_tried_again_when_it_is_time_and_not_before() -> None:
    story = a_story()
    message = reminder(story).message
    story.at(REMINDED).claim(message)
    story.conclude(message, Unsent(code="429", words="slow down", retry_after=300))
    wakes = story.message(message).wake_at
    assert wakes == later(parse(REMINDED), 5 * MINUTE)
    assert story.at(later(wakes, -1)).claim(message).changes == []
    claimed = story.at(wakes).claim(message)
    assert (claimed.attempt, claimed.letter is not None) == (2, True)
    assert story.world.history(message)[-2:] == ["message.unsent", "message.dispatching"]


def test_a_message_that_could_not_be_sent_in_its_time_goes_to_a_person() -> None:
    story = a_story()
    owed = reminder(story)
    story.at(REMINDED).claim(owed.message)
    story.conclude(owed.message, Unsent(code="dns", words="no such host"))
    story.at(owed.window.expires).claim(owed.message)
    assert story.message(owed.message).stage is Stage.NEEDS_PERSON
    assert code(story, owed.message) == "could-not-be-sent-in-time"


def test_a_message_that_failed_is_not_tried_again_after_a_stop() -> None:
    story = a_story()
    message = reminder(story).message
    story.at(REMINDED).claim(message)
    story.conclude(message, Unsent(code="429", words="slow down"))
    story.replies("STOP")
    story.at(story.message(message).wake_at).claim(message)
    assert code(story, message) == "opted-out"


def test_what_was_decided_stays_with_the_client_whose_key_seals_it() -> None:
    story = a_story()
    claimed = story.at(REMINDED).claim(reminder(story).message)
    assert {(change.subject, change.course) for change in claimed.changes} == {(story.client, story.course)}
