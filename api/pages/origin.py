"""Who may call the demo's pages: this machine's own browser, on pages of the demo itself.

The demo has no login. So that no page of elsewhere can step it, a POST from a browser must come from the
demo's own pages; so that no name of elsewhere can be pointed here, the host must be one of this machine.
"""

from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from api.errors import Forged

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_OURS = frozenset({"same-origin", "none"})


class ForeignHost(Forged):
    """The demo answers under the names of this machine only."""

    code = "foreign-host"
    message = "Host: expected 127.0.0.1 or localhost"


class ForeignOrigin(Forged):
    """Another site's page wants to act on the demo."""

    code = "foreign-origin"
    message = "Origin: expected the demo's own pages"


def from_this_machine(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Refuse a call under another name than this machine's, and a POST from another site's page.

    Scripts send neither Origin nor Sec-Fetch-Site, and are let in; browsers always send one with a POST.

    Raises:
        ForeignHost, ForeignOrigin.
    """
    host = connection.headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        raise ForeignHost
    if connection.scope.get("method") != "POST":
        return
    origin = connection.headers.get("origin")
    site = connection.headers.get("sec-fetch-site", "none")
    if site not in _OURS or (origin is not None and urlsplit(origin).netloc != host):
        raise ForeignOrigin
