"""The commands `instruments` and `score`: what the program's instruments are, and what answers come to. No database."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from domain.errors import Invalid
from domain.measures.answers import read_answers
from domain.measures.instrument import Instrument, Item
from domain.measures.read import instrument
from domain.measures.score import score
from interlude import rules

FILE = click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A clinic's own instrument, beside those that come with the program.",
)


def known(files: Iterable[Path] = ()) -> dict[str, Instrument]:
    """Return the bundled instruments and those of some files by name (`phq-9@1`), a file's first where they clash.

    Raises:
        Invalid: a file cannot be read, or holds no valid instrument.
    """
    found = [*rules.instruments(), *(rules.instrument_file(path) for path in files)]
    return {rule.name: instrument(rule.content) for rule in found}


def named(instruments: dict[str, Instrument], name: str) -> Instrument:
    """Return the instrument of a name such as `phq-9@1`, or of an id in its newest version.

    Raises:
        Invalid: there is none.
    """
    matching = [one for one in instruments.values() if name in {one.id, one.name}]
    if not matching:
        raise Invalid(
            field="instrument", expected=f"one of {', '.join(sorted({one.id for one in instruments.values()}))}"
        )
    return max(matching, key=lambda one: one.version)


@click.command("instruments")
@FILE
def instruments_command(files: tuple[Path, ...]) -> None:
    """Print the instruments as JSON: items, range, bands, risk items, and every threshold with its source.

    Example: interlude instruments --file epds.toml
    """
    click.echo(_json([described(one) for _, one in sorted(known(files).items())]))


@click.command("score", context_settings={"ignore_unknown_options": True})  # "-1" is a wrong answer, no option
@FILE
@click.argument("name", metavar="ID")
@click.argument("answers", metavar="ANSWER...", nargs=-1)
def score_command(name: str, answers: tuple[str, ...], files: tuple[Path, ...]) -> None:
    """Print the score of ANSWERS to the instrument ID as JSON.

    One answer an item, in the order of the form: a number, - where it is missing, na where it may not apply.
    ID is an id (its newest version) or an id with a version, such as phq-9@1.

    Example: interlude score phq-9 1 2 0 1 - 2 1 0 0
    """
    chosen = named(known(files), name)
    click.echo(_json(score(chosen, read_answers(chosen, answers))))


def add_to(group: click.Group) -> None:
    """Give the command line these commands."""
    group.add_command(instruments_command)
    group.add_command(score_command)


def described(one: Instrument) -> dict[str, Any]:
    """Return what a clinician would look up of an instrument, worded in its first language."""
    low, high = one.range()
    thresholds: dict[str, Any] = msgspec.to_builtins(one.thresholds)
    plain = msgspec.to_builtins(one)
    return {
        **{part: plain[part] for part in ("id", "version", "title", "licence", "sources", "period_days", "higher_is")},
        "items": [_item(one, item) for item in one.items],
        "unscored": [_item(one, item) for item in one.unscored],
        "range": {"lowest": low, "highest": high},
        **{part: plain[part] for part in ("scoring", "subscales", "bands", "risk_items", "missing", "not_applicable")},
        "thresholds": {kind: _with_validity(rule) for kind, rule in thresholds.items()},
        **{part: plain[part] for part in ("entry", "codes")},
        "languages": sorted(one.languages),
    }


def _item(one: Instrument, item: Item) -> dict[str, Any]:
    worded = next(iter(one.languages.values()))
    return {"id": item.id, "text": worded.items[item.id], "options": one.values(item)}


def _with_validity(rule: dict[str, Any] | None) -> dict[str, Any] | None:
    return rule and {**rule, "validated": rule["confidence"] != "low"}


def _json(content: object) -> str:
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()
