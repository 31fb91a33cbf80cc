"""What happens to a client's record."""

from datetime import date

from domain.client.contact import Contact, Medium, Purpose
from domain.client.people import EmergencyContact, Gp
from domain.event import Event, recorded


@recorded("client.registered.v1")
class Registered(Event):
    """A client became known to the clinic; the zone and the language were asked, never guessed."""

    name: str
    zone: str
    language: str


@recorded("client.contact_changed.v1")
class ContactChanged(Event):
    """The client's number, address or safety facts are these from now on."""

    contact: Contact


@recorded("client.zone_changed.v1")
class ZoneChanged(Event):
    """The client now lives by the clock of another zone."""

    zone: str


@recorded("client.consent_given.v1", readable={"medium", "purpose", "how"})
class ConsentGiven(Event):
    """The client agreed to be written to by this medium for this purpose, in this wording; `how` they said so."""

    medium: Medium
    purpose: Purpose
    how: str
    wording: str


@recorded("client.consent_withdrawn.v1", readable={"medium", "purpose", "how"})
class ConsentWithdrawn(Event):
    """The client took that consent back."""

    medium: Medium
    purpose: Purpose
    how: str


@recorded("client.erased.v1", readable={"ground", "approved_by"})
class Erased(Event):
    """The client's record was erased on a ground, approved by two people; the key is destroyed upon this.

    `approved_by` is empty where a restore repeats an erasure that the backup does not know.
    """

    ground: str
    approved_by: list[str]


@recorded("client.died.v1", readable={"died_on"})
class Died(Event):
    """The client has died: nothing is owed any more, in any course; `source` is from whom it is known."""

    died_on: date
    source: str


@recorded("client.death_withdrawn.v1", readable={"died_on"})
class DeathWithdrawn(Event):
    """The death that was recorded for that day was recorded in error."""

    died_on: date
    reason: str


@recorded("client.gp_noted.v1")
class GpNoted(Event):
    """The client's GP is this one from now on."""

    gp: Gp


@recorded("client.emergency_contact_noted.v1")
class EmergencyContactNoted(Event):
    """Whom to call in an emergency is this from now on, as far as that person consented."""

    person: EmergencyContact
