"""The inbound message as its events make it."""

from uuid import UUID

import msgspec

from domain.erased import ERASED
from domain.event import Entry
from domain.fold import Rules
from domain.inbound import events
from domain.instant import Instant


class Inbound(msgspec.Struct, frozen=True, kw_only=True):
    """What came in, when, and what became of it."""

    id: UUID
    version: int
    received_at: Instant
    line: UUID
    sender: str
    text: str
    opt_out_type: str
    attachments: int
    fate: str = ""
    is_erased: bool = False


def _received(_: None, event: events.Received, entry: Entry) -> Inbound:
    return Inbound(
        id=entry.stream,
        version=entry.version,
        received_at=entry.occurred_at,
        line=event.line,
        sender=event.sender,
        text=event.text,
        opt_out_type=event.opt_out_type,
        attachments=event.attachments,
    )


def _read(inbound: Inbound, event: events.Read, entry: Entry) -> Inbound:
    return msgspec.structs.replace(inbound, version=entry.version, fate=event.fate)


def _erased(inbound: Inbound, event: events.Erased, entry: Entry) -> Inbound:
    del event
    fate = inbound.fate or "erased"
    return msgspec.structs.replace(
        inbound, version=entry.version, sender=ERASED, text=ERASED, fate=fate, is_erased=True
    )


RULES: Rules = {events.Received: _received, events.Read: _read, events.Erased: _erased}
