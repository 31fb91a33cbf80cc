"""Invitations as a calendar reads them: the right hour in any zone, one identity, neutral words."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar, Component, Timezone

from domain.instant import instant, moment
from domain.values import Wall
from notifiers.invite import Appointment, invite, uid
from notifiers.port import Content
from notifiers.smtp.letter import letter
from tests.notifiers.conftest import NOW, SENDER, a_letter

SESSION = UUID("0b5b2f43-0000-4000-8000-00000000000a")

HOURS = [
    (datetime(2026, 3, 27, 9, 0), "Europe/London"),
    (datetime(2026, 3, 30, 9, 0), "Europe/London"),
    (datetime(2026, 10, 23, 18, 30), "Europe/London"),
    (datetime(2026, 10, 26, 18, 30), "Europe/London"),
    (datetime(2026, 4, 3, 9, 0), "Australia/Sydney"),
    (datetime(2026, 4, 6, 9, 0), "Australia/Sydney"),
    (datetime(2026, 10, 2, 9, 0), "Australia/Sydney"),
    (datetime(2026, 10, 5, 9, 0), "Australia/Sydney"),
    (datetime(2026, 12, 31, 23, 30), "America/Sao_Paulo"),
    (datetime(2026, 7, 1, 12, 0), "Asia/Kolkata"),
    (datetime(2026, 7, 1, 12, 0), "Etc/UTC"),
    (datetime(2035, 7, 1, 12, 0), "America/New_York"),
]


def an_appointment(**changes: object) -> Appointment:
    facts: dict[str, object] = dict(
        session_id=SESSION,
        sequence=0,
        starts=Wall(local=datetime(2026, 3, 30, 9, 0), zone="Europe/London"),
        minutes=50,
        clinic="Rivermead Clinic",
        organizer="hello@clinic.example.org",
        attendee="kim@example.net",
        place="Room 3, 12 High Street",
        now=NOW,
    )
    return Appointment(**{**facts, **changes})  # type: ignore[arg-type]


def _read(appointment: Appointment) -> tuple[Calendar, Component]:
    calendar = Calendar.from_ical(invite(appointment).content)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


@pytest.mark.parametrize(("local", "zone"), HOURS)
def test_it_reads_back_as_the_instant_of_the_session(local: datetime, zone: str) -> None:
    wall = Wall(local=local, zone=zone)

    _, event = _read(an_appointment(starts=wall))

    starts = event.decoded("dtstart")
    assert starts.replace(tzinfo=None) == local
    assert instant(starts.astimezone(UTC)) == wall.instant()
    assert event.decoded("duration") == timedelta(minutes=50)


@pytest.mark.parametrize(("local", "zone"), [hour for hour in HOURS if hour[1] != "Etc/UTC"])
def test_the_rules_that_it_brings_along_give_the_same_hour(local: datetime, zone: str) -> None:
    """A calendar that does not know the zone's name goes by the VTIMEZONE alone."""
    wall = Wall(local=local, zone=zone)
    calendar, event = _read(an_appointment(starts=wall))
    assert event["dtstart"].params["TZID"] == zone

    (rules,) = calendar.walk("VTIMEZONE")
    assert isinstance(rules, Timezone)
    offset = _offset(rules, local)

    assert instant(local.replace(tzinfo=timezone(offset))) == wall.instant()


def _offset(rules: Timezone, local: datetime) -> timedelta:
    """RFC 5545, 3.6.5: the observance with the latest onset before the local time is in force."""
    onsets: list[tuple[datetime, timedelta]] = []
    observances: list[Any] = list(rules.subcomponents)
    for part in observances:
        dates = part.get("rdate", [])
        listed = dates if isinstance(dates, list) else [dates]
        more = [one.dt for group in listed for one in group.dts]
        onsets += [(onset, part["tzoffsetto"].td) for onset in [part["dtstart"].dt, *more]]
    return max((onset, to) for onset, to in onsets if onset.replace(tzinfo=None) <= local)[1]


def test_a_time_that_a_clock_change_skips_is_the_first_instant_after_it() -> None:
    skipped = Wall(local=datetime(2026, 3, 29, 1, 30), zone="Europe/London")

    _, event = _read(an_appointment(starts=skipped))

    assert event.decoded("dtstart").replace(tzinfo=None) == datetime(2026, 3, 29, 2, 0)


def test_a_change_and_a_cancellation_are_of_the_same_appointment() -> None:
    _, booked = _read(an_appointment())
    moved_to = Wall(local=datetime(2026, 4, 6, 9, 0), zone="Europe/London")
    _, moved = _read(an_appointment(sequence=1, starts=moved_to))
    calendar, cancelled = _read(an_appointment(sequence=2, starts=moved_to, cancelled=True))

    assert booked["uid"] == moved["uid"] == cancelled["uid"] == uid(SESSION, "clinic.example.org")
    assert [event["sequence"] for event in (booked, moved, cancelled)] == [0, 1, 2]
    assert (calendar["method"], cancelled["status"]) == ("CANCEL", "CANCELLED")


def test_the_identity_survives_a_new_mail_address_where_the_domain_is_given() -> None:
    _, before = _read(an_appointment(domain="clinic.example.org"))
    _, after = _read(an_appointment(domain="clinic.example.org", organizer="hello@new.example"))

    assert before["uid"] == after["uid"]


def test_it_names_clinic_and_client_and_nothing_else() -> None:
    attachment = invite(an_appointment())
    calendar, event = _read(an_appointment())

    assert attachment.filename == "appointment.ics"
    assert "method=REQUEST" in attachment.content_type
    assert calendar["method"] == "REQUEST"
    assert event["summary"] == "Rivermead Clinic: appointment"
    assert event["location"] == "Room 3, 12 High Street"
    assert event["organizer"] == "mailto:hello@clinic.example.org"
    assert event["attendee"] == "mailto:kim@example.net"
    assert event["class"] == "PRIVATE"
    assert event.decoded("dtstamp") == moment(NOW)
    assert "description" not in event


def test_a_place_with_line_breaks_and_commas_cannot_add_a_property() -> None:
    place = "Room 3; a, b\r\nATTENDEE:mailto:spy@example.org\\n"

    _, event = _read(an_appointment(place=place, clinic='The "Mill"\r\nX-A: b'))

    assert event["attendee"] == "mailto:kim@example.net"
    assert "x-a" not in event


def test_an_email_carries_it_with_its_method() -> None:
    content = Content(text="x", subject="y", attachments=(invite(an_appointment(cancelled=True)),))

    raw = letter(a_letter(content=content), SENDER)

    assert b"text/calendar" in raw
    assert b'method="CANCEL"' in raw or b"method=CANCEL" in raw
