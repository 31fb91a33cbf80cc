"""What may be done with tokens."""

from domain.errors import Conflict, Invalid
from domain.event import Change
from domain.ids import token_id
from domain.instant import Instant
from domain.token.events import Issued
from domain.values import Value
from domain.world import World

SCOPES = frozenset({"clients", "courses", "clinic", "audit"})
"""What a token can open: client records, courses and messages, the clinic's settings, histories and proofs."""


class IssueToken(Value):
    """Make a token known: by the hash of its secret, which itself is shown once and kept nowhere."""

    name: str
    scopes: list[str]
    digest: str
    expires_at: Instant


class TokenExists(Conflict):
    """The same secret was issued before."""

    code = "token-exists"
    message = "This token was issued before."


def issue_token(world: World, command: IssueToken) -> list[Change]:
    """Issue a token; its stream is `ids.token_id(digest)`."""
    unknown = sorted(set(command.scopes) - SCOPES)
    if unknown or not command.scopes:
        raise Invalid(field="scopes", expected=f"some of {', '.join(sorted(SCOPES))}")
    if command.expires_at <= world.now:
        raise Invalid(field="expires_at", expected="an instant to come")
    stream = token_id(command.digest)
    if world.has_begun(stream):
        raise TokenExists
    issued = Issued(name=command.name, scopes=sorted(set(command.scopes)), expires_at=command.expires_at)
    return [Change(stream=stream, event=issued)]
