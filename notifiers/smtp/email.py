"""The channel: email by SMTP."""

from email.errors import MessageError

from aiosmtplib import SMTPDataError, SMTPException, SMTPResponseException

from domain.errors import Invalid
from notifiers.port import Accepted, Ambiguous, Evidence, Outcome, Outgoing, Refused, Sought, Unknown, Unsent
from notifiers.smtp.address import Sender, mailbox
from notifiers.smtp.connection import Connection, NotConnected, Undecided
from notifiers.smtp.letter import letter, message_id
from notifiers.smtp.server import SmtpServer

PERMANENT = range(500, 600)
TEMPORARY = range(400, 500)


class SmtpEmail:
    """Sends mail through one server; `reference` is the Message-ID, the same for every attempt of a message."""

    name = "smtp"
    medium = "email"

    def __init__(self, server: SmtpServer, sender: Sender) -> None:
        self._sender = sender
        self._connection = Connection(server)

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand the letter to the server, once.

        `Accepted` says that the server took it, not that it arrived: a bounce comes later, as mail.
        """
        if outgoing.valid_until is not None and outgoing.valid_until <= outgoing.now:
            return Refused(code="too-late", words="it would have come too late")
        try:
            recipient = mailbox(outgoing.to).addr_spec
            written = letter(outgoing, self._sender)
        except (Invalid, MessageError, ValueError, LookupError):
            return Refused(code="bad-letter", words="the address, subject or a file name is not fit for an email")
        try:
            await self._connection.hand_over(self._sender.mailbox.addr_spec, recipient, written)
        except (NotConnected, Undecided, SMTPException, OSError, ValueError) as error:
            return _outcome(error)
        return Accepted(reference=message_id(outgoing, self._sender))

    async def look_up(self, sought: Sought) -> Evidence:
        """Always unknown: SMTP has no way to ask."""
        return Unknown(words="SMTP keeps no list of what it took")

    async def follow(self, reference: str) -> Evidence:
        """Always unknown: SMTP has no way to ask."""
        return Unknown(words="SMTP keeps no list of what it took")

    async def close(self) -> None:
        """Give back the connection."""
        await self._connection.close()


def _outcome(error: Exception) -> Outcome:
    """Judge a failed delivery by the server's code and by how far it had come; never by the exception's text."""
    match error:
        case NotConnected():
            return Unsent(code="no-connection", words="the mail server could not be reached or did not let us in")
        case Undecided():
            return Ambiguous(code="no-answer", words="the connection was lost while the letter was handed over")
        case SMTPResponseException(code=code) if code in PERMANENT:
            return Refused(code=str(code), words="the mail server refused it for good")
        case SMTPResponseException(code=code) if code in TEMPORARY or not isinstance(error, SMTPDataError):
            return Unsent(code=str(code), words="the mail server did not take it now")
        case SMTPDataError(code=code):
            return Ambiguous(code=str(code), words="the mail server gave an answer that has no meaning")
        case _:
            return Unsent(code="lost", words="the connection was lost before the letter was handed over")
