"""Three weeks of one course, as staff and the client live through them, whatever happens to the process meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.instant import parse
from tests.process.clinic import Clinic

LONDON = "Europe/London"
NUMBER = "+447700900123"
END = "2026-04-07T12:00:00Z"

Meddling = Callable[[Callable[[], Any]], Any]
"""Carries out one thing that is done from outside, and may kill the process at it."""


@dataclass
class ThreeWeeks:
    """A client who answers whatever is asked at once, with a 7; `heard` are the texts that they have looked at."""

    clinic: Clinic
    meddle: Meddling | None = None
    course: str = ""
    second: str = ""
    heard: int = 0

    def live(self) -> None:
        self.begin()
        self.finish()

    def begin(self) -> None:
        """Book three sessions and weekly check-ins."""
        clinic = self.clinic
        client = clinic.client("Robin Ashe", LONDON, NUMBER, "robin@client.example")
        self.course = clinic.course(client, "ipt-8", 8)
        _, self.second, _ = clinic.book(self.course, "2026-03-23T10:00", LONDON, count=3)
        clinic.ask_weekly(self.course, 2, "18:30:00")

    def finish(self) -> None:
        """Move the second session, and go on to the end."""
        self.until("2026-03-20T12:00:00Z")
        self._meddled(lambda: self.clinic.move(self.course, self.second, "2026-03-31T15:00", LONDON))
        self.until(END)

    def until(self, instant: str) -> None:
        now = ""
        while not now or parse(now) < parse(instant):
            stands = self._meddled(lambda: self.clinic.surely(lambda: self.clinic.server.step(instant)))
            now = str(stands["now"])
            self._answer_all()
        self.clinic.surely(self.clinic.server.settle)

    def _answer_all(self) -> None:
        """Answer each question that has reached the phone since, also those that come of the answers."""
        while self.heard < len(self.clinic.twilio.ledger):
            heard = self.clinic.twilio.ledger[self.heard]
            self.heard += 1
            if "Reply with a number" in heard["body"]:
                self._meddled(lambda: self.clinic.writes(NUMBER, "7"))

    def _meddled(self, call: Callable[[], Any]) -> Any:
        return self.meddle(call) if self.meddle else call()
