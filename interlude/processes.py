"""The commands by which a clinic in a database server is served: any number of `api` and of `worker` processes."""

import os

import click

from domain.errors import Invalid
from interlude.environment import Environment, environment
from interlude.starting import instant
from store.persistence import MachineClock


@click.command()
@click.option("--demo", is_flag=True, help="The demo's clinic, whose time is stepped here; its workers follow.")
@click.option("--empty", is_flag=True, help="With --demo: no courses to begin with.")
@click.option("--start", callback=instant, help="With --demo: the instant at which the demo's time begins.")
def api(demo: bool, empty: bool, start: int | None) -> None:  # noqa: FBT001 - click passes flags so
    """Answer requests and webhooks, for a clinic on PostgreSQL; what falls due is done by `interlude worker`.

    Example: INTERLUDE_DATABASE_URL=postgresql://interlude@db/clinic interlude api
    """
    env = _on_a_server(environment(os.environ))
    if demo:
        from interlude.compose import Role  # noqa: PLC0415 - as below
        from interlude.demo.serve import serve_demo  # noqa: PLC0415 - only the demo needs the demo

        serve_demo(env, empty=empty, start=start, role=Role.API)
        return
    if empty or start is not None:
        raise click.UsageError("--empty and --start are for --demo only")
    _serve(env, "api")


@click.command()
@click.option("--demo", is_flag=True, help="For the demo's clinic, by its clock, in the same INTERLUDE_DEMO_DIRECTORY.")
def worker(demo: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Do what falls due, for a clinic on PostgreSQL; answers nothing but /health/live and /health/ready.

    Example: INTERLUDE_DATABASE_URL=postgresql://interlude@db/clinic INTERLUDE_PORT=8001 interlude worker
    """
    env = _on_a_server(environment(os.environ))
    if demo:
        from interlude.demo.serve import work_for_demo  # noqa: PLC0415 - only the demo needs the demo

        work_for_demo(env)
        return
    _serve(env, "worker")


def _on_a_server(env: Environment) -> Environment:
    if env.embedded:
        raise Invalid(field="INTERLUDE_DATABASE_URL", expected="postgresql://..., since a directory has one serve")
    return env


def _serve(env: Environment, role: str) -> None:
    from interlude.compose import Role  # noqa: PLC0415 - a replay needs no web server
    from interlude.serve import serve_part  # noqa: PLC0415 - as above

    if env.failpoint:
        raise click.UsageError("INTERLUDE_FAILPOINT is for --demo only")
    serve_part(env, MachineClock(), Role(role))


def add_to(group: click.Group) -> None:
    """Add the commands to the command line."""
    group.add_command(api)
    group.add_command(worker)
