"""A mail server that keeps what it takes, and refuses or hangs up on request."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from types import TracebackType
from typing import Any, Literal, Self

from aiosmtpd.controller import Controller


@dataclass(frozen=True)
class Received:
    """One letter as the server took it, with the envelope and the instant."""

    at: datetime
    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        return BytesParser(policy=policy.default).parsebytes(self.raw)


@dataclass(frozen=True)
class MailFault:
    """Where it goes wrong, and how: with a code, or 0 to hang up. `accept`: the letter is kept all the same."""

    at: Literal["mail", "rcpt", "data"]
    code: int = 0
    accept: bool = False


class _OnFreePort(Controller):
    """Asks for any free port, and remembers which it got before anybody connects."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # the library leaves it untyped


class MailDouble:
    """`ledger` is what it took, oldest first; `faults` are used up in order, each at its own step."""

    def __init__(self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC), **settings: Any) -> None:
        self.ledger: list[Received] = []
        self.faults: deque[MailFault] = deque()
        self.connections = 0
        self.clock = clock
        self._closed = False
        self._controller = _OnFreePort(self, hostname="127.0.0.1", port=0, **settings)
        self._controller.start()
        self.port: int = self._controller.port
        self.connections = 0
        self.url = f"smtp://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening; a second time does nothing."""
        if not self._closed:
            self._closed = True
            self._controller.stop()

    def sent_to(self, address: str) -> list[Received]:
        """The letters that one address was sent, oldest first."""
        return [letter for letter in self.ledger if address in letter.recipients]

    def hang_up(self) -> None:
        """Close the connection that is open, as a server does after a long silence."""
        server = self._controller.smtpd
        assert server is not None
        self._controller.loop.call_soon_threadsafe(server.transport.close)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd names its hooks so
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802 - aiosmtpd names its hooks so
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if (fault := self._fault("mail")) is not None:
            return _go_wrong(server, fault)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd names its hooks so
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if (fault := self._fault("rcpt")) is not None:
            return _go_wrong(server, fault)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as above
        fault = self._fault("data")
        if fault is None or fault.accept:
            recipients = tuple(envelope.rcpt_tos)
            self.ledger.append(Received(self.clock(), envelope.mail_from, recipients, envelope.content))
        return "250 OK" if fault is None else _go_wrong(server, fault)

    def _fault(self, at: str) -> MailFault | None:
        return self.faults.popleft() if self.faults and self.faults[0].at == at else None


def _go_wrong(server: Any, fault: MailFault) -> str:
    if fault.code:
        return f"{fault.code} not here, not now"
    server.transport.abort()
    # Never seen by the client: the connection is gone.
    return "250 OK"
