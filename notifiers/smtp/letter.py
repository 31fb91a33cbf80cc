"""A message as the bytes that go over the wire: the same message gives the same bytes."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from domain.errors import Invalid
from domain.instant import moment
from notifiers.port import Attachment, Outgoing
from notifiers.smtp.address import Sender, mailbox, one_line

# Seven bits pass every server unchanged, so what is sent again is the same to the byte.
POLICY = SMTP.clone(cte_type="7bit")


def message_id(outgoing: Outgoing, sender: Sender) -> str:
    """Return the Message-ID: of the message, not of the attempt, so that mailboxes can tell a repeat."""
    return f"<{outgoing.message_id.hex}@{sender.mailbox.domain}>"


def letter(outgoing: Outgoing, sender: Sender) -> bytes:
    """Return the whole email: text, HTML beside it where there is one, attachments.

    The instant in it is `outgoing.now`: an attempt that repeats another is the same bytes if that is the same.

    Raises:
        Invalid: an address, subject or file name that does not fit into one header.
    """
    message = EmailMessage(policy=POLICY)
    _head(message, outgoing, sender)
    content = outgoing.content
    message.set_content(content.text)
    if content.html:
        message.add_alternative(content.html, subtype="html")
    for attachment in content.attachments:
        _attach(message, attachment)
    _name_boundaries(message, outgoing.message_id.hex)
    return message.as_bytes()


def _head(message: EmailMessage, outgoing: Outgoing, sender: Sender) -> None:
    message["From"] = Address(sender.name, addr_spec=sender.mailbox.addr_spec)
    message["To"] = mailbox(outgoing.to)
    message["Subject"] = one_line("subject", outgoing.content.subject)
    message["Date"] = moment(outgoing.now).replace(microsecond=0)
    message["Message-ID"] = message_id(outgoing, sender)
    message["Auto-Submitted"] = "auto-generated"
    if outgoing.unsubscribe_url:
        # RFC 8058: only the POST unsubscribes, since scanners follow every link.
        message["List-Unsubscribe"] = f"<{_link(outgoing.unsubscribe_url)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _link(url: str) -> str:
    if not url.isascii() or any(character in url for character in "<> ,"):
        raise Invalid(field="unsubscribe_url", expected="one address in ASCII")
    return one_line("unsubscribe_url", url)


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    """Add a file with its full type: mail programs read `method` of a calendar there."""
    kind = EmailMessage(policy=POLICY)
    kind["Content-Type"] = one_line("content_type", attachment.content_type)
    header = kind["Content-Type"]
    message.add_attachment(
        attachment.content,
        maintype=header.maintype,
        subtype=header.subtype,
        filename=one_line("filename", attachment.filename),
        params=dict(header.params),
    )


def _name_boundaries(message: EmailMessage, name: str) -> None:
    """Name the boundaries by the message; by default they are chosen at random, and a repeat would differ."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"={name}.{number}=")
