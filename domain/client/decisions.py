"""What may be done to a client's record."""

from uuid import UUID

from domain.client import events
from domain.client.contact import Contact, Medium, Purpose, checked
from domain.errors import Conflict, Invalid
from domain.event import Change, Event
from domain.values import Value, zone
from domain.world import World


class RegisterClient(Value):
    """Make a client known to the clinic."""

    name: str
    zone: str
    language: str = "en"
    contact: Contact = Contact()


class ChangeContact(Value):
    """Put other contact facts in the place of those known."""

    contact: Contact


class ChangeZone(Value):
    """Note that the client lives by another clock now."""

    zone: str


class GiveConsent(Value):
    """Note that the client agreed to be written to; `how` is `spoken`, `written` or `reply`."""

    medium: Medium
    purpose: Purpose
    how: str
    wording: str


class WithdrawConsent(Value):
    """Note that the client took a consent back."""

    medium: Medium
    purpose: Purpose
    how: str


class NoSuchConsent(Conflict):
    """There is nothing to withdraw."""

    code = "no-such-consent"
    message = "The client has given no consent for {medium} about {purpose}."


HOW = ("spoken", "written", "reply")


def register_client(world: World, command: RegisterClient) -> list[Change]:
    """Make a client; its id is `world.new_id("client")`."""
    if not command.name.strip():
        raise Invalid(field="name", expected="the name by which the client is called")
    zone(command.zone)
    client = world.new_id("client")
    registered = events.Registered(name=command.name.strip(), zone=command.zone, language=_language(command.language))
    happened: list[Event] = [registered, events.ContactChanged(contact=checked(command.contact))]
    return [Change(stream=client, event=event, subject=client) for event in happened]


def _language(language: str) -> str:
    if not (2 <= len(language) <= 8 and language.replace("-", "").isalpha()):  # noqa: PLR2004 - BCP 47, the short tags
        raise Invalid(field="language", expected="a language tag, such as en or es")
    return language


def change_contact(world: World, client: UUID, command: ChangeContact) -> list[Change]:
    """Replace the contact facts of a client."""
    known = world.client(client)
    contact = checked(command.contact)
    if contact == known.contact:
        return []
    return [_of(client, events.ContactChanged(contact=contact))]


def change_zone(world: World, client: UUID, command: ChangeZone) -> list[Change]:
    """Put a client on the clock of another zone."""
    zone(command.zone)
    if world.client(client).zone == command.zone:
        return []
    return [_of(client, events.ZoneChanged(zone=command.zone))]


def give_consent(world: World, client: UUID, command: GiveConsent) -> list[Change]:
    """Note a consent; one that is given again is kept with its new wording."""
    world.client(client)
    if command.how not in HOW:
        raise Invalid(field="how", expected=f"one of {', '.join(HOW)}")
    given = events.ConsentGiven(
        medium=command.medium, purpose=command.purpose, how=command.how, wording=command.wording
    )
    return [_of(client, given)]


def withdraw_consent(world: World, client: UUID, command: WithdrawConsent) -> list[Change]:
    """Note that a consent was taken back.

    Raises:
        NoSuchConsent: there is none in force.
    """
    if (command.medium, command.purpose) not in world.client(client).consents:
        raise NoSuchConsent(medium=command.medium, purpose=command.purpose)
    withdrawn = events.ConsentWithdrawn(medium=command.medium, purpose=command.purpose, how=command.how)
    return [_of(client, withdrawn)]


def _of(client: UUID, event: Event) -> Change:
    return Change(stream=client, event=event, subject=client)
