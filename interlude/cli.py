"""The command line: `interlude --help` lists the commands, `interlude COMMAND --help` explains one with examples."""

import os
import secrets
import sys
import zoneinfo
from hashlib import sha256
from pathlib import Path
from typing import NoReturn
from uuid import UUID, uuid4

import click
import msgspec

from domain.errors import InterludeError
from domain.event import SYSTEM
from domain.instant import DAY, later
from domain.token.decisions import SCOPES, IssueToken, issue_token
from interlude import importing, measures, processes, rules, upkeep
from interlude.compose import key_file
from interlude.demo.prepare import adopt_rules
from interlude.environment import Environment, environment
from interlude.opened import opened
from interlude.starting import instant
from projections.history import as_of as instants
from projections.history import case_file, why
from store.execute import ADDRESSES
from store.keyfile import create_key_file
from store.migrate import migrate_keys, migrate_log
from store.persistence import MachineClock

DEMO = click.option("--demo", is_flag=True, help="For the clinic of `serve --demo`, where no other is named.")


def main() -> NoReturn:
    """Run the command line; a refusal is one line and the exit code 1."""
    # The pinned tz database and no other: two machines must not disagree on when a session is.
    zoneinfo.reset_tzpath(to=())
    try:
        group(standalone_mode=True)
    except InterludeError as refusal:
        click.echo(f"interlude: {refusal}", err=True)
    except OSError as fault:
        click.echo(
            f"interlude: {fault.strerror or type(fault).__name__}: {fault.filename or ''}".rstrip(": "), err=True
        )
    sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="interlude")
def group() -> None:
    """Interlude runs courses of Interpersonal Therapy for a clinic.

    What it is told from outside comes from INTERLUDE_* variables, listed in .env.example.
    """


measures.add_to(group)
processes.add_to(group)
upkeep.add_to(group)
importing.add_to(group)


def _environment() -> Environment:
    return environment(os.environ)


def _id(_: click.Context, __: click.Parameter, value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise click.BadParameter("expected an id such as 6a1f4c0e-3a55-5b7e-9d0c-1f2b6f8f7a01") from None


@group.command()
def migrate() -> None:
    """Make the tables of log and keys, and the key file where there is none.

    Example: INTERLUDE_DATABASE_URL=sqlite:///var/clinic interlude migrate
    """
    env = _environment()
    if env.embedded:
        env.directory.mkdir(parents=True, exist_ok=True)
    migrate_log(env.database_url)
    migrate_keys(env.keystore_url or env.database_url)
    if not key_file(env).exists():
        create_key_file(key_file(env))
        click.echo(f"made the key file {key_file(env)}: keep a copy of it apart from every backup")
    click.echo("the tables are there")


@group.command()
@click.argument("settings", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--protocol", "protocols", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@DEMO
@click.option(
    "--instrument", "instruments", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
def configure(
    settings: Path | None,
    protocols: tuple[Path, ...],
    demo: bool,  # noqa: FBT001 - click passes flags so
    instruments: tuple[Path, ...],
) -> None:
    """Adopt the clinic's SETTINGS, protocols and instruments, and what comes with this program.

    What is adopted already is left alone. Without SETTINGS those in force stay.

    Example: interlude configure clinic.toml --protocol our-protocol.toml
    """
    own = [rules.protocol_file(path) for path in protocols] + [rules.instrument_file(path) for path in instruments]
    new = own + rules.bundled()
    if settings is not None:
        new.insert(0, rules.settings_file(settings))
    with opened(demo=demo) as record:
        click.echo(f"adopted: {adopt_rules(record, new)} of {len(new)} (the others are in force already)")


@group.command()
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(sorted(SCOPES)))
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 3650), help="Days until it expires.")
@DEMO
def token(name: str, scopes: tuple[str, ...], days: int, demo: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Make a bearer token for the service NAME and print it, once: only its hash is kept.

    Example: interlude token booking-system --scope courses --scope clients --days 30
    """
    secret = secrets.token_urlsafe(32)
    with opened(demo=demo) as record:
        command = IssueToken(
            name=name,
            scopes=list(scopes),
            digest=sha256(secret.encode()).hexdigest(),
            expires_at=later(record.clock.now(), days * DAY),
        )
        record.executor.run(lambda world: issue_token(world, command), actor=SYSTEM, command_id=uuid4())
    click.echo(secret)


@group.command()
@click.argument("course", callback=_id)
@click.option("--as-of", help="As known at an instant, such as 2026-03-29T12:00:00Z.")
@click.option("--at", type=int, help="As known at a position of the log.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@DEMO
def replay(
    course: UUID,
    as_of: str | None,
    at: int | None,
    as_json: bool,  # noqa: FBT001 - click passes flags so
    demo: bool,  # noqa: FBT001 - as above
) -> None:
    """Print the case of COURSE as it was known then, or as it is known now.

    Example: interlude replay 6a1f4c0e-3a55-5b7e-9d0c-1f2b6f8f7a01 --as-of 2026-03-29T12:00:00Z
    """
    with opened(demo=demo) as record:
        position = instants.position_of(record.log, as_of=as_of, at=at)
        found = case_file.case_file(record.log, course, lambda text: record.keystore.index(ADDRESSES, text), position)
    click.echo(_json(case_file.to_dict(found)) if as_json else case_file.to_text(found))


@group.command(name="why")
@click.argument("message", callback=_id)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@DEMO
def why_command(message: UUID, as_json: bool, demo: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Say why MESSAGE was or was not sent: what was owed, what was decided when, by which rule.

    Example: interlude why 6a1f4c0e-3a55-5b7e-9d0c-1f2b6f8f7a01
    """
    with opened(demo=demo) as record:
        found = why.why(record.log, message, lambda text: record.keystore.index(ADDRESSES, text))
    click.echo(_json(why.to_dict(found)) if as_json else why.to_text(found))


@group.command()
@click.option("--demo", is_flag=True, help="A clinic of made-up clients, with simulated phones and mailboxes.")
@click.option("--empty", is_flag=True, help="With --demo: no courses to begin with.")
@click.option("--start", callback=instant, help="With --demo: the instant at which the demo's time begins.")
def serve(demo: bool, empty: bool, start: int | None) -> None:  # noqa: FBT001 - click passes flags so
    """Serve the API, and do what falls due.

    Example: interlude serve --demo
    """
    from interlude.demo.serve import serve_demo  # noqa: PLC0415 - only the demo needs the demo
    from interlude.serve import serve as serve_clinic  # noqa: PLC0415 - a replay needs no web server

    env = _environment()
    if demo:
        serve_demo(env, empty=empty, start=start)
        return
    if empty or start is not None or env.failpoint:
        raise click.UsageError("--empty, --start and INTERLUDE_FAILPOINT are for --demo only")
    serve_clinic(env, MachineClock())


@group.command()
def openapi() -> None:
    """Print the description of the API (OpenAPI 3.1, JSON).

    Example: interlude openapi > openapi.json
    """
    from api.app import openapi_document  # noqa: PLC0415 - a replay needs no web server

    click.echo(_json(openapi_document()))


def _json(content: object) -> str:
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()
