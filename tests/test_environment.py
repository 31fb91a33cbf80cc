import re
from dataclasses import fields
from pathlib import Path

import pytest

from domain.errors import Invalid
from interlude.environment import PREFIX, SECRETS, Environment, environment

EXAMPLE = Path(__file__).parent.parent / ".env.example"


def test_the_example_lists_every_variable_with_its_default() -> None:
    listed = dict(re.findall(r"^(INTERLUDE_\w+)=(.*)$", EXAMPLE.read_text(), re.MULTILINE))
    assert listed == {PREFIX + one.name.upper(): str(one.default) for one in fields(Environment)}


def test_what_may_come_as_a_file_is_marked_so() -> None:
    blocks = EXAMPLE.read_text().split("\n\n")
    marked = {name for block in blocks for name in SECRETS if f"{PREFIX}{name}=" in block and "(file)" in block}
    assert marked == SECRETS


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("smtp://user:word@127.0.0.1:2525\n")
    assert environment({"INTERLUDE_SMTP_URL_FILE": str(secret)}).smtp_url == "smtp://user:word@127.0.0.1:2525"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INTERLUDE_PORT", "eighty"),
        ("INTERLUDE_PORT", "70000"),
        ("INTERLUDE_PUBLIC_URL", "clinic without scheme"),
        ("INTERLUDE_TWILIO_API_URL", "ftp://127.0.0.1"),
        ("INTERLUDE_SMTP_URL_FILE", "no/such/file"),
        ("INTERLUDE_COLOUR", "blue"),
        ("INTERLUDE_DATABASE_URL", "mysql://root@db/clinic"),
    ],
)
def test_a_wrong_variable_is_named_and_its_value_is_not_shown(name: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        environment({name: value})
    assert name in str(refused.value)
    assert value not in str(refused.value)


def test_an_account_of_twilio_needs_its_token_and_one_sender() -> None:
    account = {"INTERLUDE_TWILIO_ACCOUNT_SID": "AC1", "INTERLUDE_TWILIO_FROM": "+447700900000"}
    with pytest.raises(Invalid, match="INTERLUDE_TWILIO_AUTH_TOKEN"):
        environment(account)
    with pytest.raises(Invalid, match="INTERLUDE_TWILIO_FROM"):
        environment({**account, "INTERLUDE_TWILIO_AUTH_TOKEN": "t", "INTERLUDE_TWILIO_MESSAGING_SERVICE_SID": "MG1"})


def test_no_secret_shows_in_the_words_for_an_environment() -> None:
    shown = repr(environment({"INTERLUDE_TWILIO_AUTH_TOKEN": "s3cret", "INTERLUDE_SMTP_URL": "smtp://u:s3cret@h"}))
    assert "s3cret" not in shown


def test_a_provider_anywhere_else_is_not_on_loopback() -> None:
    far = Environment(smtp_url="smtp://mail.clinic.example")
    near = Environment(smtp_url="smtp://127.0.0.1:2525")
    assert (far.on_loopback(), near.on_loopback(), Environment().on_loopback()) == (False, True, True)
