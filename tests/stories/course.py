"""One course in the words of its clinician: what is noted and done, each a request to the API."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.stories.clinic import StoryClinic

LONDON = "Europe/London"
PHONE = "+447700900123"
CLINICIAN = "Dr Okafor"
ROOM = dict(mode="room", where="Room 2", clinician=CLINICIAN)
ASKED = ("mania", "psychosis", "substance_use", "acute_risk")


class Course:
    """A course that was opened; `path` is where it is found."""

    def __init__(self, clinic: StoryClinic, course: str, client: str) -> None:
        self.clinic = clinic
        self.id = course
        self.client = client
        self.path = f"/courses/{course}"
        self.marks: dict[str, int] = {}

    def mark(self, name: str) -> None:
        """Remember where the log stands, to come back to it by a replay."""
        self.marks[name] = self.clinic.head()

    def note(self, what: str, **body: Any) -> str:
        """Note a fact, and return the id of the entry."""
        made = self.clinic.done(f"{self.path}/{what}", dict(author=CLINICIAN, **body))
        return str(made.get("made", made["id"]))

    def do(self, what: str, **body: Any) -> Any:
        return self.clinic.done(f"{self.path}/{what}", body)

    def refused(self, what: str, **body: Any) -> str:
        return self.clinic.refused(f"{self.path}/{what}", body)

    def read(self, part: str = "") -> Any:
        return self.clinic.get(f"{self.path}/{part}" if part else self.path)

    def replay(self, mark: str = "") -> Any:
        """The case file as the command line prints it: as it is known now, or was known at a mark."""
        return self.clinic.replay(self.id, *(("--at", str(self.marks[mark])) if mark else ()))

    def booked(self) -> list[dict[str, Any]]:
        """The sessions that are still to take place."""
        return [one for one in self.read()["sessions"] if one["state"] == "booked"]

    def book(self, first: str, count: int, **facts: Any) -> list[str]:
        slot = dict(starts=dict(local=f"{first}:00", zone=LONDON))
        made = self.do("session-series", slot=slot, place=ROOM, count=count, **facts)
        return [str(session) for session in made["sessions"]]

    def come_to_next(self) -> str:
        """Let time pass until an hour after the next session has begun, and return its id."""
        coming = self.booked()[0]
        begins = datetime.fromisoformat(coming["starts_at"])
        self.clinic.until((begins + timedelta(hours=1)).isoformat())
        return str(coming["id"])

    def at(self, session: str, what: str, **body: Any) -> str:
        """Note something of a session."""
        return self.note(f"sessions/{session}/{what}", **body)

    def attended(self, session: str, how: str = "on-time", **body: Any) -> None:
        self.do(f"sessions/{session}/attendance", attendance=how, **body)

    def hold(self, answer: str, mood: int | None = None, *, because: str = "", work: str = "", area: str = "") -> str:
        """Come to the next session and hold it: the opening question, and what was worked on."""
        session = self.come_to_next()
        self.attended(session)
        links = [dict(event=because, mood=answer)] if because else []
        self.at(session, "openings", opening=dict(answer=answer, mood=mood, links=links))
        if work:
            self.at(session, "area-work", area=area, text=work)
        return session

    def hold_several(self, count: int, area: str, work: str) -> list[str]:
        return [self.hold("as last week", 5, work=work, area=area) for _ in range(count)]

    def miss(self) -> str:
        """Wait for a client who does not come, and book one session more after the last."""
        session = self.come_to_next()
        self.attended(session, "did-not-attend")
        last = self.booked()[-1]["starts"]["local"]
        local = datetime.fromisoformat(last) + timedelta(days=self.read("plan")["every_days"])
        self.book(local.isoformat(timespec="minutes"), 1)
        return session

    def enter(self, phase: str, **body: Any) -> None:
        self.do("phase-changes", phase=phase, **body)

    def fill_in(self, instrument: str, *values: int, **body: Any) -> str:
        """Key in a form, item by item in its order."""
        given = {str(item): value for item, value in enumerate(values, start=1)}
        return self.note("measures", instrument=instrument, answers=dict(given=given), **body)

    def score(self, form: str) -> dict[str, Any]:
        """The first score of a form."""
        (found,) = (one for one in self.read("measures")["forms"] if one["id"] == form)
        score: dict[str, Any] = found["content"]["scores"][0]
        return score

    def replies(self, at: str, *texts: str) -> None:
        """Wait until an instant, and have the client answer what was asked."""
        self.clinic.until(at)
        for text in texts:
            self.clinic.writes(PHONE, text)

    def change_plan(self, part: str, change: str, reason: str, **facts: Any) -> None:
        """Change the plan from today on, as both decided."""
        told = dict(part=part, change=change, reason=reason, decided_by="both", client_agreed=True)
        self.do("plan-changes", **told, effective_on=self.today(), **facts)

    def cancel(self, session: str, by: str, reason: str) -> None:
        self.do(f"sessions/{session}/cancellations", by=by, reason=reason)

    def states(self) -> list[str]:
        """The sessions in their order, by number, attendance or what else became of them."""
        return [str(one["number"] or one["attendance"] or one["state"]) for one in self.read()["sessions"]]

    def today(self) -> str:
        """The day that it is by the client's calendar, as the last entry of the course has it."""
        last = self.read("history")["timeline"][-1]["recorded_at"]
        return datetime.fromisoformat(last).astimezone(ZoneInfo(LONDON)).date().isoformat()


def received(clinic: StoryClinic, name: str, reason: str, on: str) -> tuple[str, str]:
    """Register a client who may be written to, and note the referral; returns client and referral."""
    contact = dict(phone=PHONE, email="client@mail.example")
    client = str(clinic.done("/clients", dict(name=name, zone=LONDON, contact=contact))["id"])
    for medium, purpose in (("sms", "appointments"), ("email", "appointments"), ("sms", "check-ins")):
        consent = dict(medium=medium, purpose=purpose, how="spoken", wording="You may write to me.")
        clinic.done(f"/clients/{client}/consents", consent)
    clinic.put(f"/clients/{client}/gp", dict(gp=dict(name="Dr Osei", practice="Hill Surgery")))
    referral = dict(client=client, received_on=on, source="GP", reason=reason)
    return client, str(clinic.done("/referrals", referral)["id"])


def accepted(clinic: StoryClinic, referral: str, days: Mapping[str, str]) -> None:
    """Take a referral over screening, waiting list and offer to acceptance; `days` are when each was."""
    path = f"/referrals/{referral}"
    findings = dict.fromkeys(ASKED, "not-reported")
    screened = dict(screened_on=days["screened"], outcome="suitable", findings=findings, screened_by=CLINICIAN)
    clinic.done(f"{path}/screenings", screened)
    clinic.done(f"{path}/waiting", dict(since=days["screened"]))
    clinic.done(f"{path}/offers", dict(offered_on=days["offered"], offer="Mondays at ten"))
    clinic.done(f"{path}/acceptance", dict(accepted_on=days["accepted"]))


def opened(clinic: StoryClinic, name: str, reason: str, agreed: int = 12) -> Course:
    """A course of a client who was referred on 5 January 2026: its sessions are on Mondays from 2 February on."""
    client, referral = received(clinic, name, reason, "2026-01-05")
    accepted(clinic, referral, dict(screened="2026-01-12", offered="2026-01-19", accepted="2026-01-21"))
    opening = dict(
        referral=referral, protocol="ipt-16", protocol_version=1, sessions_agreed=agreed, clinician=CLINICIAN
    )
    course = Course(clinic, str(clinic.done("/courses", opening)["id"]), client)
    course.book("2026-02-02T10:00", agreed)
    return course
