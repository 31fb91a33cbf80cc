"""What happens to a client's record."""

from domain.client.contact import Contact, Medium, Purpose
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
