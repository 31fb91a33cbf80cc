"""How a client can be reached, and what makes that safe."""

from datetime import time
from enum import StrEnum

import msgspec
import phonenumbers

from domain.errors import Invalid
from domain.values import Value


class Medium(StrEnum):
    """The ways in which the program writes to people."""

    SMS = "sms"
    EMAIL = "email"


class Purpose(StrEnum):
    """What a client may consent to being written to about."""

    APPOINTMENTS = "appointments"
    CHECK_INS = "check-ins"
    MEASURES = "measures"


class Contact(Value):
    """A client's number and address with their safety facts.

    `whose` is `self` or `carer`; `phone_kind` is `mobile` or `landline` (which gets no SMS). Safe hours are
    on the client's clock; without them only the quiet hours count.
    """

    phone: str = ""
    phone_kind: str = "mobile"
    email: str = ""
    safe_to_text: bool = True
    safe_to_email: bool = True
    safe_to_leave_voicemail: bool = False
    safe_from: time | None = None
    safe_until: time | None = None
    whose: str = "self"
    shared: bool = False


def checked(contact: Contact) -> Contact:
    """Return the contact with its number in E.164 form.

    Raises:
        Invalid: the number or the address cannot be one, or a field has no such value.
    """
    if contact.phone_kind not in {"mobile", "landline"}:
        raise Invalid(field="contact.phone_kind", expected="mobile or landline")
    if contact.whose not in {"self", "carer"}:
        raise Invalid(field="contact.whose", expected="self or carer")
    if (contact.safe_from is None) != (contact.safe_until is None):
        raise Invalid(field="contact.safe_from", expected="safe_from and safe_until together, or neither")
    if any(at is not None and at.tzinfo is not None for at in (contact.safe_from, contact.safe_until)):
        raise Invalid(field="contact.safe_from", expected="local times, such as 18:30:00, without an offset")
    local, at, domain = contact.email.partition("@")
    odd = any(ord(letter) <= ord(" ") for letter in contact.email)
    if contact.email and (odd or not (local and at and "." in domain.strip("."))):
        raise Invalid(field="contact.email", expected="a mail address, such as name@example.org")
    phone = number(contact.phone, "contact.phone") if contact.phone else ""
    return msgspec.structs.replace(contact, phone=phone)


def number(text: str, field: str) -> str:
    """Return a telephone number in E.164 form.

    Raises:
        Invalid: it cannot be a number that anybody has.
    """
    expected = "a number that can be reached, with its country code, such as +44 7700 900123"
    try:
        parsed = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException as wrong:
        raise Invalid(field=field, expected=expected) from wrong
    if not phonenumbers.is_possible_number(parsed):
        raise Invalid(field=field, expected=expected)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
