"""What the ids in an event stand for, as far as the log has been read."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.client.events import ConsentGiven
from domain.clinic.events import Adopted
from domain.course.values import Slot
from domain.erased import ERASED
from domain.event import Cause
from domain.instant import Instant
from domain.line.events import OptedOut
from domain.values import local_time
from projections.audit import spoken
from projections.audit.subjects import MEDIA, PURPOSES

_HEXADECIMALS = 12
"""Digits of a hash that a sentence gives; the whole of it stands in the event."""

HOW = {"spoken": "by word of mouth", "written": "in writing", "reply": "by reply"}
"""How a consent was given or taken back."""


class Consent(NamedTuple):
    """A consent, and when it was given."""

    given: ConsentGiven
    at: Instant


class Names:
    """The names of sessions, messages, check-ins, rules, consents and opt-outs.

    `learning.learn` fills it, entry by entry in the order of the log: a session then has the slot
    that it had at that time. What was never learnt is called by its kind, so that no sentence fails.
    """

    def __init__(self) -> None:
        self.slots: dict[UUID, Slot] = {}
        self.messages: dict[UUID, str] = {}
        self.weeks: dict[UUID, str] = {}
        self.adopted: dict[Cause, Adopted] = {}
        self.consents: dict[Cause, Consent] = {}
        self.opt_outs: dict[Cause, OptedOut] = {}
        self.words: dict[UUID, str] = {}
        self.client_zone = ""
        self.clinic_zone = "UTC"

    @property
    def zone(self) -> str:
        """The zone whose clock instants are said on: the client's, else the clinic's."""
        return self.clinic_zone if self.client_zone in {"", ERASED} else self.client_zone

    def local(self, at: Instant) -> datetime:
        """Return what that clock shows at an instant."""
        return local_time(at, self.zone)

    def when(self, at: Instant) -> str:
        """Return an instant in words."""
        return spoken.instant(at, self.zone)

    def session(self, session: UUID) -> str:
        """Return what a session is called: by its slot."""
        slot = self.slots.get(session)
        return f"the session of {spoken.wall(slot.starts)}" if slot else "the session"

    def message(self, message: UUID) -> str:
        """Return what a message is called: by its kind, and what it is about."""
        return self.messages.get(message, "the message")

    def check_in(self, check_in: UUID) -> str:
        """Return what a check-in is called: by its week."""
        week = self.weeks.get(check_in)
        return f"the check-in of week {week}" if week else "the check-in"

    def called(self, thing: UUID, kind: str) -> str:
        """Return what a goal or a next step is called: by its kind, and its words as they were set last."""
        words = self.words.get(thing)
        return f"{kind} {spoken.quoted(words)}" if words else kind

    def note(self, note: UUID) -> str:
        """Return what a note is called: by its session, where it is one of a session."""
        return self.words.get(note, "a note")

    def rule(self, rule: Cause) -> str:
        """Return which adoption a decision rests on."""
        adopted = self.adopted.get(rule)
        kind = adopted.kind if adopted else "settings"
        proof = f" (sha256 {short(adopted.sha256)})" if adopted else ""
        return f"the {kind} adopted as version {rule.version} of the clinic{proof}"

    def consent(self, consent: Cause) -> str:
        """Return which consent allows a message."""
        event = f"client event {consent.version}"
        found = self.consents.get(consent)
        if found is None:
            return f"a consent of the client ({event})"
        what = f"{MEDIA[found.given.medium]} about {PURPOSES[found.given.purpose]}"
        return f"the consent to {what} given {how(found.given.how)} on {spoken.day(self.local(found.at))} ({event})"

    def opt_out(self, version: int) -> str:
        """Return how a line opted out in this version of its stream; nothing where two lines may be meant."""
        found = {how_opted_out(event) for line, event in self.opt_outs.items() if line.version == version}
        return f" {found.pop()}" if len(found) == 1 else ""


def short(sha256: str) -> str:
    """Return the beginning of a hash, marked as such."""
    return f"{sha256[:_HEXADECIMALS]}..."


def how(code: str) -> str:
    """Return how a consent was given or taken back."""
    return HOW.get(code, f"by {code}")


def how_opted_out(event: OptedOut) -> str:
    """Return by what an opt-out was made; what a provider gives as the word for it is its code."""
    ways = {"reply": "with a STOP reply", "provider": f"at the provider (code {event.word})"}
    return ways.get(event.via, f"by {event.via}")
