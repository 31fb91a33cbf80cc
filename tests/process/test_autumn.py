"""Clocks that go back in the north and forward in the south, with a STOP in quiet hours at the end."""

import pytest

from tests.process.clinic import Clinic
from tests.process.told import letters, lines, texts

LONDON, SYDNEY = "Europe/London", "Australia/Sydney"
ROBIN, KIM = "+447700900123", "+61491570156"

KIM_GOT = """
    2026-10-03 01:00 Sun 4 Oct 11:00
    2026-10-03 22:00 Mon 5 Oct 09:00
    2026-10-04 07:30 mood
    2026-10-11 07:30 mood
"""
"""In UTC: Sydney is ten hours ahead until 3 October, 16:00, and eleven from then on."""

ROBIN_GOT = """
    2026-10-18 08:00 Mon 19 Oct 09:00
    2026-10-18 17:30 mood
    2026-10-18 17:30 people
    2026-10-18 17:30 thanks
    2026-10-24 11:00 Sun 25 Oct 12:00
    2026-10-25 09:00 Mon 26 Oct 09:00
    2026-10-25 10:00 soon Sun 25 Oct 12:00
    2026-10-25 18:30 mood
    2026-10-25 18:30 people
    2026-10-25 18:30 thanks
    2026-10-26 07:00 stopped
"""
"""In UTC: London is an hour ahead until 25 October, 01:00."""


@pytest.fixture
def start() -> str:
    return "2026-09-28T00:00:00Z"


def test_reminders_and_check_ins_keep_to_the_clock_on_the_wall(clinic: Clinic) -> None:
    kim = clinic.course(clinic.client("Kim Doe", SYDNEY, KIM, "kim@client.example"), "ipt-8", 8)
    clinic.book(kim, "2026-10-04T11:00", SYDNEY)
    clinic.book(kim, "2026-10-05T09:00", SYDNEY)
    clinic.ask_weekly(kim, 6, "18:30:00")
    clinic.server.run_to("2026-10-12T09:00:00Z")
    clinic.do(kim, "discharge", outcome="lost-contact", discharged_on="2026-10-12")
    robins_october(clinic)
    assert texts(clinic.twilio.ledger, KIM) == lines(KIM_GOT)
    assert texts(clinic.twilio.ledger, ROBIN) == lines(ROBIN_GOT)
    assert letters(clinic.mail.ledger, "robin@client.example") == ["2026-10-12 09:00 appointment booked"] * 3


def robins_october(clinic: Clinic) -> None:
    robin = clinic.course(clinic.client("Robin Ashe", LONDON, ROBIN, "robin@client.example"), "ipt-8", 8)
    for local in ("2026-10-19T09:00", "2026-10-25T12:00", "2026-10-26T09:00"):
        clinic.book(robin, local, LONDON)
    clinic.ask_weekly(robin, 6, "18:30:00")
    clinic.server.run_to("2026-10-18T17:30:00Z")
    clinic.writes(ROBIN, "4")
    clinic.writes(ROBIN, "5")
    clinic.server.run_to("2026-10-20T12:00:00Z")
    clinic.configure(("[reminders.last]\nenabled = false", "[reminders.last]\nenabled = true"))
    clinic.server.run_to("2026-10-25T18:30:00Z")
    clinic.writes(ROBIN, "5")
    clinic.writes(ROBIN, "6")
    clinic.server.run_to("2026-10-26T07:00:00Z")
    clinic.writes(ROBIN, "STOP")
    clinic.server.run_to("2026-11-09T12:00:00Z")
