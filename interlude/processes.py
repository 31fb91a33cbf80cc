"""The commands by which a clinic in a database server is served: any number of `api` and of `worker` processes."""

import os

import click

from interlude.environment import environment
from store.persistence import MachineClock


@click.command()
def api() -> None:
    """Answer requests and webhooks, for a clinic on PostgreSQL; what falls due is done by `interlude worker`.

    Example: INTERLUDE_DATABASE_URL=postgresql://interlude@db/clinic interlude api
    """
    _serve("api")


@click.command()
def worker() -> None:
    """Do what falls due, for a clinic on PostgreSQL; answers nothing but /health/live and /health/ready.

    Example: INTERLUDE_DATABASE_URL=postgresql://interlude@db/clinic INTERLUDE_PORT=8001 interlude worker
    """
    _serve("worker")


def _serve(role: str) -> None:
    from interlude.compose import Role  # noqa: PLC0415 - a replay needs no web server
    from interlude.serve import serve_part  # noqa: PLC0415 - as above

    serve_part(environment(os.environ), MachineClock(), Role(role))


def add_to(group: click.Group) -> None:
    """Add the commands to the command line."""
    group.add_command(api)
    group.add_command(worker)
