"""`python -m benchmarks [NAME...] [--scale small|full]`: runs them, prints a table and writes `var/bench.json`."""

import os
import time
import zoneinfo
from contextlib import closing
from pathlib import Path

import click

from benchmarks import append, rebuild, replay, report, scale
from benchmarks.bench import Bench, Result
from benchmarks.machine import machine
from benchmarks.places import Places
from interlude.bars import bars

BENCHMARKS = {"append": append.run, "replay": replay.run, "rebuild": rebuild.run, "scale": scale.run}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)), metavar="[NAME]...")
@click.option("--scale", "size", type=click.Choice(["small", "full"]), default="small", show_default=True)
@click.option("--var", type=click.Path(path_type=Path), default=Path("var"), show_default=True, help="Where to write.")
def main(names: tuple[str, ...], size: str, var: Path) -> None:
    """Measure ours beside its baselines in one run; of a NAME, or all: append, replay, rebuild, scale.

    Ratios are those of rounds in which both ran one after the other. Figures of a busy machine say little: the load
    before and after is written beside them.
    """
    # The tz database of the program, as it uses it.
    zoneinfo.reset_tzpath(())
    started = time.time()
    with closing(Places(var)) as places:
        facts: dict[str, object] = {"scale": size, "started": int(started), "machine": machine(places)}
        results: list[Result] = []
        with bars() as show:
            bench = Bench(places, full=size == "full", show=show)
            for name in names or BENCHMARKS:
                results += BENCHMARKS[name](bench)
        facts |= {"seconds": round(time.time() - started), "load_after": [round(one, 2) for one in os.getloadavg()]}
    report.write(var / "bench.json", facts, results)
    click.echo(report.table(results))
    click.echo(f"\n{facts['machine']}\nload after: {facts['load_after']}; written to {var / 'bench.json'}")


if __name__ == "__main__":
    main()
