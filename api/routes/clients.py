"""Clients and referrals."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from api.answers.client import ClientAnswer, ReferralAnswer, client_answer, referral_answer
from api.commands import Command, Ids, Made
from api.policy import CLIENT, REFERRAL, V1
from api.reads import Look, Read
from api.services import Services
from domain.client import around, decisions
from domain.ids import derived_id
from domain.referral import decisions as referrals
from domain.world import World


def _client(services: Services, look: Look) -> ClientAnswer:
    return client_answer(services.executor.world(uuid4()).client(look.ids["client"]))


def _referral(services: Services, look: Look) -> ReferralAnswer:
    return referral_answer(services.executor.world(uuid4()).referral(look.ids["referral"]))


def _version(world: World, client: UUID) -> int:
    return world.client(client).version


def _referral_version(world: World, referral: UUID) -> int:
    return world.referral(referral).version


def _registered(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(derived_id(command, "client"))


def _received(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(derived_id(command, "referral"))


def _same(command: UUID, ids: Ids, content: Any) -> Made:
    return Made(next(iter(ids.values())))


COMMANDS: Sequence[Command] = (
    Command(
        path=f"{V1}/clients",
        summary="Make a client known to the clinic",
        takes=decisions.RegisterClient,
        decide=decisions.register_client,
        makes=_registered,
        at="clients",
    ),
    Command(
        method="PUT",
        path=f"{CLIENT}/contact",
        summary="Put other contact facts in the place of those known",
        takes=decisions.ChangeContact,
        decide=decisions.change_contact,
        makes=_same,
        version=_version,
    ),
    Command(
        method="PUT",
        path=f"{CLIENT}/zone",
        summary="Note that the client lives by another clock now",
        takes=decisions.ChangeZone,
        decide=decisions.change_zone,
        makes=_same,
        version=_version,
    ),
    Command(
        method="PUT",
        path=f"{CLIENT}/gp",
        summary="Note who the client's GP is",
        takes=around.NoteGp,
        decide=around.note_gp,
        makes=_same,
        version=_version,
    ),
    Command(
        method="PUT",
        path=f"{CLIENT}/emergency-contact",
        summary="Note whom to call in an emergency",
        takes=around.NoteEmergencyContact,
        decide=around.note_emergency_contact,
        makes=_same,
        version=_version,
    ),
    Command(
        path=f"{CLIENT}/consents",
        summary="Note a consent",
        takes=decisions.GiveConsent,
        decide=decisions.give_consent,
        makes=_same,
        version=_version,
    ),
    Command(
        path=f"{CLIENT}/consent-withdrawals",
        summary="Note that a consent was taken back",
        takes=decisions.WithdrawConsent,
        decide=decisions.withdraw_consent,
        makes=_same,
        version=_version,
    ),
    Command(
        path=f"{V1}/referrals",
        summary="Note that a client was referred",
        takes=referrals.ReceiveReferral,
        decide=referrals.receive_referral,
        makes=_received,
        at="referrals",
    ),
    Command(
        path=f"{REFERRAL}/acceptance",
        summary="Offer the client a course",
        takes=referrals.AcceptReferral,
        decide=referrals.accept_referral,
        makes=_same,
        version=_referral_version,
    ),
)

READS: Sequence[Read] = (
    Read(path=CLIENT, summary="Read a client's record", look=_client, answers=ClientAnswer, versioned=True),
    Read(path=REFERRAL, summary="Read a referral", look=_referral, answers=ReferralAnswer, versioned=True),
)
