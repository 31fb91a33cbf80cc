"""The program's surroundings: `INTERLUDE_*` variables, and files that hold secrets."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from domain.errors import Invalid

PREFIX = "INTERLUDE_"
EMBEDDED = "sqlite:///"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SECRETS = frozenset({"TWILIO_AUTH_TOKEN", "SMTP_URL", "DATABASE_URL", "KEYSTORE_URL"})
"""Variables that may come as `..._FILE`, which names a file with the value."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the program is told from outside; each field is the variable of its name in capitals.

    Without `twilio_account_sid` no SMS can be sent, without `smtp_url` no email; what falls due is then
    put before a person.
    """

    database_url: str = "sqlite:///var/clinic"
    keystore_url: str = ""
    key_file: str = ""
    public_url: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: str = "8000"
    twilio_account_sid: str = ""
    twilio_auth_token: str = field(default="", repr=False)
    twilio_from: str = ""
    twilio_messaging_service_sid: str = ""
    twilio_api_url: str = "https://api.twilio.com"
    smtp_url: str = field(default="", repr=False)
    demo_directory: str = "var/demo"
    failpoint: str = ""

    @property
    def embedded(self) -> bool:
        """Whether the record is in a directory of this machine, not in a database server."""
        return self.database_url.startswith(EMBEDDED)

    @property
    def directory(self) -> Path:
        """The directory of an embedded clinic.

        Raises:
            Invalid: the clinic is in a database server.
        """
        if not self.embedded:
            raise Invalid(field="INTERLUDE_DATABASE_URL", expected="sqlite:///DIRECTORY for this command")
        return Path(self.database_url.removeprefix(EMBEDDED))

    def on_loopback(self) -> bool:
        """Tell whether every provider named is on this machine, so that nobody real can be written to."""
        urls = [self.twilio_api_url] if self.twilio_account_sid else []
        urls += [self.smtp_url] if self.smtp_url else []
        return all(urlsplit(url).hostname in LOOPBACK for url in urls)


def environment(variables: Mapping[str, str]) -> Environment:
    """Return the surroundings that these variables describe.

    Raises:
        Invalid: a variable is unknown, or its value cannot be; it is named, and its value is not shown.
    """
    known = {one.name.upper() for one in fields(Environment)}
    given = {name.removeprefix(PREFIX): value for name, value in variables.items() if name.startswith(PREFIX)}
    read: dict[str, str] = {}
    for name, value in given.items():
        target = name.removesuffix("_FILE") if name.removesuffix("_FILE") in SECRETS else name
        if target not in known:
            if name.startswith("TEST_"):
                continue
            raise Invalid(field=PREFIX + name, expected="a variable that Interlude knows; see .env.example")
        read[target.lower()] = _content(PREFIX + name, value) if target != name else value
    found = Environment(**read)
    _check(found)
    return found


def _content(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise Invalid(field=name, expected="the path of a readable file") from fault


def _check(found: Environment) -> None:
    for name in ("database_url", "keystore_url"):
        url = getattr(found, name)
        if url and not url.startswith((EMBEDDED, "postgresql://", "postgres://")):
            raise Invalid(field=PREFIX + name.upper(), expected="sqlite:///DIRECTORY or postgresql://...")
    _url("PUBLIC_URL", found.public_url)
    _url("TWILIO_API_URL", found.twilio_api_url)
    if not (found.port.isascii() and found.port.isdigit() and int(found.port) < 65536):
        raise Invalid(field=f"{PREFIX}PORT", expected="a port, from 0 to 65535")
    if found.twilio_account_sid and not found.twilio_auth_token:
        raise Invalid(field=f"{PREFIX}TWILIO_AUTH_TOKEN", expected="the token of the Twilio account")
    if found.twilio_account_sid and bool(found.twilio_from) == bool(found.twilio_messaging_service_sid):
        raise Invalid(field=f"{PREFIX}TWILIO_FROM", expected="either a number, or a messaging service sid")


def _url(name: str, value: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Invalid(field=PREFIX + name, expected="an address such as https://clinic.example.org")
