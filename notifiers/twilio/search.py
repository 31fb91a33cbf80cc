"""Evidence: whether a text whose outcome stayed open is in Twilio's list of messages."""

from datetime import UTC, datetime, timedelta

from twilio.rest.api.v2010.account.message import MessageInstance, MessageList

from domain.instant import moment
from notifiers.port import Absent, Evidence, Found, Sought, Unknown
from notifiers.twilio.status import status_word

PAGE_SIZE = 100
MOST_PAGES = 10
SLACK = timedelta(seconds=5)
"""Twilio's clock may run behind ours by a little, and its instants are whole seconds."""

FAR_BEFORE = timedelta(hours=1)
"""A page of which all is older than this ends the search: Twilio lists the newest first."""


async def search(messages: MessageList, sought: Sought) -> Evidence:
    """Look through the messages to this number for one with this very text, created at `since` or after.

    The list is never filtered by DateSent, which is unset while a message is queued. Of several that fit, the
    earliest is the one: at most one send of a text to a number is open at a time.
    """
    since = moment(sought.since)
    found: list[MessageInstance] = []
    page = await messages.page_async(to=sought.to, page_size=PAGE_SIZE)
    for pages_left in reversed(range(MOST_PAGES)):
        listed = list(page)
        found += [message for message in listed if _fits(message, sought, since - SLACK)]
        ended = not page.next_page_url or all(_created(message) < since - FAR_BEFORE for message in listed)
        if ended:
            return _evidence(found)
        if pages_left:
            page = await page.next_page_async()
    return _evidence(found) if found else Unknown(words="Twilio's list for this number is too long to look through")


def _fits(message: MessageInstance, sought: Sought, earliest: datetime) -> bool:
    return message.body == sought.text and message.sid not in sought.known and _created(message) >= earliest


def _created(message: MessageInstance) -> datetime:
    """Return when Twilio made the message; the SDK leaves out the zone, which is GMT."""
    created: datetime = message.date_created
    return created if created.tzinfo else created.replace(tzinfo=UTC)


def _evidence(found: list[MessageInstance]) -> Evidence:
    if not found:
        return Absent()
    earliest = min(found, key=_created)
    return Found(reference=earliest.sid, status=status_word(str(earliest.status)))
