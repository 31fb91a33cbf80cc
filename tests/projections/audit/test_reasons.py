import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from domain.check_in.events import Held
from domain.inbound import decisions as inbound
from domain.message.values import Reason
from projections.audit.inbound import FATES
from projections.audit.learning import learn
from projections.audit.names import Names
from projections.audit.reasons import CLAUSES, words
from tests.examples import at, entries

ROOT = Path(__file__).resolve().parents[3]
PLACES = {"reason": 0, "Reason": 0, "changed": 3}
"""Where a call gives a code: the place of its argument, by the name of what is called."""

FACTS = {
    "days_before": 1,
    "version": 1,
    "medium": "sms",
    "purpose": "appointments",
    "limit": 6,
    "attempts": 3,
    "code": "30005",
    "words": "the number is unknown.",
    "ideal": at(29, 8),
    "until": at(29, 7),
    "expires": at(29, 20),
}


@cache
def codes() -> set[str]:
    """Every reason code that the program can give, as a pattern: what varies in it is a word."""
    found: set[str] = set()
    for package in ("domain", "scheduler"):
        for path in sorted((ROOT / package).rglob("*.py")):
            found.update(_codes(ast.parse(path.read_text("utf-8"))))
    return found


def _codes(tree: ast.AST) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in PLACES:
            place = PLACES[call.func.id]
            given = [word.value for word in call.keywords if word.arg == "code"] + call.args[place : place + 1]
            yield from (pattern for one in given for pattern in _patterns(one))


def _patterns(code: ast.expr) -> Iterator[str]:
    if isinstance(code, ast.IfExp):
        yield from (*_patterns(code.body), *_patterns(code.orelse))
    elif isinstance(code, ast.JoinedStr):
        yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in code.values)
    elif isinstance(code, ast.Constant):
        yield re.escape(str(code.value))


def test_the_codes_are_found_where_they_are_given() -> None:
    found = codes()
    assert len(found) > 35
    assert {r"no\-\w+\-address", r"course\-paused", r"session\-\w+", r"check\-in\-begins"} <= found


def test_every_reason_that_the_program_can_give_has_words() -> None:
    assert not [code for code in codes() if not any(re.fullmatch(code, known) for known in CLAUSES)]


def test_no_words_are_kept_for_a_reason_that_nothing_gives() -> None:
    assert not [known for known in CLAUSES if not any(re.fullmatch(code, known) for code in codes())]


@pytest.mark.parametrize("code", sorted(CLAUSES))
@pytest.mark.parametrize("facts", [FACTS, {"medium": "email", "purpose": "check-ins"}], ids=["all facts", "few facts"])
def test_a_reason_reads_as_a_clause(code: str, facts: dict[str, object]) -> None:
    names = Names()
    for entry in entries():
        learn(names, entry)
    clause = words(Reason(code=code, facts=facts), names)
    assert re.fullmatch(r"[a-z].*[^.:,; ]", clause)
    assert "None" not in clause


def test_a_reason_of_a_later_program_is_given_by_its_code() -> None:
    assert words(Reason(code="solar-flare"), Names()) == "the reason is recorded as 'solar-flare'"


def test_every_fate_of_an_inbound_message_has_words() -> None:
    tree = ast.parse(Path(inbound.__file__).read_text("utf-8"))
    calls = (call for call in ast.walk(tree) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name))
    given = {
        call.args[1].value
        for call in calls
        if call.func.id == "_fate" and isinstance(call.args[1], ast.Constant)  # type: ignore[attr-defined]
    }
    assert given
    assert given | {"opt_out", "opt_in", "stop", "start", "confirm", "move", "person"} <= set(FATES)


def test_a_check_in_that_waits_says_what_for() -> None:
    (held,) = (entry for entry in entries() if isinstance(entry.event, Held))
    assert isinstance(held.event, Held)
    assert words(held.event.reason, Names()) == "another check-in was going on over the same line"
