"""Whether a webhook comes from Twilio: its signature over our address and the form fields.

Twilio signs base64(HMAC-SHA1(auth token, address + the fields sorted by name, name and value joined)). There is
no time in it, so a recorded request stays valid for ever: what stops a replay is that sids are unique in the log.
"""

import hmac
from collections.abc import Iterable
from urllib.parse import urlsplit

from twilio.request_validator import HMAC_SHA1, RequestValidator, add_port, remove_port

Pairs = Iterable[tuple[str, str]]


def valid(auth_token: str, url: str, params: Pairs, signature: str) -> bool:
    """Say whether Twilio signed this request with our token.

    `url` is the public origin + the raw path and query of the request, never built from Host or X-Forwarded-*.
    `params` are the form fields in any order, a name as often as it came. The algorithm is HMAC-SHA1 and nothing
    else: the header in which a request may name another is not signed. Twilio signs some addresses with the
    port and some without, so both are tried.
    """
    fields = _Fields(params)
    validator = RequestValidator(auth_token)
    given = signature.encode("utf-8", "replace")
    parts = urlsplit(url)
    addresses = {url, add_port(parts), remove_port(parts)}
    try:
        expected = [validator.compute_signature(address, fields, HMAC_SHA1).encode() for address in addresses]
    except UnicodeEncodeError:
        # Half a character, as no form in UTF-8 can hold: nothing that Twilio could have signed.
        return False
    return any(hmac.compare_digest(one, given) for one in expected)


class _Fields(dict[str, list[str]]):
    """Form fields as the SDK's validator reads them: each name with all its values."""

    def __init__(self, pairs: Pairs) -> None:
        super().__init__()
        for name, value in pairs:
            self.setdefault(name, []).append(value)

    def getall(self, name: str) -> list[str]:
        return self[name]
