"""The channel: SMS by Twilio's Messages resource."""

from urllib.parse import urlencode

from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from domain.instant import SECOND
from notifiers.port import Absent, Accepted, Ambiguous, Evidence, Found, Outcome, Outgoing, Refused, Sought, Unknown
from notifiers.twilio.account import TwilioAccount
from notifiers.twilio.http import NoExchange, OneTry
from notifiers.twilio.outcome import outcome
from notifiers.twilio.search import search
from notifiers.twilio.status import status_word

LONGEST_VALIDITY = 36_000
"""Seconds that Twilio lets a message wait at most."""

NOT_FOUND = 404

STATUS_PATH = "/webhooks/twilio/status"

FAILURES = (NoExchange, TwilioException, AttributeError, KeyError, TypeError, ValueError)
"""What a call can end in: no answer, an answer that is an error, and a body not of the form that the SDK expects."""


class TwilioSms:
    """Sends texts through one Twilio account; `reference` is Twilio's sid of the message."""

    name = "twilio"
    medium = "sms"

    def __init__(self, account: TwilioAccount) -> None:
        self._account = account
        self._http = OneTry(account.api_url, account.connect_timeout, account.total_timeout)
        self._client = Client(account.account_sid, account.auth_token, http_client=self._http)
        self._messages = self._client.api.v2010.accounts(account.account_sid).messages

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Create the message, once.

        Refused with the code `too-late` when its `valid_until` is not at least a second away: a text that
        Twilio may not keep for a second would reach nobody, and trying later cannot help.
        """
        seconds = _validity(outgoing)
        if seconds is not None and seconds < 1:
            return Refused(code="too-late", words="it would have come too late")
        try:
            message = await self._messages.create_async(**self._fields(outgoing, seconds))
        except FAILURES as error:
            return outcome(error)
        if not message.sid:
            return Ambiguous(code="unreadable", words="Twilio gave an answer that cannot be read")
        return Accepted(reference=message.sid, status=status_word(str(message.status)))

    async def look_up(self, sought: Sought) -> Evidence:
        """Look for the message in Twilio's list: same number, same text, created since; see `search`."""
        try:
            return await search(self._messages, sought)
        except FAILURES:
            return Unknown(words="Twilio could not be asked")

    async def follow(self, reference: str) -> Evidence:
        """Ask Twilio for the status of a message by its sid."""
        try:
            message = await self._messages(reference).fetch_async()
        except FAILURES as error:
            gone = getattr(error, "status", None) == NOT_FOUND
            return Absent() if gone else Unknown(words="Twilio could not be asked")
        return Found(reference=reference, status=status_word(str(message.status)))

    async def close(self) -> None:
        """Give back the connections; the channel can still be used, and opens new ones."""
        await self._http.close()

    def _fields(self, outgoing: Outgoing, validity: int | None) -> dict[str, object]:
        fields: dict[str, object] = {
            "to": outgoing.to,
            "body": outgoing.content.text,
            "status_callback": self._status_callback(outgoing),
        }
        if self._account.from_number:
            fields["from_"] = self._account.from_number
        else:
            fields["messaging_service_sid"] = self._account.messaging_service_sid
        if validity is not None:
            fields["validity_period"] = min(validity, LONGEST_VALIDITY)
        return fields

    def _status_callback(self, outgoing: Outgoing) -> str:
        """Return the address of status reports: the signature covers it, so it proves which attempt is meant."""
        query = urlencode({"message": outgoing.message_id, "attempt": outgoing.attempt})
        return f"{self._account.public_url.rstrip('/')}{STATUS_PATH}?{query}"


def _validity(outgoing: Outgoing) -> int | None:
    if outgoing.valid_until is None:
        return None
    return (outgoing.valid_until - outgoing.now) // SECOND
