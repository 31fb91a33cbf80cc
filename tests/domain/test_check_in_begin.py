"""How a check-in begins, or why it does not: held, skipped, or not yet."""

from datetime import date
from typing import Any

import pytest

from domain.check_in.decisions import WAIT_FOR_LINE, ask, close
from domain.check_in.events import Held, Opened, Skipped
from domain.client.contact import Contact, Medium, Purpose
from domain.client.decisions import ChangeContact, change_contact
from domain.course.commands import Discharge, Pause, StopCheckIns
from domain.course.decisions import discharge, pause, stop_check_ins
from domain.course.values import Outcome
from domain.errors import NotFound
from domain.ids import check_in_id
from domain.instant import HOUR, MINUTE, later, parse
from domain.message.values import Kind
from domain.policy.due import DueCommand
from tests.builders import CLIENT_PHONE, START, a_client, a_clinic, a_course
from tests.domain.story import Story

WEDNESDAY = "2026-02-04T18:30Z"


def a_story(**facts: Any) -> Story:
    return a_course().for_client(a_client().with_contact(**facts)).with_check_ins(2, "18:30").opened()


def only_event(story: Story) -> Any:
    check_in = story.coming().check_in
    changes = story.at(max(story.world.now, story.coming().window.not_before)).do(ask, check_in)
    assert len(changes) == 1
    return changes[0].event


def test_a_check_in_that_fell_due_opens_on_the_line_and_owes_its_first_question() -> None:
    story = a_story()
    (due,) = story.at(WEDNESDAY).due(DueCommand.ASK)
    check_in = story.ask()
    assert check_in == due
    assert story.world.history(check_in) == ["check_in.opened", "check_in.asked"]
    line = story.world.line(story.world.line_id(CLIENT_PHONE))
    assert (line.check_in, line.course, line.client) == (check_in, story.course, story.client)
    question = story.message(story.question(check_in))
    assert (question.obligation.kind, question.obligation.wording) == (Kind.QUESTION, "check-in-mood")
    assert story.due(DueCommand.SEND) == [question.id]


def test_an_open_check_in_closes_after_the_hours_that_the_clinic_gives() -> None:
    story = a_story()
    known = story.world.check_in(story.ask())
    assert known is not None
    assert known.closes_at == later(parse(WEDNESDAY), 48 * HOUR)


def test_a_check_in_cites_the_settings_that_it_was_opened_under() -> None:
    story = a_story()
    changes = story.at(WEDNESDAY).do(ask, story.coming().check_in)
    opened = changes[0].event
    assert isinstance(opened, Opened)
    assert opened.rule == story.world.clinic().rule()
    assert opened.week == "2026-W06"


def test_nothing_is_asked_before_its_time() -> None:
    story = a_story()
    assert story.do(ask, story.coming().check_in) == []


def test_a_check_in_is_begun_once() -> None:
    story = a_story()
    check_in = story.ask()
    assert story.do(ask, check_in) == []


def test_a_week_that_is_not_next_is_not_asked() -> None:
    story = a_story().at(WEDNESDAY)
    assert story.do(ask, check_in_id(story.course, "2026-W20")) == []


def test_a_course_without_a_plan_asks_nothing() -> None:
    story = a_story().at(WEDNESDAY)
    coming = story.coming().check_in
    story.do(stop_check_ins, StopCheckIns())
    assert story.do(ask, coming) == []


def test_a_discharged_course_asks_nothing() -> None:
    story = a_story().at(WEDNESDAY)
    coming = story.coming().check_in
    story.do(discharge, Discharge(outcome=Outcome.COMPLETED, discharged_on=date(2026, 2, 4)))
    assert story.do(ask, coming) == []
    assert story.due(DueCommand.ASK) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (dict(phone=""), "no-sms-address"),
        (dict(phone_kind="landline"), "landline"),
        (dict(safe_to_text=False), "sms-not-safe"),
        (dict(shared=True), "shared-line"),
    ],
)
def test_a_check_in_is_skipped_where_one_cannot_safely_ask(facts: dict[str, Any], code: str) -> None:
    event = only_event(a_story(**facts))
    assert isinstance(event, Skipped)
    assert event.reason.code == code


def test_a_check_in_is_skipped_without_consent_to_it() -> None:
    reminders_only = a_client().consenting_only_to((Medium.SMS, Purpose.APPOINTMENTS))
    event = only_event(a_course().for_client(reminders_only).with_check_ins(2, "18:30").opened())
    assert isinstance(event, Skipped)
    assert event.reason.code == "no-consent"


def test_a_check_in_is_skipped_on_a_line_that_opted_out() -> None:
    story = a_story()
    story.replies("STOP")
    event = only_event(story)
    assert isinstance(event, Skipped)
    assert event.reason.code == "opted-out"


def test_a_check_in_is_skipped_while_the_course_rests() -> None:
    story = a_story()
    story.do(pause, Pause(reason="holiday"))
    event = only_event(story)
    assert isinstance(event, Skipped)
    assert event.reason.code == "course-paused"


@pytest.mark.parametrize(
    "safety",
    [
        dict(crisis_text="  "),
        dict(escalation=[]),
        dict(escalation=[dict(name="On call")]),
    ],
)
def test_no_clinic_asks_without_crisis_text_and_somebody_to_tell(safety: dict[str, Any]) -> None:
    clinic = a_clinic().with_settings(safety=safety)
    event = only_event(a_course().at(clinic).with_check_ins(2, "18:30").opened())
    assert isinstance(event, Skipped)
    assert event.reason.code == "no-crisis-text-or-escalation-list"


def test_a_check_in_that_comes_too_late_is_skipped() -> None:
    story = a_story()
    first = story.coming().check_in
    story.at("2026-02-05T12:30Z").do(ask, first)
    assert story.world.history(first) == ["check_in.skipped"]
    assert story.coming().week == "2026-W07"


def test_after_an_outage_of_weeks_only_the_week_that_still_serves_is_asked() -> None:
    story = a_story().at("2026-03-04T18:45Z")
    fates = [story.world.history(story.ask())[0] for _ in range(5)]
    assert fates == ["check_in.skipped"] * 4 + ["check_in.opened"]


def test_a_check_in_late_into_the_quiet_hours_waits_or_is_skipped() -> None:
    story = a_story()
    check_in = story.coming().check_in
    story.at("2026-02-04T21:30Z").do(ask, check_in)
    assert story.world.history(check_in) == ["check_in.skipped"]


def two_on_one_line() -> tuple[Story, Story]:
    first = a_course().with_check_ins(2, "18:30").opened()
    second = a_course().for_client(a_client().named("Kim Marsh")).with_check_ins(2, "18:30").opened(first.world)
    return first, second


def test_a_check_in_waits_while_the_line_is_busy_with_another() -> None:
    first, second = two_on_one_line()
    first.ask()
    event = only_event(second)
    assert isinstance(event, Held)
    assert event.reason.code == "line-busy"
    assert event.until == later(parse(WEDNESDAY), WAIT_FOR_LINE)
    assert second.due(DueCommand.ASK) == []
    assert second.at(event.until).due(DueCommand.ASK) == [second.coming().check_in]


def test_a_check_in_that_waited_begins_when_the_line_is_free() -> None:
    first, second = two_on_one_line()
    asked = first.ask()
    waiting = second.ask()
    first.at("2026-02-04T19:00Z")
    for value in "57":
        first.send(first.question(asked))
        assert first.replies(value) == "answered"
    second.at("2026-02-04T19:30Z").do(ask, waiting)
    assert second.world.history(waiting) == ["check_in.held", "check_in.opened", "check_in.asked"]


def test_a_check_in_that_waited_too_long_is_skipped() -> None:
    first, second = two_on_one_line()
    first.ask()
    waiting = second.ask()
    for hour in ("2026-02-04T19:30Z", "2026-02-04T20:30Z", "2026-02-05T00:30Z"):
        second.at(hour).do(ask, waiting)
    assert second.world.history(waiting) == ["check_in.held", "check_in.held", "check_in.held", "check_in.skipped"]


def test_a_new_number_is_asked_on_the_new_line() -> None:
    story = a_story()
    story.do_to_client(change_contact, ChangeContact(contact=Contact(phone="+447700900456")))
    check_in = story.ask()
    assert story.world.line(story.world.line_id("+447700900456")).check_in == check_in
    assert story.world.line(story.world.line_id(CLIENT_PHONE)).check_in is None


def test_a_check_in_at_the_begin_of_its_time_is_on_time() -> None:
    story = a_course().begun_at("2026-02-04T18:30Z").with_check_ins(2, "18:30").opened()
    assert story.world.now == later(START, 2 * 24 * HOUR + 510 * MINUTE)
    assert story.world.history(story.ask()) == ["check_in.opened", "check_in.asked"]


def test_what_does_not_exist_is_neither_asked_nor_closed() -> None:
    story = a_story()
    assert story.do(close, check_in_id(story.course, "2026-W06")) == []
    with pytest.raises(NotFound):
        story.run(ask, story.client, story.coming().check_in)
