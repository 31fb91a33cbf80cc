"""One kept connection to the mail server, and the commands of one letter told apart.

The library's own `sendmail` makes one error of a connection lost before the letter and after it. Here
each step raises what it means: nothing sent, or nobody knows.
"""

import asyncio
from contextlib import suppress

from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPResponseException, SMTPServerDisconnected

from notifiers.smtp.server import SmtpServer

LOST = (SMTPException, OSError, TimeoutError)


class NotConnected(Exception):
    """No connection, TLS, greeting or log-in: nothing was sent."""


class Undecided(Exception):
    """The connection was lost between the letter's first byte and the server's answer to its last."""


class Connection:
    """Hands over one letter at a time; connects when it must, and keeps the connection for the next."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._turn = asyncio.Lock()
        self._client: SMTP | None = None

    async def hand_over(self, sender: str, recipient: str, letter: bytes) -> None:
        """Give the server one letter for one recipient.

        Raises:
            NotConnected, Undecided: see there.
            SMTPResponseException: the server's refusal, with its code; a `SMTPDataError` if of the letter.
            SMTPException, OSError: lost before the letter was begun.
        """
        async with self._turn:
            try:
                await self._envelope(sender, recipient)
                await self._letter(letter)
            except SMTPResponseException:
                await self._begin_anew()
                raise
            except BaseException:
                # Also when cancelled: what the server still says would be taken for the answer to the next letter.
                self._drop()
                raise

    async def close(self) -> None:
        """Say goodbye to the server."""
        async with self._turn:
            if self._client is not None and self._client.is_connected:
                with suppress(*LOST):
                    await self._client.quit()
            self._drop()

    async def _envelope(self, sender: str, recipient: str) -> None:
        kept = self._client is not None and self._client.is_connected
        client = await self._connected()
        try:
            await client.mail(sender)
        except SMTPServerDisconnected:
            if not kept:
                raise
            # A server hangs up on who was long silent; nothing was said yet, so begin again on a new connection.
            self._drop()
            client = await self._connected()
            await client.mail(sender)
        await client.rcpt(recipient)

    async def _letter(self, letter: bytes) -> None:
        assert self._client is not None
        try:
            await self._client.data(letter)
        except SMTPDataError:
            raise
        except LOST as error:
            # A malformed answer too: the letter may well have been taken.
            raise Undecided(type(error).__name__) from None

    async def _begin_anew(self) -> None:
        """Clear the envelope after a refusal, so that the connection serves for the next letter."""
        try:
            assert self._client is not None
            await self._client.rset()
        except LOST:
            self._drop()

    async def _connected(self) -> SMTP:
        if self._client is not None and self._client.is_connected:
            return self._client
        server = self._server
        client = SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username or None,
            password=server.password or None,
            use_tls=server.tls,
            start_tls=server.starttls,
            tls_context=server.trust,
            timeout=server.command_timeout,
        )
        try:
            await client.connect(timeout=server.connect_timeout)
            # MAIL would greet by itself, but a refusal of the greeting is none of the sender.
            await client.ehlo()
        except (*LOST, ValueError) as error:
            client.close()
            raise NotConnected(type(error).__name__) from None
        self._client = client
        return client

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None
