"""The command `import`: clients, and courses that are under way elsewhere, from a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

import click
import msgspec

from domain.errors import InterludeError
from domain.event import SYSTEM
from domain.ids import command_id, course_of, derived_id
from domain.pathway.importing import ImportClient, import_client
from interlude.bars import bars
from interlude.compose import Record
from interlude.import_lines import Line, lines
from interlude.opened import opened
from store.request import Receipt

PRINCIPAL, ROUTE = "import", "interlude import"


class NotImported(InterludeError):
    """A file with errors is not brought in, also not in part."""

    code = "not-imported"
    message = "{wrong} of {all} lines cannot be brought in; nothing was"


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--source", required=True, help="The system that the file comes from; its references are unique there.")
@click.option("--apply", "applying", is_flag=True, help="Bring them in; without it, nothing is changed.")
@click.option("--demo", is_flag=True, help="Into the demo's clinic, by the demo's clock.")
def import_command(file: Path, source: str, applying: bool, demo: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Bring in the clients of FILE (.csv with a head line, else JSON lines), with courses that are under way.

    Without --apply it only says, line by line, what is wrong. Sessions held are recorded as facts of their own
    time. Nothing is sent to anybody before their course is released. What was brought in before is left alone.

    Example: interlude import clients.csv --source "old diary" --apply
    """
    found = list(lines(file, source))
    with opened(demo=demo) as record:
        wrong = [told for line in found if (told := _wrong(record, line))]
        for told in wrong:
            click.echo(told, err=True)
        if wrong:
            raise NotImported(wrong=len(wrong), all=len(found))
        asked = [(line.number, line.asked) for line in found if line.asked]
        if not applying:
            click.echo(f"{len(asked)} lines can be brought in; nothing was changed (--apply does it)")
            return
        _bring_in(record, asked)


def _wrong(record: Record, line: Line) -> str:
    """Return what is wrong with a line, or nothing; the decision is made and thrown away."""
    if line.asked is None:
        return f"line {line.number}: {line.wrong}"
    command = _command(record, line.asked)
    if record.log.receipt(command) is not None:
        return ""
    try:
        import_client(record.executor.world(command), line.asked)
    except InterludeError as refusal:
        return f"line {line.number}: {refusal}"
    return ""


def _command(record: Record, asked: ImportClient) -> UUID:
    """Return the id of bringing in one client: the same for the same reference of the same source."""
    return command_id(PRINCIPAL, ROUTE, _key(record, asked))


def _key(record: Record, asked: ImportClient) -> str:
    """Return a keyed hash in the place of the reference: it may be a number by which people are known."""
    return str(record.keystore.index(ROUTE, f"{asked.source}\n{asked.reference}"))


def _bring_in(record: Record, asked: Sequence[tuple[int, ImportClient]]) -> None:
    with bars() as progress:
        for done, (number, client) in enumerate(asked, start=1):
            click.echo(f"line {number}: {_one(record, client)}")
            progress("Clients", done, len(asked))


def _one(record: Record, asked: ImportClient) -> str:
    command = _command(record, asked)
    receipt = Receipt(
        command_id=command,
        principal=PRINCIPAL,
        route=ROUTE,
        key=_key(record, asked),
        request_hash=record.keystore.digest(ROUTE, msgspec.json.encode(asked, order="sorted")),
    )
    decision = partial(import_client, command=asked)
    done = record.executor.run(decision, actor=SYSTEM, command_id=command, receipt=receipt)
    course = f", course {course_of(derived_id(command, 'referral'))}" if asked.course else ""
    before = " (brought in before)" if done.again else ""
    return f"client {derived_id(command, 'client')}{course}{before}"


def add_to(group: click.Group) -> None:
    """Give the command line this command."""
    group.add_command(import_command)
