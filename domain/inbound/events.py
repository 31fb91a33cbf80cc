"""What happens to a message that a person sent to the clinic."""

from uuid import UUID

from domain.event import Event, recorded


@recorded("inbound.received.v1", readable={"provider", "reference", "line", "opt_out_type", "attachments"})
class Received(Event):
    """It arrived: kept as it is, before anybody reads it. `line` is the keyed hash of the sender's number.

    `opt_out_type` is what the provider itself has handled: STOP, START, HELP or nothing.
    """

    provider: str
    reference: str
    line: UUID
    opt_out_type: str
    attachments: int
    sender: str
    text: str


@recorded("inbound.read.v1", readable={"fate", "because", "rules", "check_in", "course", "client"})
class Read(Event):
    """It was read by these rules, and this became of it."""

    fate: str
    because: str
    rules: str
    check_in: UUID | None = None
    course: UUID | None = None
    client: UUID | None = None


@recorded("inbound.erased.v1", readable={"ground"})
class Erased(Event):
    """It was erased with the client who sent it; its cause is that client's erasure. The key is destroyed upon this."""

    ground: str
