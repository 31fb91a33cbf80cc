"""The client and the referral as the API shows them."""

from datetime import date
from uuid import UUID

import msgspec

from domain.client.contact import Contact, Medium, Purpose
from domain.client.people import EmergencyContact, Gp
from domain.client.state import Client
from domain.course.values import Party
from domain.referral.state import Referral
from domain.referral.values import Findings, Stage, Suitability


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
    gp: Gp | None
    emergency_contact: EmergencyContact | None


class ReferralAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A referral: how far it has come, since when, and what the last screening came to.

    `screenings` are the versions of its screenings, by which one can be put right.
    """

    id: UUID
    version: int
    client: UUID
    received_on: date
    stage: Stage
    since: date
    suitability: Suitability | None
    findings: Findings | None
    screenings: list[int]
    accepted_on: date | None
    declined_by: Party | None


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
        gp=client.gp,
        emergency_contact=client.emergency_contact,
    )


def referral_answer(referral: Referral) -> ReferralAnswer:
    """Return a referral as an answer."""
    return ReferralAnswer(
        id=referral.id,
        version=referral.version,
        client=referral.client,
        received_on=referral.received_on,
        stage=referral.stage,
        since=referral.since,
        suitability=referral.suitability,
        findings=referral.screened.findings if referral.screened else None,
        screenings=list(referral.screenings),
        accepted_on=referral.accepted_on,
        declined_by=referral.declined_by,
    )
