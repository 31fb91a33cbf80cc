"""Templates to texts: the one place where a client's data and our words meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape

from domain.errors import Invalid
from domain.values import Wall
from notifiers.port import Content
from notifiers.wording.kinds import DEFAULTS, KINDS, PARTS
from notifiers.wording.language import FALLBACK, FOLDER, chain, dates


@dataclass(frozen=True, order=True)
class Fallback:
    """A text that a language lacks, so that English is sent in its place."""

    language: str
    kind: str
    medium: str


def render(kind: str, language: str, variables: Mapping[str, object], medium: str) -> Content:
    """Return what a message of this kind says in a language, or in English where it has no template.

    `variables` are those that `notifiers.wording.kinds` names. They are values only: what looks like a
    template in them stays as it is, and in HTML they are escaped.

    Raises:
        Invalid: there is no such kind in this medium, or a variable is missing. The text holds no value of any.
    """
    if medium not in KINDS.get(kind, ()):
        raise Invalid(field="kind", expected=f"a kind of message that can go by {medium}")
    texts = {part: _text(f"{kind}.{part}", language, variables) for part in PARTS[medium]}
    if medium == "sms":
        return Content(text=texts["sms.txt"])
    return Content(text=texts["email.txt"] + "\n", subject=texts["subject.txt"], html=texts["email.html"] + "\n")


def missing(languages: Iterable[str]) -> list[Fallback]:
    """Return what these languages lack, for a warning at start-up; regional variants count as their language."""
    return sorted(
        Fallback(language, kind, medium)
        for language in set(languages)
        for kind, media in KINDS.items()
        for medium in media
        if any(_lacks(language, f"{kind}.{part}") for part in PARTS[medium])
    )


def _lacks(language: str, name: str) -> bool:
    return _folder(name, language) == FALLBACK and language.partition("-")[0] != FALLBACK


def _text(name: str, language: str, variables: Mapping[str, object]) -> str:
    folder = _folder(name, language)
    written = dates(folder, language)

    def day(wall: Wall) -> str:
        return written.write(wall, written.day)

    def day_year(wall: Wall) -> str:
        return written.write(wall, written.day_year)

    def clock(wall: Wall) -> str:
        return written.write(wall, written.clock)

    try:
        template = _templates().get_template(f"{folder}/{name}")
        return template.render({**DEFAULTS, **variables, "day": day, "day_year": day_year, "clock": clock}).strip()
    except TemplateError:
        raise Invalid(field="variables", expected=f"all that {name} takes") from None


@lru_cache(maxsize=512)
def _folder(name: str, language: str) -> str:
    return next((tag for tag in chain(language) if (FOLDER / tag / name).is_file()), FALLBACK)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
