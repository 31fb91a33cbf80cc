"""The store under faults, at length: `make faults-store ROUNDS=200`, or `python -m tests.faults_store --rounds 200`.

On SQLite a process that appends from four threads is killed (-9) in each round; on PostgreSQL the server is
restarted at once under eight callers, in a quarter of the rounds. Then both disks are full. Prints what was
acknowledged, lost, doubled and refused for no reason, as JSON; ends with 1 if anything was.
"""

import json
import random
import subprocess
import sys
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import click

from store.application import EventLog
from store.keys import Keystore
from store.migrate import migrate_keys, migrate_log
from store.persistence import MachineClock
from store.record import leaf
from tests import pg
from tests.store.appender import SECRET
from tests.store.test_faults import ROOT, acknowledged
from tests.store.test_restarts import acknowledged as count_of
from tests.store.test_restarts import at_work, wait_for

MOST = 60
"""Acknowledged appends in one life of a process, at most; the least is one."""

EACH_RESTART = 40
"""Acknowledged appends between two restarts of the server."""

Positions = dict[UUID, int]
Result = dict[str, int]


@click.command()
@click.option("--rounds", default=200, show_default=True, type=click.IntRange(4), help="Kills; restarts are a quarter.")
@click.option("--seed", default=0, show_default=True, help="Of the moments at which a process is killed.")
def main(rounds: int, seed: int) -> None:
    """Run the faults of the store, and print what came of them."""
    with TemporaryDirectory(prefix="interlude-faults-") as directory:
        sqlite = killed(f"sqlite:///{directory}", rounds, random.Random(seed))
    found: dict[str, Any] = {"sqlite": sqlite, "postgres": restarted(pg.server().fresh_database(), rounds // 4)}
    found["disk-full"] = {"refused and resumed": on_full_disks()}
    click.echo(json.dumps(found, indent=2))
    wrong = [found[database][what] for database in ("sqlite", "postgres") for what in ("lost", "doubled", "conflicts")]
    sys.exit(bool(any(wrong) or not found["disk-full"]["refused and resumed"]))


def killed(url: str, rounds: int, chance: random.Random) -> Result:
    """Kill a process that appends, again and again."""
    prepare(url)
    known: Positions = {}
    conflicts = 0
    with click.progressbar(range(rounds), label="SQLite, kill -9", file=sys.stderr) as bar:
        for _ in bar:
            lines, faults = life(url, chance.randint(1, MOST))
            known |= acknowledged(lines)
            conflicts += faults.count("StaleRead")
    return judged(url, known) | {"rounds": rounds, "conflicts": conflicts}


def life(url: str, enough: int) -> tuple[list[str], str]:
    """Let a process append until some are acknowledged, and kill it; returns what it said."""
    command = [sys.executable, "-m", "tests.store.appender", url]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        lines = list(islice(process.stdout, enough))
        process.kill()
        rest, faults = process.communicate()
    return lines + rest.splitlines(keepends=True), faults


def restarted(url: str, rounds: int) -> Result:
    """Restart the server at once under load, again and again."""
    prepare(url)
    with closing(Keystore(url, SECRET)) as keys, closing(EventLog(url, keys, MachineClock())) as log:
        with at_work(log) as callers, click.progressbar(length=rounds, label="PostgreSQL", file=sys.stderr) as bar:
            for _ in range(rounds):
                wait_for(callers, count_of(callers) + EACH_RESTART)
                pg.server().restart_at_once()
                bar.update(1)
            wait_for(callers, count_of(callers) + EACH_RESTART)
        known = {command: answer.first_position for one in callers for command, answer in one.done.items()}
        refusals = sum((caller.refusals for caller in callers), Counter[str]())
    return judged(url, known) | {"rounds": rounds, "conflicts": refusals["a conflict with nobody"]}


def prepare(url: str) -> None:
    migrate_log(url)
    migrate_keys(url)


def judged(url: str, known: Positions) -> Result:
    """Compare what was acknowledged with what stands: every command is two events, side by side."""
    with closing(Keystore(url, SECRET)) as keys, closing(EventLog(url, keys, MachineClock())) as log:
        rows = log.recorder.select_notifications(1, 10**7)
        assert [row.id for row in rows] == list(range(1, len(rows) + 1))
        assert all(row.leaf == leaf(row) for row in rows)
        standing: dict[UUID | None, list[int]] = {}
        for row in rows:
            standing.setdefault(row.command_id, []).append(row.id)
        lost = sum(standing.get(command) != [at, at + 1] for command, at in known.items())
    doubled = sum(len(positions) != 2 for positions in standing.values())
    return {"acknowledged": len(known), "standing": len(standing), "lost": lost, "doubled": doubled}


def on_full_disks() -> bool:
    """Fill the disks of both databases, as the tests do."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/store/test_faults.py",
        "-k",
        "full",
    ]
    return subprocess.run(command, cwd=Path(ROOT), stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    main()
