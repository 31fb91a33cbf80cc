"""What may be done to a referral."""

from datetime import date
from uuid import UUID

from domain.errors import Conflict
from domain.event import Change
from domain.referral import events
from domain.values import Value
from domain.world import World


class ReceiveReferral(Value):
    """Note that a client was referred."""

    client: UUID
    received_on: date
    source: str
    reason: str = ""


class AcceptReferral(Value):
    """Offer the client a course."""

    accepted_on: date
    reason: str = ""


class AlreadyAccepted(Conflict):
    """The referral was accepted before."""

    code = "referral-already-accepted"
    message = "This referral was accepted on {accepted_on}."


def receive_referral(world: World, command: ReceiveReferral) -> list[Change]:
    """Make a referral; its id is `world.new_id("referral")`."""
    world.client(command.client)
    received = events.Received(
        client=command.client, received_on=command.received_on, source=command.source, reason=command.reason
    )
    return [Change(stream=world.new_id("referral"), event=received, subject=command.client)]


def accept_referral(world: World, referral: UUID, command: AcceptReferral) -> list[Change]:
    """Accept a referral.

    Raises:
        AlreadyAccepted: it was accepted before.
    """
    known = world.referral(referral)
    if known.accepted_on is not None:
        raise AlreadyAccepted(accepted_on=known.accepted_on)
    accepted = events.Accepted(accepted_on=command.accepted_on, reason=command.reason)
    return [Change(stream=referral, event=accepted, subject=known.client)]
