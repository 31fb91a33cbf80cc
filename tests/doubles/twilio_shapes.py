"""The JSON that Twilio answers with, in the shapes of its own API description."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from tests.doubles.wire import Answer

VERSION = "2010-04-01"
MESSAGES = {
    20003: "Authenticate",
    20404: "The requested resource was not found",
    20429: "Too Many Requests",
    21211: "The 'To' number is not a valid phone number.",
    21602: "Message body is required.",
    21603: "A 'From' phone number is required.",
    21604: "A 'To' phone number is required.",
    21609: "The 'StatusCallback' URL is not a valid URL.",
    21610: "Attempt to send to unsubscribed recipient",
    21614: "'To' number is not a valid mobile number",
    21617: "The concatenated message body exceeds the 1600 character limit.",
}

Entry = Mapping[str, Any]


def answer(status: int, body: object, headers: dict[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps(body).encode(), headers or {})


def problem(status: int, code: int, headers: dict[str, str] | None = None) -> Answer:
    """An error: Twilio's text repeats the number, so none of it may reach a log of ours."""
    body = {
        "code": code,
        "message": MESSAGES.get(code, "Internal Server Error"),
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    return answer(status, body, headers)


def message(entry: Entry, account: str) -> dict[str, Any]:
    """One message as the API shows it: RFC 2822 dates, counts as text."""
    uri = f"/{VERSION}/Accounts/{account}/Messages/{entry['sid']}"
    sent = entry["status"] not in {"accepted", "queued", "sending"}
    return {
        "account_sid": account,
        "api_version": VERSION,
        "body": entry["body"],
        "date_created": _date(entry["at"]),
        "date_sent": _date(entry["at"]) if sent else None,
        "date_updated": _date(entry["at"]),
        "direction": "outbound-api",
        "error_code": entry["error_code"],
        "error_message": None,
        "from": entry["from"],
        "messaging_service_sid": entry["messaging_service_sid"],
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "sid": entry["sid"],
        "status": entry["status"],
        "subresource_uris": {"media": f"{uri}/Media.json", "feedback": f"{uri}/Feedback.json"},
        "to": entry["to"],
        "uri": f"{uri}.json",
    }


def page(entries: Sequence[Entry], account: str, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of a list, newest first, as the query asks for it."""
    number, size = int(query.get("Page", "0")), int(query.get("PageSize", "50"))
    start = number * size
    shown = entries[start : start + size]

    def uri(which: int) -> str:
        fields = {**query, "PageSize": str(size), "Page": str(which)}
        if which:
            fields["PageToken"] = "PA" + str(entries[which * size - 1]["sid"])
        return f"/{VERSION}/Accounts/{account}/Messages.json?{urlencode(fields)}"

    return {
        "end": start + max(len(shown) - 1, 0),
        "first_page_uri": uri(0),
        "messages": [message(entry, account) for entry in shown],
        "next_page_uri": uri(number + 1) if start + size < len(entries) else None,
        "page": number,
        "page_size": size,
        "previous_page_uri": uri(number - 1) if number else None,
        "start": start,
        "uri": uri(number),
    }


def _date(at: datetime) -> str:
    return format_datetime(at.replace(microsecond=0))
