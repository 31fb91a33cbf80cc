"""What happens to a referral, in sentences."""

from collections.abc import Callable, Iterator
from typing import Any

from domain.erased import ERASED, is_erased
from domain.event import Entry
from domain.referral import events
from domain.referral.values import Findings, Suitability
from projections.audit import spoken
from projections.audit.facts import code
from projections.audit.names import Names
from projections.audit.sessions import PARTIES

ASKED = {
    "mania": "mania",
    "psychosis": "psychosis",
    "substance_use": "substance use",
    "acute_risk": "acute risk",
}
"""What screening asks about, in words."""

OUTCOMES = {
    Suitability.SUITABLE: "suitable",
    Suitability.UNSUITABLE: "unsuitable",
    Suitability.MORE_TO_ASK: "not to be judged yet",
}


def received(event: events.Received, entry: Entry, names: Names) -> str:
    """Say who referred the client, when and why."""
    source = f" from {event.source}" if event.source else ""
    return f"A referral was received{source} on {spoken.day(event.received_on)}{spoken.giving(event.reason)}."


def accepted(event: events.Accepted, entry: Entry, names: Names) -> str:
    """Say when the client was offered a course."""
    return f"The referral was accepted on {spoken.day(event.accepted_on)}{spoken.giving(event.reason)}."


def screened(event: events.Screened, entry: Entry, names: Names) -> str:
    """Say what screening found of each thing that was asked about, and what it came to."""
    found = ERASED if is_erased(event.findings) else spoken.listed(_findings(event.findings))
    again = f" This puts an earlier screening right{spoken.giving(event.because)}." if event.corrects else ""
    return (
        f"The referral was screened on {spoken.day(event.screened_on)} by {event.screened_by}, and IPT was found "
        f"{OUTCOMES[event.outcome]}: {found}{spoken.giving(event.remarks, '; ')}.{again}"
    )


def _findings(findings: Findings) -> Iterator[str]:
    for name, asked in ASKED.items():
        yield f"{asked} {code(getattr(findings, name))}"


def waiting(event: events.Waiting, entry: Entry, names: Names) -> str:
    """Say since when the client waits."""
    return f"The client has been on the waiting list since {spoken.day(event.since)}{spoken.giving(event.reason)}."


def offered(event: events.Offered, entry: Entry, names: Names) -> str:
    """Say what was offered, and until when it is to be answered."""
    until = f", to be answered by {spoken.day(event.answer_by)}" if event.answer_by else ""
    return f"A course was offered on {spoken.day(event.offered_on)}{until}{spoken.giving(event.offer)}."


def declined(event: events.Declined, entry: Entry, names: Names) -> str:
    """Say who declined, and why."""
    when = spoken.day(event.declined_on)
    return f"The referral was declined by {PARTIES[event.by]} on {when}{spoken.giving(event.reason)}."


SENTENCES: dict[Any, Callable[[Any, Entry, Names], str]] = {
    events.Screened: screened,
    events.Waiting: waiting,
    events.Offered: offered,
    events.Declined: declined,
}
