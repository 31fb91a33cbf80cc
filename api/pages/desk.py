"""What the pages ask of the demo. `interlude.demo.desk.Desk` answers it."""

from typing import Any, Protocol
from uuid import UUID

from api.pages.sights import Home, Phone, State, ThreadLine
from domain.instant import Instant


class Desk(Protocol):
    """The demo's controls, and what is to be seen. What is not awaited may block: call it in a thread."""

    @property
    def clinic_name(self) -> str:
        """The clinic's name."""
        ...

    @property
    def clinic_zone(self) -> str:
        """The zone of the clinic's clock."""
        ...

    @property
    def providers(self) -> list[str]:
        """The providers on this machine that are used in the place of simulated phones or mailboxes."""
        ...

    async def step(self, until: Instant | None = None) -> None:
        """Go to what is due next, but not beyond `until`, and do it."""
        ...

    async def run_to(self, until: Instant) -> None:
        """Step until an instant."""
        ...

    async def settle(self) -> None:
        """Do what is due now."""
        ...

    async def reply(self, number: str, text: str) -> UUID:
        """Text the clinic from a number, and do what comes of it; returns the inbound message.

        Raises:
            Invalid: it is no telephone number, or there is no text.
        """
        ...

    def now(self) -> Instant:
        """Return the demo's time."""
        ...

    def state(self) -> State:
        """Return where the demo stands."""
        ...

    def home(self) -> Home:
        """Return the front page."""
        ...

    def threads(self) -> list[ThreadLine]:
        """Return every phone and mailbox; who heard or wrote last comes first."""
        ...

    def phone(self, medium: str, line: UUID) -> Phone:
        """Return one phone or mailbox, or raise NotFound."""
        ...

    def ledger(self, to: str | None) -> list[dict[str, Any]]:
        """Return what the simulated provider was handed, as plain data: all of it, or to one number or address."""
        ...

    def line_of(self, address: str) -> UUID:
        """Return the id of a number or address."""
        ...

    def course(self, course: UUID, *, as_of: str | None, at: int | None) -> dict[str, Any]:
        """Return a course's case file as plain data, as known at an instant (RFC 3339) or position, else now.

        Raises:
            NotFound: there was no such course by then.
            Invalid: it is no such instant or position.
        """
        ...

    def progress(self, course: UUID, position: int) -> dict[str, Any]:
        """Return how a course has gone, as known at a position, as plain data; NotFound as above."""
        ...

    def phases(self, protocol: str, version: int) -> dict[str, str]:
        """Return what a protocol calls its phases, by code."""
        ...

    def message(self, message: UUID) -> dict[str, Any]:
        """Return a message's history as plain data, or raise NotFound."""
        ...
