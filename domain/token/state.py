"""The token as its events make it."""

from uuid import UUID

import msgspec

from domain.event import Entry
from domain.fold import Rules
from domain.instant import Instant
from domain.token import events


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds it, what it opens and until when."""

    id: UUID
    version: int
    name: str
    scopes: frozenset[str]
    expires_at: Instant
    revoked: bool = False


def _issued(_: None, event: events.Issued, entry: Entry) -> Token:
    return Token(
        id=entry.stream,
        version=entry.version,
        name=event.name,
        scopes=frozenset(event.scopes),
        expires_at=event.expires_at,
    )


def _revoked(token: Token, event: events.Revoked, entry: Entry) -> Token:
    del event
    return msgspec.structs.replace(token, version=entry.version, revoked=True)


RULES: Rules = {events.Issued: _issued, events.Revoked: _revoked}
