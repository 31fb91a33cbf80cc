"""What may be noted of the people around a client."""

from uuid import UUID

from domain.client import events
from domain.client.people import EmergencyContact, Gp, checked_gp, checked_person
from domain.event import Change
from domain.values import Value
from domain.world import World


class NoteGp(Value):
    """Note who the client's GP is."""

    gp: Gp


class NoteEmergencyContact(Value):
    """Note whom to call in an emergency."""

    person: EmergencyContact


def note_gp(world: World, client: UUID, command: NoteGp) -> list[Change]:
    """Note the GP, in the place of the one before."""
    gp = checked_gp(command.gp)
    if world.client(client).gp == gp:
        return []
    return [Change(stream=client, event=events.GpNoted(gp=gp), subject=client)]


def note_emergency_contact(world: World, client: UUID, command: NoteEmergencyContact) -> list[Change]:
    """Note the emergency contact, in the place of the one before."""
    person = checked_person(command.person)
    if world.client(client).emergency_contact == person:
        return []
    return [Change(stream=client, event=events.EmergencyContactNoted(person=person), subject=client)]
