"""A death stops everything at once: reminders, check-ins, follow-ups, in every course of the person."""

from datetime import date

import pytest

from domain.client.living import ClientDied, NotDead
from domain.course.commands import Discharge
from domain.course.decisions import discharge, open_course
from domain.course.errors import NotYetHappened, ReasonNeeded
from domain.course.values import Outcome
from domain.ending.due import follow_ups
from domain.message.state import Stage
from domain.message.values import Kind
from domain.pathway.death import RecordDeath, WithdrawDeath, record_death, withdraw_death
from domain.pathway.errors import NotDischarged
from domain.pathway.release import WithdrawDischarge, withdraw_discharge
from domain.policy.weekly import next_check_in
from tests.builders import a_course, an_accepted_referral
from tests.domain.story import Story
from tests.domain.test_course_opening import opening

DIED = RecordDeath(died_on=date(2026, 2, 1), source="the family")


def a_story() -> Story:
    return a_course().with_series("2026-03-02T11:00", 3).with_check_ins(2, "18:30", "mood").opened()


def another_course(story: Story) -> Story:
    """A second course of the same client, in the same world."""
    referral = an_accepted_referral(story.world, story.client)
    changes = story.run(open_course, opening(referral))
    return Story(world=story.world, client=story.client, course=changes[0].stream, sessions=[])


def test_every_course_of_the_client_is_discharged_in_the_same_append() -> None:
    story = a_story()
    other = another_course(story)
    story.do_to_client(record_death, DIED, [story.course, other.course])
    for one in (story, other):
        assert one.case.course.outcome is Outcome.DIED
        assert one.owed() == []
    assert story.world.client(story.client).died_on == DIED.died_on


def test_what_was_owed_is_superseded_and_says_why() -> None:
    story = a_story()
    reminder = story.owed(Kind.REMINDER)[0].message
    story.do_to_client(record_death, DIED, [story.course])
    known = story.message(reminder)
    assert known.reason is not None
    assert (known.stage, known.reason.code) == (Stage.SUPERSEDED, "client-died")


def test_a_course_that_was_missed_owes_nothing_all_the_same() -> None:
    story = a_story()
    story.do_to_client(record_death, DIED, [])
    assert not story.case.course.is_discharged
    assert story.owed() == []
    assert next_check_in(story.case, story.world.client(story.client), story.settings) is None


def test_recorded_again_a_death_discharges_what_was_missed() -> None:
    story = a_story()
    story.do_to_client(record_death, DIED, [])
    story.do_to_client(record_death, DIED, [story.course])
    assert story.case.course.outcome is Outcome.DIED
    assert story.world.history(story.client).count("client.died") == 1


def test_a_question_that_is_on_its_way_is_not_sent_after_a_death() -> None:
    story = a_story()
    question = story.question(story.ask())
    story.do_to_client(record_death, DIED, [])
    story.claim(question)
    known = story.message(question)
    assert known.reason is not None
    assert (known.stage, known.reason.code) == (Stage.SKIPPED, "client-died")


def test_nothing_is_opened_after_a_death() -> None:
    story = a_story()
    referral = an_accepted_referral(story.world, story.client)
    story.do_to_client(record_death, DIED, [story.course])
    with pytest.raises(ClientDied, match="2026-02-01"):
        story.run(open_course, opening(referral))


def test_a_course_discharged_as_died_is_a_death_for_every_other_course() -> None:
    story = a_story()
    other = another_course(story)
    other.do(discharge, Discharge(outcome=Outcome.DIED, discharged_on=DIED.died_on))
    assert story.world.client(story.client).died_on == DIED.died_on
    assert story.owed() == []


def test_a_discharge_for_another_reason_is_no_death() -> None:
    story = a_story()
    story.do(discharge, Discharge(outcome=Outcome.COMPLETED, discharged_on=DIED.died_on))
    assert story.world.client(story.client).died_on is None


def test_follow_ups_stop_with_a_death() -> None:
    story = a_story()
    story.do(discharge, Discharge(outcome=Outcome.COMPLETED, discharged_on=date(2026, 1, 31)))
    story.do_to_client(record_death, DIED, [story.course])
    protocol = story.world.clinic().protocols[story.case.course.protocol]
    client = story.world.client(story.client)
    assert follow_ups(story.case.course, story.case.ending, client, protocol, date(2026, 6, 1)) == []
    assert story.case.course.outcome is Outcome.COMPLETED


def test_another_day_of_death_needs_the_first_to_be_taken_back() -> None:
    story = a_story()
    story.do_to_client(record_death, DIED, [story.course])
    with pytest.raises(ClientDied):
        story.do_to_client(record_death, RecordDeath(died_on=date(2026, 1, 31)), [story.course])


def test_a_death_lies_in_the_past() -> None:
    with pytest.raises(NotYetHappened):
        a_story().do_to_client(record_death, RecordDeath(died_on=date(2026, 3, 1)), [])


def test_a_death_recorded_in_error_is_taken_back_and_then_the_discharge() -> None:
    story = a_story()
    story.do_to_client(record_death, DIED, [story.course])
    with pytest.raises(ClientDied):
        story.do(withdraw_discharge, WithdrawDischarge(reason="somebody else"))
    story.do_to_client(withdraw_death, WithdrawDeath(reason="somebody else"))
    story.do(withdraw_discharge, WithdrawDischarge(reason="somebody else"))
    assert not story.case.course.is_discharged
    assert story.world.client(story.client).died_on is None
    # What lapsed stays lapsed: the client is told of sessions that are booked anew.
    assert all(session.lapsed for session in story.case.course.sessions.values())


def test_what_is_taken_back_is_on_record_and_has_a_reason() -> None:
    story = a_story()
    with pytest.raises(NotDead):
        story.do_to_client(withdraw_death, WithdrawDeath(reason="slip"))
    with pytest.raises(NotDischarged):
        story.do(withdraw_discharge, WithdrawDischarge(reason="slip"))
    story.do_to_client(record_death, DIED, [story.course])
    with pytest.raises(ReasonNeeded):
        story.do_to_client(withdraw_death, WithdrawDeath(reason=" "))
