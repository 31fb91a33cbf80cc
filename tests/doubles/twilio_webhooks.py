"""What Twilio posts to us: the forms of its webhooks, signed as its security page says, without our own code."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlencode

SIGNATURE = "X-Twilio-Signature"


def sign(token: str, url: str, fields: Mapping[str, str]) -> str:
    """base64(HMAC-SHA1(token, address + fields sorted by name, name and value joined))."""
    text = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def signed(token: str, url: str, fields: Mapping[str, str]) -> tuple[bytes, dict[str, str]]:
    """The body and headers of a webhook to this public address."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", SIGNATURE: sign(token, url, fields)}
    return urlencode(fields).encode(), headers


def inbound_fields(account: str, sid: str, from_: str, to: str, body: str, opt_out_type: str = "") -> dict[str, str]:
    fields = {
        "ToCountry": "GB",
        "SmsMessageSid": sid,
        "NumMedia": "0",
        "SmsSid": sid,
        "SmsStatus": "received",
        "Body": body,
        "To": to,
        "NumSegments": "1",
        "MessageSid": sid,
        "AccountSid": account,
        "From": from_,
        "ApiVersion": "2010-04-01",
    }
    return {**fields, "OptOutType": opt_out_type} if opt_out_type else fields


def status_fields(account: str, sid: str, from_: str, to: str, status: str, error_code: str = "") -> dict[str, str]:
    fields = {
        "SmsSid": sid,
        "SmsStatus": status,
        "MessageStatus": status,
        "To": to,
        "MessageSid": sid,
        "AccountSid": account,
        "From": from_,
        "ApiVersion": "2010-04-01",
    }
    return {**fields, "ErrorCode": error_code} if error_code else fields
