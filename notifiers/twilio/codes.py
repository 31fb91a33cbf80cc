"""Twilio's error codes in plain words, read from `codes.toml`."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

SLOW_DOWN = "20429"
OPTED_OUT = "opted-out"


@dataclass(frozen=True)
class Explanation:
    """What a code means: what it is about (see `codes.toml`), and a sentence for staff."""

    about: str
    words: str


@lru_cache(maxsize=1)
def _explanations() -> dict[str, Explanation]:
    table = tomllib.loads(files(__package__).joinpath("codes.toml").read_text("utf-8"))
    return {code: Explanation(**entry) for code, entry in table.items()}


def explain(code: str) -> Explanation:
    """Return what a code means; one that we do not know is named, and Twilio's own list says more."""
    return _explanations().get(code) or Explanation("carrier", f"Twilio gave the code {code}, which we do not know")
