"""What a decision may look at: the states of streams, the time, and ids that depend on the command alone.

Whoever runs a decision remembers which streams it looked at, in which version; its changes are
appended only if none of them has moved on, and else it decides again. So a decision that looked at a
client's consent and at a course cannot race with a STOP or a move.
"""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from domain.check_in.state import CheckIn
from domain.client.state import Client
from domain.clinic.state import Clinic
from domain.event import Change
from domain.inbound.state import Inbound
from domain.instant import Instant
from domain.line.state import Line
from domain.message.state import Message
from domain.policy.case import Case
from domain.referral.state import Referral
from domain.staff.state import Staff
from domain.todo.state import Todo
from domain.token.state import Token


class World(Protocol):
    """The states that a decision asks for."""

    now: Instant
    command_id: UUID

    def new_id(self, what: str) -> UUID:
        """Return the id of what this command makes: the same one each time that the command is run."""
        ...

    def clinic(self) -> Clinic:
        """Return the clinic; an empty one before anything was adopted."""
        ...

    def client(self, client: UUID) -> Client:
        """Return a client, or raise NotFound, or ClientErased."""
        ...

    def referral(self, referral: UUID) -> Referral:
        """Return a referral, or raise NotFound."""
        ...

    def staff(self, staff: UUID) -> Staff:
        """Return a member of staff, or raise NotFound."""
        ...

    def todo(self, todo: UUID) -> Todo:
        """Return a to-do, or raise NotFound."""
        ...

    def case(self, course: UUID) -> Case:
        """Return a course with its messages and check-ins, or raise NotFound; the read counts for the course alone."""
        ...

    def message(self, message: UUID) -> Message | None:
        """Return a message, or None where its stream has not begun."""
        ...

    def check_in(self, check_in: UUID) -> CheckIn | None:
        """Return a check-in, or None where its stream has not begun."""
        ...

    def inbound(self, inbound: UUID) -> Inbound | None:
        """Return an inbound message, or None where it never came."""
        ...

    def line_id(self, address: str) -> UUID:
        """Return the keyed hash of a number or mail address."""
        ...

    def line(self, line: UUID) -> Line:
        """Return a line; an empty one where nothing ever happened on it."""
        ...

    def has_begun(self, stream: UUID) -> bool:
        """Tell whether anything was ever appended to a stream."""
        ...

    def token(self, token: UUID) -> Token:
        """Return a token, or raise NotFound."""
        ...


Decision = Callable[[World], Sequence[Change]]
"""A command bound to its content: looks at the world and says what is to be appended, or refuses by raising."""
