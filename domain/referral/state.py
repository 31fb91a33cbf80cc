"""The referral as its events make it."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from domain.course.values import Party
from domain.event import Entry
from domain.fold import Rules
from domain.referral import events
from domain.referral.values import Stage, Suitability


class Referral(msgspec.Struct, frozen=True, kw_only=True):
    """Whose referral it is, and how far it has come. `screenings` are the versions by which it was screened."""

    id: UUID
    version: int
    client: UUID
    received_on: date
    stage: Stage = Stage.RECEIVED
    since: date
    suitability: Suitability | None = None
    screenings: tuple[int, ...] = ()
    accepted_on: date | None = None
    declined_by: Party | None = None
    screened: events.Screened | None = None


def _received(_: None, event: events.Received, entry: Entry) -> Referral:
    return Referral(
        id=entry.stream,
        version=entry.version,
        client=event.client,
        received_on=event.received_on,
        since=event.received_on,
    )


def _to(referral: Referral, entry: Entry, stage: Stage, since: date, **changed: Any) -> Referral:
    known: dict[str, Any] = {"accepted_on": None, "declined_by": None, **changed}
    return msgspec.structs.replace(referral, version=entry.version, stage=stage, since=since, **known)


def _screened(referral: Referral, event: events.Screened, entry: Entry) -> Referral:
    """A screening that is put right, or done again later on, leaves the referral as far as it had come."""
    screenings = (*referral.screenings, entry.version)
    changed = msgspec.structs.replace(
        referral, version=entry.version, suitability=event.outcome, screenings=screenings, screened=event
    )
    if referral.stage is not Stage.RECEIVED:
        return changed
    return msgspec.structs.replace(changed, stage=Stage.SCREENED, since=event.screened_on)


def _waiting(referral: Referral, event: events.Waiting, entry: Entry) -> Referral:
    return _to(referral, entry, Stage.WAITING, event.since)


def _offered(referral: Referral, event: events.Offered, entry: Entry) -> Referral:
    return _to(referral, entry, Stage.OFFERED, event.offered_on)


def _accepted(referral: Referral, event: events.Accepted, entry: Entry) -> Referral:
    return _to(referral, entry, Stage.ACCEPTED, event.accepted_on, accepted_on=event.accepted_on)


def _declined(referral: Referral, event: events.Declined, entry: Entry) -> Referral:
    return _to(referral, entry, Stage.DECLINED, event.declined_on, declined_by=event.by)


RULES: Rules = {
    events.Received: _received,
    events.Screened: _screened,
    events.Waiting: _waiting,
    events.Offered: _offered,
    events.Accepted: _accepted,
    events.Declined: _declined,
}
