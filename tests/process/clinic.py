"""A clinic as staff, clients and providers know it: one served process, and doubles of Twilio and a mail server."""

import json
from collections import deque
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx

from interlude.demo.prepare import SETTINGS
from tests.doors import demo_time
from tests.doubles.mail_double import MailDouble
from tests.doubles.twilio_double import ACCOUNT, TOKEN, TwilioDouble
from tests.process.group import served
from tests.process.staff import Staff, a_token

PUBLIC = "https://clinic.example.org"
INBOUND = f"{PUBLIC}/webhooks/twilio/inbound"
OURS = "+442079460999"
ROOM = dict(mode="room", where="Room 2")
CONSENTS = (("sms", "appointments"), ("email", "appointments"), ("sms", "check-ins"))

Result = TypeVar("Result")


class Clinic:
    """Everything together.

    `failpoints` are used up by the starts of processes, one each; `restarts` counts those after a death;
    `texts_in` are the clients' texts that the program has acknowledged.
    """

    def __init__(self, directory: Path, url: str, start: str) -> None:
        self.directory = directory
        directory.mkdir(exist_ok=True)
        self.start = start
        self.url = url
        self._restarts = 0
        self.texts_in: list[str] = []
        self.failpoints: deque[str] = deque()
        self.twilio = TwilioDouble(clock=self._now)
        self.mail = MailDouble(clock=self._now)
        self.server = served(directory, url, start, self._surroundings())
        self.staff = Staff(self.server, "")
        self._settings = SETTINGS.read_text()

    def open(self) -> None:
        """Serve for the first time, and give staff a token."""
        self.serve()
        self.staff.token = a_token(self.directory, self.url)

    @property
    def restarts(self) -> int:
        return self._restarts + self.server.deaths

    def serve(self) -> None:
        """Start what serves, with the next failpoint while there are any."""
        self.server.start(lambda: self.failpoints.popleft() if self.failpoints else "")
        self.twilio.route[PUBLIC] = self.server.url

    def close(self) -> None:
        self.staff.close()
        self.server.close()
        self.mail.close()
        self.twilio.close()

    def surely(self, call: Callable[[], Result]) -> Result:
        """Do something again and again until it is answered, starting the process anew whenever it has died."""
        while True:
            try:
                return call()
            except httpx.TransportError:
                self.server.wait_for_its_end()
                self._restarts += 1
                self.serve()

    def client(self, name: str, zone: str, number: str, email: str) -> str:
        """Register a client who consented to everything; returns the id."""
        contact = dict(phone=number, email=email)
        client = str(self._done("/clients", dict(name=name, zone=zone, contact=contact))["id"])
        for medium, purpose in CONSENTS:
            consent = dict(medium=medium, purpose=purpose, how="spoken", wording="You may write to me.")
            self._done(f"/clients/{client}/consents", consent)
        return client

    def course(self, client: str, protocol: str, agreed: int) -> str:
        """Open a course for a client who was referred and accepted today; returns the id."""
        today = self._now().date().isoformat()
        referral = self._done("/referrals", dict(client=client, received_on=today, source="GP"))["id"]
        self._done(f"/referrals/{referral}/acceptance", dict(accepted_on=today))
        opening = dict(
            referral=referral, protocol=protocol, protocol_version=1, sessions_agreed=agreed, clinician="Dr Okafor"
        )
        return str(self._done("/courses", opening)["id"])

    def book(self, course: str, local: str, zone: str, count: int = 1) -> list[str]:
        """Book weekly sessions; returns their ids."""
        series = dict(slot=dict(starts=wall(local, zone)), place=ROOM, count=count)
        sessions: list[str] = self._done(f"/courses/{course}/session-series", series)["sessions"]
        return sessions

    def move(self, course: str, session: str, local: str, zone: str) -> None:
        self._done(f"/courses/{course}/sessions/{session}/moves", dict(starts=wall(local, zone), by="client"))

    def ask_weekly(self, course: str, weekday: int, at: str) -> None:
        plan = dict(weekday=weekday, at=at, items=["mood", "relationships"])
        self._done(f"/courses/{course}/check-in-plans", dict(plan=plan))

    def do(self, course: str, what: str, **body: Any) -> None:
        """Send a command of the course that needs no more than its name and content."""
        self._done(f"/courses/{course}/{what}", body)

    def attended(self, course: str, session: str, attendance: str = "on-time", reason: str = "") -> None:
        self._done(f"/courses/{course}/sessions/{session}/attendance", dict(attendance=attendance, reason=reason))

    def writes(self, number: str, text: str) -> None:
        """Have a client send a text, which the program must acknowledge and act on."""
        sid = f"SM{uuid4().hex}"
        answer = self.surely(lambda: self.twilio.deliver_inbound(INBOUND, number, OURS, text, sid=sid))
        assert answer.status_code == 200, answer.text
        self.texts_in.append(sid)
        self.surely(self.server.settle)

    def configure(self, *edits: tuple[str, str]) -> None:
        """Edit the settings file as an administrator does, and adopt it by the command line, beside the process."""
        for before, after in edits:
            assert self._settings.count(before) == 1, before
            self._settings = self._settings.replace(before, after)
        file = self.directory / "settings.toml"
        file.write_text(self._settings)
        self.server.run("configure", str(file), "--demo")

    def replay(self, course: str, as_of: str) -> Any:
        """What `interlude replay` prints of a course."""
        return json.loads(self.server.run("replay", course, "--as-of", as_of, "--json"))

    def _done(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        key = uuid4().hex
        return self.surely(lambda: self.staff.post(path, body, key))

    def _now(self) -> datetime:
        return demo_time(self.directory)()

    def _surroundings(self) -> dict[str, str]:
        return {
            "INTERLUDE_PUBLIC_URL": PUBLIC,
            "INTERLUDE_TWILIO_ACCOUNT_SID": ACCOUNT,
            "INTERLUDE_TWILIO_AUTH_TOKEN": TOKEN,
            "INTERLUDE_TWILIO_FROM": OURS,
            "INTERLUDE_TWILIO_API_URL": self.twilio.url,
            "INTERLUDE_SMTP_URL": self.mail.url,
        }


def wall(local: str, zone: str) -> dict[str, str]:
    return dict(local=f"{local}:00", zone=zone)
