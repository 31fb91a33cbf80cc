"""What a letter looks like to the program that reads it."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest

from domain.errors import Invalid
from domain.instant import DAY, Instant
from notifiers.port import Attachment, Content, Outgoing
from notifiers.smtp.address import Sender
from notifiers.smtp.letter import letter
from tests.notifiers.conftest import NOW, SENDER, a_letter

CALENDAR = Attachment(
    filename="appointment.ics",
    content_type='text/calendar; method=REQUEST; charset="utf-8"',
    content="BEGIN:VCALENDAR\r\nSUMMARY:Zimmer für Gespräche\r\nEND:VCALENDAR\r\n".encode(),
)


def _read(outgoing: Outgoing, sender: Sender = SENDER) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(letter(outgoing, sender))


def test_it_is_from_the_clinic_to_the_client_at_the_instant_of_the_send() -> None:
    read = _read(a_letter())

    assert str(read["From"]) == "Rivermead Clinic <hello@clinic.example.org>"
    assert str(read["To"]) == "kim@example.net"
    assert read["Date"] == "Sun, 29 Mar 2026 08:00:00 +0000"
    assert read["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in read


def test_text_and_html_are_alternatives() -> None:
    read = _read(a_letter())

    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


def test_a_letter_without_html_is_plain() -> None:
    assert _read(a_letter(content=Content(text="x", subject="y"))).get_content_type() == "text/plain"


def test_a_calendar_file_keeps_its_name_its_method_and_its_bytes() -> None:
    content = Content(text="x", subject="y", html="<p>x</p>", attachments=(CALENDAR, CALENDAR))

    first, second = _read(a_letter(content=content)).iter_attachments()

    assert first.get_content_type() == "text/calendar"
    assert first.get_filename() == "appointment.ics"
    assert first.get_param("method") == "REQUEST"
    assert first.get_param("charset") == "utf-8"
    assert first.get_payload(decode=True) == second.get_payload(decode=True) == CALENDAR.content


def test_a_letter_that_can_be_unsubscribed_from_says_so_for_one_click() -> None:
    read = _read(a_letter(unsubscribe_url="https://clinic.example.org/u/abc"))

    assert read["List-Unsubscribe"] == "<https://clinic.example.org/u/abc>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_every_line_is_seven_bits_and_short_enough_for_any_server() -> None:
    content = Content(text="ü" * 3_000 + "\n.\n", subject="Zoë: " + "ж" * 200, html="<p>" + "é" * 3_000)

    raw = letter(a_letter(content=content), Sender("Clínica", "hola@clinic.example.org"))

    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert _read(a_letter(content=content))["Subject"] == content.subject


def test_the_same_message_is_the_same_bytes_and_another_time_changes_the_date_only() -> None:
    content = Content(text="x", subject="y", html="<p>x</p>", attachments=(CALENDAR,))
    first = letter(a_letter(content=content), SENDER)

    assert letter(a_letter(content=content, attempt=2), SENDER) == first
    changed = letter(a_letter(content=content, now=Instant(NOW + DAY)), SENDER)
    assert [line for line in changed.split(b"\r\n") if line not in first] == [b"Date: Mon, 30 Mar 2026 08:00:00 +0000"]


def test_a_domain_in_another_script_is_written_in_ascii() -> None:
    ours = _read(a_letter(), Sender("Klinik", "hallo@bücher.example"))

    assert str(ours["From"]) == "Klinik <hallo@xn--bcher-kva.example>"
    assert ours["Message-ID"].endswith("@xn--bcher-kva.example>")
    assert str(_read(a_letter(to="kim@bücher.example"))["To"]) == "kim@xn--bcher-kva.example"


@pytest.mark.parametrize(
    "changes",
    [
        dict(unsubscribe_url="https://x.example/\r\nBcc: spy@example.org"),
        dict(unsubscribe_url="https://x.example/>, <https://y.example/"),
        dict(content=Content(text="x", attachments=(Attachment(filename="a\nb", content_type="a/b", content=b""),))),
        dict(content=Content(text="x", attachments=(Attachment(filename="a", content_type="a/b\nX: y", content=b""),))),
        dict(content=Content(text="x", subject="a\x00b")),
        dict(content=Content(text="x", subject="a\u2028b")),
    ],
)
def test_nothing_that_is_given_can_begin_a_header(changes: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        letter(a_letter(**changes), SENDER)


@pytest.mark.parametrize(
    ("name", "address"), [("A\nB", "a@b.org"), ("A", "no address"), ("A", "a@b.org\nBcc: c@d.org")]
)
def test_a_sender_that_is_none_is_refused(name: str, address: str) -> None:
    with pytest.raises(Invalid):
        Sender(name, address)
