"""Where mail is handed over, as one address: `smtp://user:password@host:port?starttls=yes`."""

import ssl
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from domain.errors import Invalid

PORTS = {"smtp": 587, "smtps": 465}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, kw_only=True)
class SmtpServer:
    """A mail server and how to talk to it. `tls` from the first byte, or `starttls`; times in seconds.

    `trust` replaces the system's certificates, for a server with a certificate of the clinic's own.
    """

    host: str
    port: int
    username: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    starttls: bool = False
    connect_timeout: float = 10.0
    command_timeout: float = 20.0
    trust: ssl.SSLContext | None = field(default=None, repr=False)


def server(url: str) -> SmtpServer:
    """Read `INTERLUDE_SMTP_URL`: `smtp://` or `smtps://`, user and password percent-encoded, `?starttls=yes|no`.

    Where `starttls` is not given it is demanded, except of a server on this very machine: letters to clients
    and our password do not cross a network in the clear unless somebody wrote `starttls=no`.

    Raises:
        Invalid: it is no such address. The text never holds the password.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        options = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise _invalid() from None
    starttls = options.pop("starttls", [""])[-1]
    if parts.scheme not in PORTS or not host or options or starttls not in {"", "yes", "no"}:
        raise _invalid()
    return SmtpServer(
        host=host,
        port=port or PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp" and (starttls == "yes" or (not starttls and host not in LOOPBACK)),
    )


def _invalid() -> Invalid:
    return Invalid(field="mail server", expected="smtp://user:password@host:port?starttls=yes|no, or smtps://...")
