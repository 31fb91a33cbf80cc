"""How the mail server is named, and that nothing crosses a network in the clear unasked."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from domain.errors import Invalid
from notifiers.port import Accepted, Unsent
from notifiers.smtp.email import SmtpEmail
from notifiers.smtp.server import SmtpServer, server
from tests.doubles.certificate import loopback_tls
from tests.doubles.mail_double import MailDouble
from tests.notifiers.conftest import SENDER, a_letter


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.org", SmtpServer(host="mail.example.org", port=587, starttls=True)),
        ("smtp://mail.example.org:25?starttls=no", SmtpServer(host="mail.example.org", port=25)),
        ("smtps://mail.example.org", SmtpServer(host="mail.example.org", port=465, tls=True)),
        ("smtp://127.0.0.1:1025", SmtpServer(host="127.0.0.1", port=1025)),
        ("smtp://localhost:1025?starttls=yes", SmtpServer(host="localhost", port=1025, starttls=True)),
        (
            "smtps://clinic%40example.org:p%40ss%3A@mail.example.org:4650",
            SmtpServer(host="mail.example.org", port=4650, username="clinic@example.org", password="p@ss:", tls=True),
        ),
    ],
)
def test_the_address_says_all(url: str, expected: SmtpServer) -> None:
    assert server(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example.org:25",
        "http://mail.example.org",
        "smtp://:s3cret@:99",
        "smtp://u:s3cret@h:port",
        "smtp://u:s3cret@h?starttls=maybe",
        "smtp://u:s3cret@h?startls=no",
    ],
)
def test_what_is_no_such_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        server(url)

    assert "s3cret" not in str(refused.value)


def test_the_password_does_not_show_when_a_server_is_printed() -> None:
    assert "s3cret" not in repr(server("smtp://u:s3cret@mail.example.org"))


def _only_us(server: Any, session: Any, envelope: Any, mechanism: str, login: LoginPassword) -> AuthResult:
    return AuthResult(success=(login.login, login.password) == (b"clinic", b"s3cret"), handled=False)


@pytest.mark.anyio
@pytest.mark.parametrize("how", ["smtps", "starttls"])
async def test_a_server_with_tls_and_a_password_takes_letters(tmp_path: Path, how: str) -> None:
    theirs, ours = loopback_tls(tmp_path)
    upgraded: dict[str, Any] = {"tls_context": theirs, "require_starttls": True, "auth_required": True}
    # To the server TLS from the first byte looks like none, so there it cannot demand it of a log-in.
    settings = {"ssl_context": theirs, "auth_require_tls": False} if how == "smtps" else upgraded
    with MailDouble(authenticator=_only_us, **settings) as mail:
        url = f"{'smtps' if how == 'smtps' else 'smtp'}://clinic:s3cret@127.0.0.1:{mail.port}"
        named = replace(server(url + ("" if how == "smtps" else "?starttls=yes")), trust=ours)
        channel = SmtpEmail(named, SENDER)
        stranger = SmtpEmail(replace(named, trust=None), SENDER)
        intruder = SmtpEmail(replace(named, password="wrong"), SENDER)

        assert isinstance(await channel.send(a_letter()), Accepted)
        assert isinstance(await stranger.send(a_letter()), Unsent)
        assert isinstance(await intruder.send(a_letter()), Unsent)
        for opened in (channel, stranger, intruder):
            await opened.close()

        assert len(mail.ledger) == 1


@pytest.mark.anyio
async def test_a_server_that_offers_no_starttls_is_not_written_to_in_the_clear(mail: MailDouble) -> None:
    channel = SmtpEmail(server(f"{mail.url}?starttls=yes"), SENDER)

    assert isinstance(await channel.send(a_letter()), Unsent)
    await channel.close()
    assert not mail.ledger
