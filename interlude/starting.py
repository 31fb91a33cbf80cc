"""How the commands that serve a demo are told when its time begins."""

import click

from domain.instant import Instant, parse


def instant(_: click.Context, __: click.Parameter, text: str | None) -> Instant | None:
    """Return the instant that an option names, if it is given."""
    try:
        return parse(text) if text else None
    except ValueError:
        raise click.BadParameter("expected an instant such as 2026-03-29T12:00:00Z") from None
