"""Reminders worked out by hand: what a front desk would expect to see, around clock changes and quiet hours."""

import pytest

from domain.instant import Instant, iso, parse
from domain.message.values import Kind, Obligation
from domain.values import local_time
from tests.builders import LONDON, a_client, a_clinic, a_course
from tests.domain.story import Story

SYDNEY, NEW_YORK = "Australia/Sydney", "America/New_York"


def story_of(session: str, zone: str) -> Story:
    return a_course().for_client(a_client().in_zone(zone)).with_session(session, zone).opened()


def only(story: Story, kind: Kind) -> Obligation:
    (found,) = story.owed(kind)
    return found


@pytest.mark.parametrize(
    ("session", "zone", "first", "last"),
    [
        # London goes forward on 29 March 2026 at 01:00Z: nine the day before is 23 elapsed hours away.
        ("2026-03-29T11:00", LONDON, "2026-03-28T11:00:00Z", "2026-03-29T08:00:00Z"),
        ("2026-03-30T11:00", LONDON, "2026-03-29T10:00:00Z", "2026-03-30T08:00:00Z"),
        # and back on 25 October 2026 at 01:00Z: 25 hours.
        ("2026-10-25T11:00", LONDON, "2026-10-24T10:00:00Z", "2026-10-25T09:00:00Z"),
        ("2026-10-26T11:00", LONDON, "2026-10-25T11:00:00Z", "2026-10-26T09:00:00Z"),
        # Sydney goes back on 5 April 2026 at 03:00 (16:00Z the day before)
        ("2026-04-05T11:00", SYDNEY, "2026-04-04T00:00:00Z", "2026-04-04T23:00:00Z"),
        ("2026-04-06T11:00", SYDNEY, "2026-04-05T01:00:00Z", "2026-04-05T23:00:00Z"),
        # and forward on 4 October 2026 at 02:00 (16:00Z the day before).
        ("2026-10-04T11:00", SYDNEY, "2026-10-03T01:00:00Z", "2026-10-03T22:00:00Z"),
        ("2026-10-05T11:00", SYDNEY, "2026-10-04T00:00:00Z", "2026-10-04T22:00:00Z"),
        # New York goes forward on 8 March and back on 1 November 2026, both at 02:00.
        ("2026-03-08T14:00", NEW_YORK, "2026-03-07T19:00:00Z", "2026-03-08T16:00:00Z"),
        ("2026-11-01T14:00", NEW_YORK, "2026-10-31T18:00:00Z", "2026-11-01T17:00:00Z"),
    ],
)
def test_the_day_before_is_by_the_clock_and_two_hours_before_have_elapsed(
    session: str, zone: str, first: str, last: str
) -> None:
    story = story_of(session, zone)
    assert iso(only(story, Kind.REMINDER).window.ideal) == first
    assert iso(only(story, Kind.LAST_REMINDER).window.ideal) == last
    assert iso(only(story, Kind.REMINDER).window.not_before) == first
    assert iso(only(story, Kind.LAST_REMINDER).window.not_before) == last


def goes_at(kind: Kind, story: Story, zone: str = LONDON) -> str:
    return local_time(only(story, kind).window.not_before, zone).isoformat(timespec="minutes")


def test_the_two_hour_reminder_of_a_session_at_half_past_eight_goes_the_evening_before() -> None:
    story = story_of("2026-03-04T08:30", LONDON)
    assert goes_at(Kind.LAST_REMINDER, story) == "2026-03-03T20:30"
    message = only(story, Kind.LAST_REMINDER).message
    claimed = story.at("2026-03-03T20:30Z").send(message)
    assert claimed.letter is not None
    assert story.message(message).reason is not None
    assert getattr(story.message(message).reason, "code", "") == "moved-earlier"


def test_that_reminder_is_kept_off_the_night_of_a_clock_change_too() -> None:
    assert goes_at(Kind.LAST_REMINDER, story_of("2026-03-29T08:30", LONDON)) == "2026-03-28T20:30"
    assert goes_at(Kind.LAST_REMINDER, story_of("2026-10-25T08:30", LONDON)) == "2026-10-24T20:30"


def test_the_two_hour_reminder_of_a_session_at_half_past_nine_goes_when_the_quiet_hours_end() -> None:
    assert goes_at(Kind.LAST_REMINDER, story_of("2026-03-04T09:30", LONDON)) == "2026-03-04T08:00"


def test_the_reminder_of_an_evening_session_goes_before_the_quiet_hours_of_the_day_before() -> None:
    assert goes_at(Kind.REMINDER, story_of("2026-03-04T21:30", LONDON)) == "2026-03-03T20:30"


def test_a_client_of_another_zone_is_left_in_peace_by_their_own_clock() -> None:
    """Eleven in London is six in New York: the day before at six there is still night."""
    client = a_client().in_zone(NEW_YORK)
    story = a_course().for_client(client).with_session("2026-03-04T11:00", LONDON).opened()
    reminder = only(story, Kind.REMINDER)
    assert iso(reminder.window.ideal) == "2026-03-03T11:00:00Z"
    assert local_time(reminder.window.not_before, NEW_YORK).isoformat() == "2026-03-03T08:00:00"


def test_a_clients_own_safe_hours_narrow_the_clinics() -> None:
    client = a_client().with_safe_hours("17:00", "19:00")
    story = a_course().for_client(client).with_session("2026-03-04T11:00").opened()
    assert goes_at(Kind.REMINDER, story) == "2026-03-03T17:00"  # six hours later is nearer than 16 hours earlier
    assert goes_at(Kind.LAST_REMINDER, story) == "2026-03-03T18:30"  # later would be after the session


def test_safe_hours_do_not_widen_the_clinics_quiet_hours() -> None:
    client = a_client().with_safe_hours("06:00", "23:00")
    story = a_course().for_client(client).with_session("2026-03-04T08:30").opened()
    assert goes_at(Kind.LAST_REMINDER, story) == "2026-03-03T20:30"


def test_a_client_with_no_hour_in_common_with_the_clinic_gets_nothing_and_is_told_why() -> None:
    client = a_client().with_safe_hours("22:00", "06:00")
    story = a_course().for_client(client).with_session("2026-03-04T11:00").opened()
    reminder = only(story, Kind.REMINDER)
    story.at(reminder.window.not_before).claim(reminder.message)
    assert story.world.history(reminder.message) == ["message.owed", "message.skipped"]
    assert getattr(story.message(reminder.message).reason, "code", "") == "no-allowed-hour"


def test_the_clinics_own_quiet_hours_are_kept() -> None:
    clinic = a_clinic().with_settings(quiet_hours=dict(starts="18:00:00", ends="09:30:00", margin_minutes=60))
    story = a_course().at(clinic).with_session("2026-03-04T09:00").opened()
    assert goes_at(Kind.REMINDER, story) == "2026-03-03T09:30"
    assert goes_at(Kind.LAST_REMINDER, story) == "2026-03-03T17:00"


def test_a_reminder_is_of_no_use_any_more_shortly_before_the_session() -> None:
    story = story_of("2026-03-04T15:00", LONDON)
    assert only(story, Kind.REMINDER).window.expires == parse("2026-03-04T03:00Z")  # twelve hours of grace
    assert only(story, Kind.LAST_REMINDER).window.expires == parse("2026-03-04T13:45Z")
    late = a_clinic().with_settings(reminders=dict(first=dict(days_before=1, grace_minutes=6000)))
    story = a_course().at(late).with_session("2026-03-04T15:00").opened()
    assert only(story, Kind.REMINDER).window.expires == parse("2026-03-04T14:00Z")  # an hour before, by default


def test_a_slot_that_is_switched_off_owes_nothing() -> None:
    off = a_clinic().with_settings(reminders=dict(last=dict(enabled=False)))
    story = a_course().at(off).with_session("2026-03-04T15:00").opened()
    assert story.owed(Kind.LAST_REMINDER) == []
    assert len(story.owed(Kind.REMINDER)) == 1


def test_a_client_who_changes_zone_keeps_the_message_and_its_session_time() -> None:
    london = only(story_of("2026-03-04T11:00", LONDON), Kind.REMINDER)
    away = a_course().for_client(a_client().in_zone(NEW_YORK)).with_session("2026-03-04T11:00", LONDON).opened()
    elsewhere = only(away, Kind.REMINDER)
    assert elsewhere.message == london.message
    assert elsewhere.window.not_before - london.window.not_before == Instant(2 * 3_600_000_000)
