"""What must hold of a clinic whose process has died and come back, however often."""

from collections import Counter, defaultdict
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.process.clinic import Clinic

IN_FLIGHT = {"dispatching", "ambiguous", "reconciling"}
REMINDERS = {"2026-03-22T10:00:00Z", "2026-03-30T14:00:00Z", "2026-04-05T09:00:00Z"}
"""When the reminders of the three sessions go; clocks go forward on 29 March."""

LETTERS = 2
"""The notice of the booking, and that of the move."""


class Aftermath:
    """The messages of a course, what the phone and the mailbox hold, and what is put before a person."""

    def __init__(self, clinic: Clinic, course: str) -> None:
        self._clinic = clinic
        items = clinic.staff.get(f"/courses/{course}/messages")["items"]
        self.messages: dict[str, dict[str, Any]] = {item["id"]: item for item in items}
        self.by_person = {one["id"] for one in clinic.staff.all("/needs-person") if one["kind"] == "message"}
        self.on_the_phone = [_message_of(entry) for entry in clinic.twilio.ledger]
        self.topics = Counter(one["topic"] for one in clinic.staff.get(f"/courses/{course}/history")["timeline"])

    def hold(self) -> None:
        """Check everything."""
        self.nothing_acknowledged_is_lost()
        self.nothing_is_in_flight()
        self.no_text_came_twice()
        self.each_text_came_or_is_put_before_a_person()
        self.each_letter_came_or_is_put_before_a_person()

    def nothing_acknowledged_is_lost(self) -> None:
        assert self._clinic.staff.lost() == []
        told = len(self._clinic.texts_in)
        assert (self.topics["inbound.received.v1"], self.topics["inbound.read.v1"]) == (told, told)

    def nothing_is_in_flight(self) -> None:
        assert [one for one in self.messages.values() if one["stage"] in IN_FLIGHT] == []

    def no_text_came_twice(self) -> None:
        assert [message for message, times in Counter(self.on_the_phone).items() if times > 1] == []

    def each_text_came_or_is_put_before_a_person(self) -> None:
        texts = {id_: one for id_, one in self.messages.items() if one["medium"] == "sms"}
        sent = {id_ for id_, one in texts.items() if one["stage"] == "sent"}
        assert sent == set(self.on_the_phone)
        unsent = {id_ for id_, one in texts.items() if one["stage"] == "needs-person"}
        assert unsent == self.by_person & set(texts)
        others = {one["stage"] for id_, one in texts.items() if id_ not in sent | unsent}
        assert others == {"superseded"}
        self._what_was_owed_is_there(texts, sent, unsent)

    def _what_was_owed_is_there(self, texts: dict[str, dict[str, Any]], sent: set[str], unsent: set[str]) -> None:
        reminders = {id_ for id_, one in texts.items() if one["kind"] == "session-reminder"} & (sent | unsent)
        assert {texts[id_]["not_before"] for id_ in reminders} == REMINDERS
        assert len(reminders) == len(REMINDERS)
        weeks = self.topics["check_in.opened.v1"]
        assert weeks == 3
        kinds = Counter(texts[id_]["kind"] for id_ in sent)
        missing = Counter(texts[id_]["kind"] for id_ in unsent)
        # Each week has one question, and one more for the first answer; for the second answer there are thanks.
        answered = self.topics["check_in.answered.v1"]
        completed = self.topics["check_in.completed.v1"]
        assert kinds["check-in-question"] + missing["check-in-question"] == weeks + answered - completed
        assert kinds["check-in-thanks"] + missing["check-in-thanks"] == completed

    def each_letter_came_or_is_put_before_a_person(self) -> None:
        letters = {id_ for id_, one in self.messages.items() if one["medium"] == "email"}
        assert len(letters) == LETTERS
        copies: dict[str, list[bytes]] = defaultdict(list)
        for letter in self._clinic.mail.ledger:
            copies[str(letter.message["Message-ID"]).strip("<>").partition("@")[0]].append(letter.raw)
        for same in copies.values():
            assert len(same) <= 2
            assert len(set(same)) == 1
        arrived = {id_ for id_ in letters if id_.replace("-", "") in copies}
        assert letters - arrived <= self.by_person


def _message_of(entry: dict[str, Any]) -> str:
    """The id of the message that Twilio calls back about."""
    callback: str = entry["status_callback"]
    return parse_qs(urlsplit(callback).query)["message"][0]
