"""The client and the rules of a case file."""

from datetime import datetime
from typing import Any

import msgspec

from domain.client import events
from domain.clinic.events import Adopted
from domain.erased import ERASED
from domain.event import Entry
from domain.ids import CLINIC
from domain.instant import moment
from projections.audit.subjects import MEDIA, PURPOSES
from projections.history.contents import ClientFacts, ConsentFact, Header, Rule
from projections.history.known import Known


def header(known: Known) -> Header:
    """Return of what and as of when a case file is, with the rules of the clinic that were in force then."""
    rows = known.rows
    in_force: dict[tuple[str, str], Rule] = {}
    protocol = None
    for entry in rows.of(CLINIC):
        if not isinstance(entry.event, Adopted):
            continue
        rule = _rule(entry.event, entry)
        if rows.is_protocol(entry.event):
            protocol = rule
        elif rows.applies(entry.event):
            in_force[rule.kind, rule.name] = rule
    return Header(
        course=rows.course,
        position=rows.position,
        recorded_at=moment(known.at),
        settings=in_force.get(("settings", "clinic")),
        protocol=protocol,
        rules=[*in_force.values(), *([protocol] if protocol else [])],
    )


def _rule(adopted: Adopted, entry: Entry) -> Rule:
    return Rule(
        kind=adopted.kind,
        name=adopted.name,
        version=entry.version,
        sha256=adopted.sha256,
        adopted_at=moment(entry.recorded_at),
    )


def client(known: Known) -> ClientFacts:
    """Return who the client is, and every consent that was ever given, each until it was taken back."""
    who = known.client
    return ClientFacts(
        id=who.id,
        name=str(who.name),
        zone=str(who.zone),
        language=str(who.language),
        contact=str(ERASED) if who.is_erased else who.contact,
        consents=_consents(known),
        gp=who.gp,
        emergency_contact=who.emergency_contact,
    )


def _consents(known: Known) -> list[ConsentFact]:
    given: list[ConsentFact] = []
    for entry in known.rows.of(known.client.id):
        if isinstance(entry.event, events.ConsentGiven | events.ConsentWithdrawn):
            given = [_until(fact, entry.event, moment(entry.occurred_at)) for fact in given]
        if isinstance(entry.event, events.ConsentGiven):
            given.append(_consent(entry.event, entry))
    return given


def _consent(event: events.ConsentGiven, entry: Entry) -> ConsentFact:
    return ConsentFact(
        medium=MEDIA[event.medium],
        purpose=PURPOSES[event.purpose],
        how=event.how,
        wording=str(event.wording),
        given_at=moment(entry.occurred_at),
        withdrawn_at=None,
        client_version=entry.version,
    )


def _until(fact: ConsentFact, event: Any, at: datetime) -> ConsentFact:
    """End a consent that is taken back; one given again in another wording replaces the one before."""
    if fact.withdrawn_at is not None or (fact.medium, fact.purpose) != (MEDIA[event.medium], PURPOSES[event.purpose]):
        return fact
    return msgspec.structs.replace(fact, withdrawn_at=at)
