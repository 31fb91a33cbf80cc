"""The client and the referral as the API shows them."""

from datetime import date
from uuid import UUID

import msgspec

from domain.client.contact import Contact, Medium, Purpose
from domain.client.state import Client
from domain.referral.state import Referral


class ConsentAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A consent in force; `version` is that of the client's event which gave it."""

    medium: Medium
    purpose: Purpose
    version: int


class ClientAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A client's record."""

    id: UUID
    version: int
    name: str
    zone: str
    language: str
    contact: Contact
    consents: list[ConsentAnswer]


class ReferralAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A referral; accepted once it has a date for that."""

    id: UUID
    version: int
    client: UUID
    received_on: date
    accepted_on: date | None


def client_answer(client: Client) -> ClientAnswer:
    """Return a client as an answer."""
    consents = [
        ConsentAnswer(medium=medium, purpose=purpose, version=cause.version)
        for (medium, purpose), cause in sorted(client.consents.items())
    ]
    return ClientAnswer(
        id=client.id,
        version=client.version,
        name=client.name,
        zone=client.zone,
        language=client.language,
        contact=client.contact,
        consents=consents,
    )


def referral_answer(referral: Referral) -> ReferralAnswer:
    """Return a referral as an answer."""
    return ReferralAnswer(
        id=referral.id,
        version=referral.version,
        client=referral.client,
        received_on=referral.received_on,
        accepted_on=referral.accepted_on,
    )
