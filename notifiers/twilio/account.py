"""What we must know to send by Twilio: the account, our sender, and where things are."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from domain.errors import Invalid


@dataclass(frozen=True, kw_only=True)
class TwilioAccount:
    """One Twilio account and the sender that we use of it.

    Either `from_number` (E.164, or a name that takes no replies) or `messaging_service_sid`.
    `public_url` is the origin under which Twilio reaches us; `api_url` replaces Twilio's own address.
    Times in seconds: one to connect, one for the whole exchange.

    Raises:
        Invalid: no sender or two, or an address that is none.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    public_url: str
    from_number: str = ""
    messaging_service_sid: str = ""
    api_url: str = "https://api.twilio.com"
    connect_timeout: float = 10.0
    total_timeout: float = 20.0

    def __post_init__(self) -> None:
        if bool(self.from_number) == bool(self.messaging_service_sid):
            raise Invalid(field="sender", expected="give either a number to send from or a messaging service, not both")
        for name in ("public_url", "api_url"):
            parts = urlsplit(getattr(self, name))
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise Invalid(field=name, expected="an address such as https://clinic.example.org")
