"""The referral as its events make it."""

from datetime import date
from uuid import UUID

import msgspec

from domain.event import Entry
from domain.fold import Rules
from domain.referral import events


class Referral(msgspec.Struct, frozen=True, kw_only=True):
    """Whose referral it is, and how far it has come."""

    id: UUID
    version: int
    client: UUID
    received_on: date
    accepted_on: date | None = None


def _received(_: None, event: events.Received, entry: Entry) -> Referral:
    return Referral(id=entry.stream, version=entry.version, client=event.client, received_on=event.received_on)


def _accepted(referral: Referral, event: events.Accepted, entry: Entry) -> Referral:
    return msgspec.structs.replace(referral, version=entry.version, accepted_on=event.accepted_on)


RULES: Rules = {events.Received: _received, events.Accepted: _accepted}
