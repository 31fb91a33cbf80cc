"""Mail addresses: one person's, safe to put into a header and an envelope."""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address

from domain.errors import Invalid

LONGEST = 254
"""Characters that an address has at most (RFC 5321, 4.5.3.1.3, less the angle brackets)."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


@dataclass(frozen=True)
class Sender:
    """Whom mail is from: the clinic's neutral name, and its address.

    Raises:
        Invalid: the address is not one, or the name holds a line break.
    """

    name: str
    address: str

    def __post_init__(self) -> None:
        mailbox(self.address)
        one_line("sender", self.name)

    @property
    def mailbox(self) -> Address:
        """The address as it goes over the wire, and its domain, in which message ids are made."""
        return mailbox(self.address)


def mailbox(address: str) -> Address:
    """Return the one mailbox that this address names, its domain in ASCII.

    Raises:
        Invalid: it is none, or several, or its local part needs an extension that few servers have (RFC 6531).
    """
    try:
        user, _, domain = address.rpartition("@")
        named = Address(addr_spec=f"{user}@{domain.encode('idna').decode()}")
    except (MessageError, ValueError, IndexError):
        raise _no_address() from None
    # A parser may read less than the whole: what is left out would be sent nowhere or elsewhere.
    if not user.isascii() or named.username != user or len(address) > LONGEST or _CONTROL.search(address):
        raise _no_address()
    return named


def one_line(field: str, text: str) -> str:
    """Return a text that may stand in a header: a line break in it could begin a header of its own.

    Raises:
        Invalid: it holds a control character.
    """
    if _CONTROL.search(text):
        raise Invalid(field=field, expected="one line, without control characters")
    return text


def _no_address() -> Invalid:
    # Raised without the cause, whose text would hold the address.
    return Invalid(field="address", expected="one mail address such as name@example.org")
