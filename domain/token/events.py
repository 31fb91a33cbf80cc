"""What happens to a token."""

from domain.event import Event, recorded
from domain.instant import Instant


@recorded("token.issued.v1", readable={"name", "scopes", "expires_at"})
class Issued(Event):
    """A token was made for the service of this name; its stream's id is computed from its hash."""

    name: str
    scopes: list[str]
    expires_at: Instant


@recorded("token.revoked.v1", readable={"reason"})
class Revoked(Event):
    """The token opens nothing any more."""

    reason: str
