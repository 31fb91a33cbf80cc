"""Languages: which folders of templates serve one, and how it writes dates."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_datetime

from domain.values import Wall

FOLDER = Path(__file__).parent
FALLBACK = "en"

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Dates:
    """How a language writes days and times: a locale and CLDR patterns, from its `language.toml`."""

    locale: str
    day: str
    day_year: str
    clock: str

    def write(self, wall: Wall, pattern: str) -> str:
        """Return the local day or time of a place in words, as a clock there shows it."""
        return format_datetime(wall.local, pattern, locale=Locale.parse(self.locale))


def chain(language: str) -> list[str]:
    """Return the folders to look into for a language tag, nearest first: `pt-BR`, `pt`, then English."""
    if not _TAG.fullmatch(language):
        # A tag comes from a client's record: it must never become a path.
        return [FALLBACK]
    parts = language.split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return list(dict.fromkeys([*tags, FALLBACK]))


def languages() -> list[str]:
    """Return the tags that have a folder of their own."""
    return sorted(file.parent.name for file in FOLDER.glob("*/language.toml"))


@lru_cache(maxsize=64)
def dates(folder: str, language: str) -> Dates:
    """Return how to write dates in a text that was found in `folder` for a client's `language`.

    A text in English keeps English dates, whatever the client's language; but `en-US` dates for `en-US`.
    """
    own = [tag for tag in chain(language) if _base(tag) == _base(folder)]
    file = next(path for tag in [*own, folder] if (path := FOLDER / tag / "language.toml").is_file())
    return Dates(**tomllib.loads(file.read_text("utf-8")))


def _base(tag: str) -> str:
    return tag.partition("-")[0]
