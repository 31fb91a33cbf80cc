"""What every answer carries, refusals too; and the one line that is logged of it."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from litestar.enums import ScopeType
from litestar.types import Message, Scope

logger = logging.getLogger("api.requests")

DEFAULTS: Mapping[bytes, bytes] = {
    b"x-content-type-options": b"nosniff",
    b"cache-control": b"no-store",
    b"content-security-policy": b"default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    b"referrer-policy": b"no-referrer",
}
"""Set where the answer does not say otherwise itself. Nobody of another origin is let in: there is no CORS."""

BeforeSend = Callable[[Message, Scope], Awaitable[None]]


async def secure(message: Message, scope: Scope) -> None:
    """Add the headers that an answer lacks."""
    if message["type"] == "http.response.start":
        headers = list(message["headers"])
        present = {name.lower() for name, _ in headers}
        message["headers"] = headers + [(name, value) for name, value in DEFAULTS.items() if name not in present]


async def note(message: Message, scope: Scope) -> None:
    """Log method, path template and status: no ids, no query, no body, no header."""
    if message["type"] == "http.response.start" and scope["type"] == ScopeType.HTTP:
        logger.info("%s %s %d", scope["method"], scope.get("path_template", "-"), message["status"])
