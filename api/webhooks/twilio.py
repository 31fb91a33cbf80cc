"""Twilio's two webhooks: a text that came in, and news of one that went out."""

import logging
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from litestar import Response

from api.errors import Forged
from api.route import Call, Route
from api.services import Services, TwilioAccount
from api.threads import Threads
from domain.errors import Invalid, NotFound
from domain.event import Actor
from domain.ids import command_id
from domain.inbound.decisions import Arrival, receive
from domain.message.outcomes import Status, report_status
from notifiers.twilio import callbacks
from notifiers.twilio.signature import valid

logger = logging.getLogger(__name__)

INBOUND = "/webhooks/twilio/inbound"
STATUS = "/webhooks/twilio/status"
PROVIDER = Actor("provider")

EMPTY_TWIML = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'

_IN_OUR_WORDS = {"not delivered": "undelivered", "withdrawn": "canceled"}
"""Where the channel's words for a status are not those that a message is told in."""


def routes(services: Services, threads: Threads) -> Sequence[Route]:
    """Return the two webhooks."""
    return (_inbound(services, threads), _status(services, threads))


def _inbound(services: Services, threads: Threads) -> Route:
    async def handle(request: Call) -> Response[bytes]:
        arrival = _arrival(services, request, await request.body())
        command = command_id("twilio", INBOUND, arrival.reference)
        # No receipt: the provider's id is the id of the stream, so however often it comes it is there once.
        decision = partial(receive, arrival=arrival)
        await threads.run(services.executor.run, decision, actor=PROVIDER, command_id=command)
        return Response(EMPTY_TWIML, media_type="text/xml", status_code=200)

    summary = "Take in a text"
    return Route(method="POST", path=INBOUND, summary=summary, handle=handle, answers=str, media="text/xml", form=True)


def _status(services: Services, threads: Threads) -> Route:
    async def handle(request: Call) -> Response[bytes]:
        told = _told(services, request, await request.body())
        await threads.run(_report, services, told)
        return Response(b"", status_code=204)

    summary = "Take in news of a text that went out"
    return Route(method="POST", path=STATUS, summary=summary, handle=handle, answers=None, status=204, form=True)


def _genuine(services: Services, request: Call, body: bytes) -> tuple[TwilioAccount, callbacks.Form]:
    """Return our account and the fields of a form that Twilio signed; the refusal is the same whatever is wrong.

    The address is the one that we gave to Twilio: what the request says of its host can be forged.
    """
    account = services.twilio
    if account is None:
        raise Forged
    try:
        fields = callbacks.form(body)
    except Invalid:
        raise Forged from None
    signature = request.headers.get("x-twilio-signature", "")
    if not valid(account.auth_token, _address(services.public_url, request), fields, signature):
        raise Forged
    return account, fields


def _address(public_url: str, request: Call) -> str:
    # A test client may put the query behind the raw path, where ASGI has it apart.
    path = request.scope["raw_path"].partition(b"?")[0].decode("latin-1")
    query = request.scope["query_string"].decode("latin-1")
    return f"{public_url.rstrip('/')}{path}" + (f"?{query}" if query else "")


def _arrival(services: Services, request: Call, body: bytes) -> Arrival:
    """Return the text that came in, if Twilio says so and it was sent to us.

    Raises:
        Forged: it is not from Twilio, of another account, or to somebody else.
        Invalid: Twilio signed something that is no text message.
    """
    account, fields = _genuine(services, request, body)
    sms = callbacks.inbound(fields)
    if account.messaging_service_sid:
        ours = ("MessagingServiceSid", account.messaging_service_sid) in fields
    else:
        ours = sms.to == account.from_number
    if sms.account_sid != account.account_sid or not ours:
        raise Forged
    return Arrival(
        provider="twilio",
        reference=sms.sid,
        sender=sms.from_,
        text=sms.body,
        opt_out_type=sms.opt_out_type,
        attachments=sms.media,
    )


def _told(services: Services, request: Call, body: bytes) -> Status:
    """Return what Twilio told of an attempt of ours, which the signed address names."""
    account, fields = _genuine(services, request, body)
    told = callbacks.status(fields)
    if told.account_sid != account.account_sid:
        raise Forged
    attempt = request.query_params.get("attempt", "")
    try:
        message = UUID(request.query_params.get("message", ""))
    except ValueError:
        raise Invalid(field="message", expected="the id of a message") from None
    if not (attempt.isascii() and attempt.isdigit() and len(attempt) < 4):  # a digit more is no attempt of ours
        raise Invalid(field="attempt", expected="the number of an attempt")
    return Status(
        message=message,
        attempt=int(attempt),
        reference=told.sid,
        status=_IN_OUR_WORDS.get(told.status, told.status),
        code=told.error_code,
        words=callbacks.explain(told.error_code).words if told.error_code else "",
    )


def _report(services: Services, told: Status) -> None:
    command = command_id("twilio", STATUS, f"{told.message}:{told.attempt}:{told.status}")
    try:
        services.executor.run(partial(report_status, told=told), actor=PROVIDER, command_id=command)
    except NotFound:
        # Another answer would only make Twilio try again.
        logger.warning("Twilio told of a message that nobody sent here")
