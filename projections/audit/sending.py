"""What came of the attempts to send a message, in sentences."""

from domain.event import Entry
from domain.message import events
from projections.audit.names import Names
from projections.audit.reasons import words
from projections.audit.subjects import MEDIA

_EVIDENCE = {"answer": "the provider took it", "status": "the provider told its status, so it has it"}


def dispatching(event: events.Dispatching, entry: Entry, names: Names) -> str:
    """Say over what it goes, why now, and which consent allows it."""
    allowed = f"allowed by {names.consent(event.consent)}" if event.consent else "which needs no consent"
    return (
        f"{names.message(entry.stream)} was claimed to be sent by {MEDIA[event.medium]} over {event.channel}, "
        f"attempt {event.attempt}, {words(event.reason, names)}, {allowed}, by {names.rule(event.rule)}."
    )


def sent(event: events.Sent, entry: Entry, names: Names) -> str:
    """Say that the provider has it, and how that is known."""
    known = _EVIDENCE.get(event.evidence, "the provider was asked and showed it")
    reference = f", under its reference {event.reference}" if event.reference else ""
    return f"{names.message(entry.stream)} was sent, attempt {event.attempt}: {known}{reference}."


def unsent(event: events.Unsent, entry: Entry, names: Names) -> str:
    """Say why the attempt reached nobody, and when the next one is due."""
    return (
        f"{_attempt(event.attempt, entry, names)} reached nobody: {_told(event.words, event.code)}. "
        f"It is tried again from {names.when(event.retry_at)} on."
    )


def refused(event: events.Refused, entry: Entry, names: Names) -> str:
    """Say why the provider will not send it."""
    told = _told(event.words, event.code)
    return f"{_attempt(event.attempt, entry, names)} was refused by the provider: {told}."


def ambiguous(event: events.Ambiguous, entry: Entry, names: Names) -> str:
    """Say that nobody knows, and when evidence is looked for."""
    return (
        f"{_attempt(event.attempt, entry, names)} may have reached the client or not: "
        f"{_told(event.words, event.code)}. Evidence is looked for from {names.when(event.look_at)} on."
    )


def reconciling(event: events.Reconciling, entry: Entry, names: Names) -> str:
    """Say that the provider is asked what became of it."""
    return (
        f"{_attempt(event.attempt, entry, names)} had no known outcome when its time was up, so the provider is asked; "
        f"evidence can still appear until {names.when(event.settles_at)}."
    )


def evidence_missing(event: events.EvidenceMissing, entry: Entry, names: Names) -> str:
    """Say that the provider showed nothing, and when it is asked again."""
    return (
        f"{_attempt(event.attempt, entry, names)} could not be found at the provider: {_told(event.words)}. "
        f"It is asked again from {names.when(event.look_at)} on."
    )


def status_reported(event: events.StatusReported, entry: Entry, names: Names) -> str:
    """Say how the provider said that it fares."""
    why = f": {_told(event.words, event.code)}" if event.words or event.code else ""
    return f"The provider reported {names.message(entry.stream)}, attempt {event.attempt}, as {event.status}{why}."


def _attempt(attempt: int, entry: Entry, names: Names) -> str:
    return f"Attempt {attempt} to send {names.message(entry.stream)}"


def _told(words: str, code: str = "") -> str:
    """Return a provider's words without the full stop that they may end with, and its code."""
    plain = words.rstrip(".") or "no words were given"
    return f"{plain} (code {code})" if code else plain
