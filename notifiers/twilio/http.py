"""The HTTP client under the Twilio SDK: one try, one time limit, and the knowledge of how far a request got.

The SDK's own asynchronous client forgets its time limit, posts again on a 5xx when it is told to retry, and
drops `Retry-After`. A create has no idempotency key at Twilio, so whether a request had begun to be written
is the difference between "try again" and "look for evidence".
"""

import asyncio
import base64
import logging
from typing import Any
from urllib.parse import urlsplit

import httpx
from twilio.http import AsyncHttpClient
from twilio.http.response import Response

TOO_MANY_REQUESTS = 429


class NoExchange(Exception):
    """A request that got no answer to be read."""


class NotWritten(NoExchange):
    """No byte of the request went out: no connection, no name, no TLS, no free place in the pool."""


class Unanswered(NoExchange):
    """The request was at least begun, and no whole answer came back."""


class SlowDown(NoExchange):
    """Twilio refused to process the request now; `retry_after` in seconds where it said so."""

    def __init__(self, retry_after: float | None) -> None:
        super().__init__("slow down")
        self.retry_after = retry_after


class OneTry(AsyncHttpClient):  # type: ignore[misc]  # the SDK carries no types
    """Sends each request once, to the configured origin, whatever host the SDK names.

    It logs nothing: the address of a list request holds the client's number. For the same reason it
    drives httpx's transport, since httpx's client logs each address.

    Raises:
        NotWritten, Unanswered, SlowDown: see there; the SDK lets them pass.
    """

    def __init__(self, origin: str, connect_timeout: float, total_timeout: float) -> None:
        super().__init__(logging.getLogger(__name__), True, total_timeout)
        self._origin = origin.rstrip("/")
        self._total = total_timeout
        self._limits = {
            "connect": connect_timeout,
            "pool": connect_timeout,
            "read": total_timeout,
            "write": total_timeout,
        }
        self._transport = httpx.AsyncHTTPTransport(retries=0)

    async def request(  # noqa: PLR0913, PLR0917 - the signature is the SDK's
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the SDK's signature; ours is fixed at the start
        allow_redirects: bool = False,  # noqa: FBT001, FBT002 - the SDK's signature
    ) -> Response:
        """Send one request and read its answer whole."""
        written = _Written()
        request = httpx.Request(
            method,
            self._here(uri),
            params=_texts(params),
            data=_texts(data),
            headers={**(headers or {}), **_authorization(auth)},
            extensions={"timeout": self._limits, "trace": written.trace},
        )
        try:
            async with asyncio.timeout(self._total):
                answer = await self._transport.handle_async_request(request)
                body = await answer.aread()
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
            # The cause is not chained: its text may hold the address, and so the client's number.
            raise (Unanswered if written.begun else NotWritten)(type(error).__name__) from None
        if answer.status_code == TOO_MANY_REQUESTS:
            raise SlowDown(_seconds(answer.headers.get("Retry-After", "")))
        return Response(answer.status_code, body.decode("utf-8", "replace"), dict(answer.headers))

    async def close(self) -> None:
        """Give back the connections."""
        await self._transport.aclose()

    def _here(self, uri: str) -> str:
        parts = urlsplit(uri)
        return f"{self._origin}{parts.path}" + (f"?{parts.query}" if parts.query else "")


class _Written:
    """Whether a request had begun to be written, told by the transport itself."""

    def __init__(self) -> None:
        self.begun = False

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        if event.endswith("send_request_headers.started"):
            self.begun = True


def _texts(fields: dict[str, object] | None) -> dict[str, str] | None:
    return {name: str(value) for name, value in fields.items()} if fields else None


def _authorization(auth: tuple[str, str] | None) -> dict[str, str]:
    if auth is None:
        return {}
    return {"Authorization": "Basic " + base64.b64encode(":".join(auth).encode()).decode()}


def _seconds(text: str) -> float | None:
    """Return Retry-After in seconds; its other form, a date, is left aside: Twilio sends seconds."""
    return float(text) if text.isdecimal() else None
