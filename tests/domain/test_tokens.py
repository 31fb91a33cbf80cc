"""Tokens of programs: known by the hash of their secret, for some scopes and some time."""

from typing import Any

import pytest

from domain.errors import Invalid, NotFound
from domain.ids import token_id
from domain.instant import DAY, later
from domain.token.decisions import IssueToken, TokenExists, issue_token
from tests.builders import START, a_world

DIGEST = "ab" * 32


def issue(**facts: Any) -> IssueToken:
    usual = dict(name="diary", scopes=["courses", "clients"], digest=DIGEST, expires_at=later(START, 90 * DAY))
    return IssueToken(**{**usual, **facts})


def test_a_token_opens_what_it_was_issued_for() -> None:
    world = a_world()
    world.run(lambda w: issue_token(w, issue(scopes=["courses", "clients", "clients"])))
    token = world.token(token_id(DIGEST))
    assert (token.name, sorted(token.scopes), token.revoked) == ("diary", ["clients", "courses"], False)
    assert token.expires_at == later(START, 90 * DAY)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (dict(scopes=[]), "scopes"),
        (dict(scopes=["courses", "everything"]), "scopes"),
        (dict(expires_at=START), "expires_at"),
        (dict(expires_at=later(START, -1)), "expires_at"),
    ],
)
def test_a_token_without_scope_or_time_is_refused(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid, match=f"^{field}: "):
        a_world().run(lambda w: issue_token(w, issue(**facts)))


def test_a_secret_is_issued_once() -> None:
    world = a_world()
    world.run(lambda w: issue_token(w, issue()))
    with pytest.raises(TokenExists):
        world.run(lambda w: issue_token(w, issue(name="another")))


def test_a_token_that_was_never_issued_is_not_found() -> None:
    with pytest.raises(NotFound, match="token"):
        a_world().token(token_id(DIGEST))
