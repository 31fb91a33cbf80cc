"""What reached phones and mailboxes, in few words, so that a test can write down what it expects by hand."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from tests.doubles.mail_double import Received

_TEXTS = {
    r"how has your mood been": "mood",
    r"how have things been": "people",
    r"For your mood this week": "mood again",
    r"For how things have been": "people again",
    r"thank you, we have your answers": "thanks",
    r"you will get no more texts": "stopped",
    r"your appointment is on (\w{3})\w* (\d+ \w{3})\w* at ([\d:]+)": r"\1 \2 \3",
    r"a reminder of your appointment on (\w{3})\w* (\d+ \w{3})\w* at ([\d:]+)": r"soon \1 \2 \3",
}


def texts(ledger: Iterable[dict[str, Any]], number: str) -> list[str]:
    """The texts to a number, each as `2026-03-29 09:00 what`, in UTC."""
    return [f"{_when(entry['at'])} {_what(entry['body'])}" for entry in ledger if entry["to"] == number]


def letters(ledger: Iterable[Received], address: str) -> list[str]:
    """The emails to an address, each as `2026-03-29 09:00 subject`, in UTC."""
    return [
        f"{_when(letter.at)} {str(letter.message['Subject']).partition(': ')[2]}"
        for letter in ledger
        if address in letter.recipients
    ]


def lines(text: str) -> list[str]:
    """The lines of a text that has one fact on each."""
    return [line.strip() for line in text.strip().splitlines()]


def known(case: dict[str, Any]) -> str:
    """What a test writes down of a case file: where course, sessions and check-ins stand, and what comes next."""
    course = case["course"]
    rests = "rests" if course["paused"] else course["outcome"] or "goes on"
    told = [
        f"{course['phase']}, {course['sessions_counted']} of {course['sessions_agreed']}, {rests}",
        f"settings of {case['header']['settings']['adopted_at'][:16]}",
        *(f"{one['starts']['local'][:16]} {one['state']}" for one in case["sessions"]),
        *(_check_in(one) for one in case["check_ins"]),
        *(f"next {one['window']['not_before'][:16]}Z {one['kind']}" for one in case["coming"][:3]),
    ]
    return "\n".join(told)


def _check_in(one: dict[str, Any]) -> str:
    answers = ", ".join(f"{answer['item']} {answer['value']}" for answer in one["answers"])
    return f"{one['week']} {one['state']} {answers}".strip()


def _when(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _what(body: str) -> str:
    for pattern, words in _TEXTS.items():
        if found := re.search(pattern, body):
            return found.expand(words)
    return body
