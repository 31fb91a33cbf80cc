"""Twilio's two webhooks as small structs, and the words and ranks that whoever receives them needs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from domain.errors import Invalid
from notifiers.twilio.codes import explain
from notifiers.twilio.status import final, furthest, rank, status_word

__all__ = ["InboundSms", "StatusCallback", "explain", "final", "form", "furthest", "inbound", "rank", "status"]

MOST_FIELDS = 200

Form = Sequence[tuple[str, str]]

_ACCOUNT = re.compile(r"AC[0-9a-fA-F]{32}")
_MESSAGE = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, kw_only=True)
class InboundSms:
    """A text from a client. `media` counts its attachments; `opt_out_type` is "", "STOP", "START" or "HELP"."""

    sid: str
    account_sid: str
    from_: str = field(repr=False)
    to: str
    body: str = field(repr=False)
    opt_out_type: str = ""
    media: int = 0


@dataclass(frozen=True, kw_only=True)
class StatusCallback:
    """News of a message that we sent: its status (see `rank`), Twilio's error code or ""."""

    sid: str
    account_sid: str
    status: str
    error_code: str
    to: str = field(repr=False)


def form(body: bytes) -> tuple[tuple[str, str], ...]:
    """Return the fields of a form body in their order, empty ones too.

    Raises:
        Invalid: it is not a form, not UTF-8, or has over 200 fields.
    """
    try:
        text = body.decode("ascii")
        return tuple(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS))
    except ValueError:
        # Not chained: the cause holds the body.
        raise Invalid(field="body", expected="a form of at most 200 fields in UTF-8, percent-encoded") from None


def inbound(fields: Form) -> InboundSms:
    """Read the form of an inbound message. An empty body is one: a picture may come without a word.

    Raises:
        Invalid: a field is missing, given twice or not of its form.
    """
    kind = _optional(fields, "OptOutType").upper()
    return InboundSms(
        sid=_required(fields, "MessageSid", _MESSAGE.fullmatch),
        account_sid=_required(fields, "AccountSid", _ACCOUNT.fullmatch),
        from_=_required(fields, "From"),
        to=_required(fields, "To"),
        body=_optional(fields, "Body"),
        opt_out_type=kind if kind in {"STOP", "START", "HELP"} else "",
        media=int(_required(fields, "NumMedia", _NUMBER.fullmatch) if _optional(fields, "NumMedia") else "0"),
    )


def status(fields: Form) -> StatusCallback:
    """Read the form of a status report.

    Raises:
        Invalid: a field is missing, given twice or not of its form.
    """
    code = _optional(fields, "ErrorCode")
    return StatusCallback(
        sid=_required(fields, "MessageSid", _MESSAGE.fullmatch),
        account_sid=_required(fields, "AccountSid", _ACCOUNT.fullmatch),
        status=status_word(_required(fields, "MessageStatus")),
        error_code=code if _NUMBER.fullmatch(code) and int(code) else "",
        to=_optional(fields, "To"),
    )


def _optional(fields: Form, name: str) -> str:
    values = [value for key, value in fields if key == name]
    if len(values) > 1:
        raise Invalid(field=name, expected="one value, not several")
    return values[0] if values else ""


def _required(fields: Form, name: str, fits: Callable[[str], object] = bool) -> str:
    value = _optional(fields, name)
    if not fits(value):
        raise Invalid(field=name, expected="the value that Twilio's webhook gives it")
    return value
