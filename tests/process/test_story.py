"""A course of fourteen sessions, from referral to discharge, over HTTP, across the change of clocks in spring.

All that is expected was written down by hand, from a calendar and the clinic's settings.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.process import expected
from tests.process.clinic import INBOUND, OURS, Clinic
from tests.process.told import known, letters, lines, texts

SCOPES = [word for scope in ("clients", "courses", "audit") for word in ("--scope", scope)]
LONDON, SYDNEY = "Europe/London", "Australia/Sydney"
ROBIN, KIM = "+447700900123", "+61491570156"
ROBINS_MAIL, KIMS_MAIL = "robin@client.example", "kim@client.example"


@pytest.fixture
def start() -> str:
    return "2026-02-02T10:00:00Z"


@dataclass
class Robins:
    """Robin's course as its clinician runs it."""

    clinic: Clinic
    course: str
    sessions: list[str]
    remembered: dict[str, Any] = field(default_factory=dict)

    def at(self, instant: str) -> "Robins":
        """Go on until an instant (to the minute, in UTC), and do everything that falls due by then."""
        self.clinic.server.run_to(f"{instant}:00Z")
        return self

    def answers(self, *replies: str) -> None:
        for reply in replies:
            self.clinic.writes(ROBIN, reply)

    def move(self, number: int, local: str) -> None:
        self.clinic.move(self.course, self.sessions[number - 1], local, LONDON)

    def cancel(self, number: int) -> None:
        session = self.sessions[number - 1]
        self.clinic.do(self.course, f"sessions/{session}/cancellations", by="client", reason="a funeral")

    def attended(self, number: int, attendance: str = "on-time", reason: str = "") -> None:
        self.clinic.attended(self.course, self.sessions[number - 1], attendance, reason)

    def do(self, what: str, **body: Any) -> None:
        self.clinic.do(self.course, what, **body)

    def remember(self, instant: str) -> None:
        """Go on until an instant, and keep the case file as it is shown then."""
        self.clinic.server.run_to(instant)
        self.remembered[instant] = self.history()

    def history(self) -> Any:
        return self.clinic.staff.get(f"/courses/{self.course}/history")


def referred(clinic: Clinic) -> Robins:
    client = clinic.client("Robin Ashe", LONDON, ROBIN, ROBINS_MAIL)
    course = clinic.course(client, "ipt-16", 14)
    sessions = clinic.book(course, "2026-02-09T10:00", LONDON, count=14)
    clinic.ask_weekly(course, 3, "18:30:00")
    return Robins(clinic, course, sessions)


def february(robin: Robins) -> None:
    """Answers of all kinds; a session moved away and back, before its reminder had gone and after."""
    robin.at("2026-02-05T18:30").answers("6", " 5.")
    robin.at("2026-02-09T11:00").attended(1)
    robin.at("2026-02-10T12:00").move(2, "2026-02-18T15:00")
    robin.remember("2026-02-11T00:00:00Z")
    robin.at("2026-02-12T09:00").move(2, "2026-02-16T10:00")
    robin.at("2026-02-12T18:30").answers("12", "it was a hard week", "five", "6!")
    robin.at("2026-02-16T11:00").attended(2)
    robin.at("2026-02-19T18:30")
    robin.at("2026-02-22T12:00").move(3, "2026-02-25T10:00")
    robin.remember("2026-02-22T13:00:00Z")
    robin.at("2026-02-22T14:00").move(3, "2026-02-23T10:00")
    robin.at("2026-02-23T11:00").attended(3)
    robin.at("2026-02-24T09:00").attended(2, "late-seen", "she came ten minutes late")
    robin.at("2026-02-26T09:00").move(4, "2026-03-04T15:00")
    robin.at("2026-02-26T18:30").answers("6", "6")


def march(robin: Robins) -> None:
    """A cancellation, a pause in which nothing is sent, and other settings in mid-course."""
    robin.at("2026-03-04T16:00").attended(4)
    robin.do("phase-changes", phase="middle")
    robin.at("2026-03-05T18:30").answers("7", "6")
    robin.at("2026-03-06T12:00").cancel(5)
    robin.at("2026-03-11T12:00").do("pauses", reason="away for a week")
    robin.remember("2026-03-15T12:00:00Z")
    robin.at("2026-03-19T12:00").do("resumptions", reason="back")
    robin.at("2026-03-19T18:30").answers("7", "7")
    robin.sessions += robin.at("2026-03-20T12:00").clinic.book(robin.course, "2026-05-18T10:00", LONDON)
    robin.at("2026-03-23T11:00").attended(7)
    robin.at("2026-03-24T12:00").clinic.configure(
        ("[reminders.last]\nenabled = false", "[reminders.last]\nenabled = true"),
        ('starts = "21:00:00"', 'starts = "20:00:00"'),
    )
    robin.at("2026-03-25T12:00").attended(6, "did-not-attend")
    robin.at("2026-03-26T18:30").answers("7", "7")
    robin.remember("2026-03-29T08:59:59Z")
    robin.at("2026-03-30T10:00").attended(8)


def spring(robin: Robins) -> None:
    """The weeks after the change of clocks, one reminder of which goes the evening before, and the end."""
    robin.at("2026-04-02T17:30").answers("8", "7")
    robin.at("2026-04-06T10:00").attended(9)
    robin.at("2026-04-08T12:00").move(10, "2026-04-13T08:30")
    robin.at("2026-04-09T17:30").answers("8", "7")
    robin.at("2026-04-13T10:00").attended(10)
    robin.at("2026-04-16T17:30").answers("8", "8")
    robin.at("2026-04-20T10:00").attended(11)
    robin.at("2026-04-23T17:30").answers("8", "8")
    robin.at("2026-04-27T10:00").attended(12)
    robin.at("2026-04-30T17:30").answers("8", "8")
    robin.at("2026-05-04T10:00").attended(13)
    robin.do("phase-changes", phase="ending", reason="the ending was agreed a session early")
    robin.at("2026-05-07T17:30").answers("9", "8")
    robin.at("2026-05-11T10:00").attended(14)
    robin.do("discharge", outcome="completed-early", discharged_on="2026-05-11")
    robin.remember("2026-05-12T00:00:00Z")


def kims(clinic: Clinic) -> str:
    """Another course beside it, on the clocks of Sydney: three sessions, no check-ins."""
    course = clinic.course(clinic.client("Kim Doe", SYDNEY, KIM, KIMS_MAIL), "ipt-8", 8)
    clinic.book(course, "2026-03-23T14:00", SYDNEY, count=3)
    return course


def test_a_course_of_fourteen_sessions_from_referral_to_discharge(clinic: Clinic) -> None:
    clinic.staff.token = clinic.server.run("token", "clinician", "--demo", "--days", "365", *SCOPES).strip()
    robin, kim = referred(clinic), kims(clinic)
    february(robin)
    forgeries_are_refused(robin)
    march(robin)
    spring(robin)
    robin.at("2026-05-13T12:00").clinic.do(kim, "discharge", outcome="ended-by-clinic", discharged_on="2026-05-13")
    robin.at("2026-05-25T12:00")
    assert texts(clinic.twilio.ledger, ROBIN) == lines(expected.ROBIN_GOT)
    assert texts(clinic.twilio.ledger, KIM) == lines(expected.KIM_GOT)
    assert letters(clinic.mail.ledger, ROBINS_MAIL) == lines(expected.ROBIN_WAS_WRITTEN)
    # It was booked at nine in the evening by Kim's clock, so the notice waited for the morning.
    assert letters(clinic.mail.ledger, KIMS_MAIL) == ["2026-02-02 21:00 appointments booked"]
    (unread,) = clinic.staff.all("/needs-person")
    assert (unread["kind"], unread["since"]) == ("inbound", "2026-02-12T18:30:00Z")
    what_was_known_is_shown_again(robin)


def forgeries_are_refused(robin: Robins) -> None:
    """What is not signed by the provider changes nothing, and what it delivers twice is there once."""
    twilio, before = robin.clinic.twilio, robin.history()
    sent = twilio.ledger[-1]["sid"]
    assert twilio.deliver_inbound(INBOUND, ROBIN, OURS, "STOP", forged=True).status_code == 403
    assert twilio.report(sent, "undelivered", forged=True) == [403]
    assert twilio.deliver_inbound(INBOUND, ROBIN, OURS, "9", sid=robin.clinic.texts_in[-1]).status_code == 200
    robin.clinic.server.settle()
    assert robin.history() == before
    assert twilio.report(sent, "delivered", "sent", "delivered") == [204, 204, 204]
    told = [one["topic"] for one in robin.history()["timeline"][len(before["timeline"]) :]]
    assert told == ["message.status_reported.v1"]


def what_was_known_is_shown_again(robin: Robins) -> None:
    """A replay as of an instant is what was shown at that instant, and what a calendar says that it must be."""
    for instant, then in robin.remembered.items():
        replayed = robin.clinic.replay(robin.course, instant)
        assert replayed == then
        assert known(replayed).splitlines() == lines(expected.KNOWN[instant])
    assert len(robin.remembered) == 5
