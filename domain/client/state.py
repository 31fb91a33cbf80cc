"""The client as the events make it."""

from datetime import date
from uuid import UUID

import msgspec

from domain.client import events
from domain.client.contact import Contact, Medium, Purpose
from domain.client.people import EmergencyContact, Gp
from domain.erased import ERASED, is_erased
from domain.event import Cause, Entry
from domain.fold import Rules


class Client(msgspec.Struct, frozen=True, kw_only=True):
    """Who the client is, how to reach them, and the event behind each consent in force."""

    id: UUID
    version: int
    name: str
    zone: str
    language: str
    contact: Contact = Contact()
    consents: dict[tuple[Medium, Purpose], Cause] = msgspec.field(default_factory=dict)
    died_on: date | None = None
    gp: Gp | None = None
    emergency_contact: EmergencyContact | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the client's record was erased: its events say so, or their key is gone."""
        return is_erased(self.name)

    def address(self, medium: Medium) -> str:
        """Return the number or mail address for this medium; empty where there is none."""
        return self.contact.phone if medium is Medium.SMS else self.contact.email


def _registered(_: None, event: events.Registered, entry: Entry) -> Client:
    return Client(id=entry.stream, version=entry.version, name=event.name, zone=event.zone, language=event.language)


def _contact(client: Client, event: events.ContactChanged, entry: Entry) -> Client:
    contact = Contact() if is_erased(event.contact) else event.contact
    return msgspec.structs.replace(client, version=entry.version, contact=contact)


def _zone(client: Client, event: events.ZoneChanged, entry: Entry) -> Client:
    return msgspec.structs.replace(client, version=entry.version, zone=event.zone)


def _given(client: Client, event: events.ConsentGiven, entry: Entry) -> Client:
    consents = {**client.consents, (event.medium, event.purpose): Cause(entry.stream, entry.version)}
    return msgspec.structs.replace(client, version=entry.version, consents=consents)


def _withdrawn(client: Client, event: events.ConsentWithdrawn, entry: Entry) -> Client:
    left = {what: cause for what, cause in client.consents.items() if what != (event.medium, event.purpose)}
    return msgspec.structs.replace(client, version=entry.version, consents=left)


def _erased(client: Client | None, event: events.Erased, entry: Entry) -> Client:
    del client, event
    return Client(id=entry.stream, version=entry.version, name=ERASED, zone=ERASED, language=ERASED)


def _died(client: Client, event: events.Died, entry: Entry) -> Client:
    return msgspec.structs.replace(client, version=entry.version, died_on=event.died_on)


def _lives(client: Client, event: events.DeathWithdrawn, entry: Entry) -> Client:
    del event
    return msgspec.structs.replace(client, version=entry.version, died_on=None)


def _gp(client: Client, event: events.GpNoted, entry: Entry) -> Client:
    return msgspec.structs.replace(client, version=entry.version, gp=None if is_erased(event.gp) else event.gp)


def _emergency(client: Client, event: events.EmergencyContactNoted, entry: Entry) -> Client:
    person = None if is_erased(event.person) else event.person
    return msgspec.structs.replace(client, version=entry.version, emergency_contact=person)


RULES: Rules = {
    events.Registered: _registered,
    events.ContactChanged: _contact,
    events.ZoneChanged: _zone,
    events.ConsentGiven: _given,
    events.ConsentWithdrawn: _withdrawn,
    events.Erased: _erased,
    events.GpNoted: _gp,
    events.EmergencyContactNoted: _emergency,
    events.Died: _died,
    events.DeathWithdrawn: _lives,
}
