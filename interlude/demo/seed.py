"""Makes the demo's courses: its staff, its clients and the real pump, over a simulated past up to the present."""

import asyncio
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from domain.client.contact import number
from domain.errors import Invalid
from domain.instant import DAY, HOUR, Instant, later
from interlude.compose import Program, Record, key_file, open_record
from interlude.demo.answering import Answering
from interlude.demo.appointments import first_session, placed
from interlude.demo.cast import Person, people
from interlude.demo.clinician import Clinician
from interlude.demo.clock import DemoClock
from interlude.demo.past import Past, WatchedProvider
from interlude.demo.prepare import configure, prepare
from interlude.demo.reception import Reception
from interlude.demo.stepper import Stepper
from interlude.demo.story import Story
from interlude.environment import EMBEDDED, Environment
from store.persistence import MachineClock

CLOCK = "clock"
"""The file of the demo's time."""

_WEEK = 7 * DAY
_BEFORE_THE_FIRST = 4 * _WEEK

Passed = Callable[[Instant], None]


def seed(env: Environment, directory: Path) -> None:
    """Make the demo's clinic in a directory, so that its present is the machine's full hour; shows a progress bar."""
    present = Instant(time.time_ns() // 1_000 // HOUR * HOUR)
    cast = people()
    begins = beginning(cast, present)
    with click.progressbar(length=_hours(begins, present), label="Courses", file=sys.stderr) as bar:
        make_whole(env, directory, cast, present, lambda now: bar.update(_hours(begins, now) - bar.pos))


def _hours(since: Instant, until: Instant) -> int:
    return max(0, int(until - since) // HOUR)


def make_whole(env: Environment, directory: Path, cast: Sequence[Person], present: Instant, passed: Passed) -> None:
    """Make a clinic beside its place, and put it there when it is whole: what is interrupted leaves no half of one.

    In a database server it is made in its place, which must be empty.

    Raises:
        Invalid: it is not.
    """
    beside = directory / "making"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    made = replace(env, database_url=EMBEDDED + str(beside), key_file=str(key_file(env))) if env.embedded else env
    if not env.embedded:
        _must_be_empty(env)
    make(made, beside, cast, present, passed)
    # The clock last: a demo without one is made again.
    for file in sorted(beside.iterdir(), key=lambda file: file.name == CLOCK):
        file.replace(directory / file.name)
    beside.rmdir()


def _must_be_empty(env: Environment) -> None:
    record = open_record(env, MachineClock())
    try:
        if record.log.head():
            raise Invalid(field="INTERLUDE_DATABASE_URL", expected="an empty database, or the clock of the demo in it")
    finally:
        record.close()


def beginning(cast: Sequence[Person], present: Instant) -> Instant:
    """Return when the first thing happens to anybody."""
    return later(min(first_session(person, present).instant() for person in cast), -_BEFORE_THE_FIRST)


def make(env: Environment, directory: Path, cast: Sequence[Person], present: Instant, passed: Passed) -> None:
    """Make a clinic with the courses of a cast, whose demo time is then `present`."""
    prepare(env)
    found = [placed(person, present) for person in cast]
    clock = DemoClock(directory / CLOCK, beginning(found, present))
    record = open_record(env, clock)
    provider = WatchedProvider(directory / "simulated.db")
    try:
        configure(record)
        past = _past(record, clock, provider, found, present)
        asyncio.run(_live(Program(env, record, clock, simulated=provider, two_way=True), past, clock, present, passed))
    finally:
        provider.close()
        record.close()


def _past(
    record: Record, clock: DemoClock, provider: WatchedProvider, cast: Sequence[Person], present: Instant
) -> Past:
    answering = {number(person.phone, "phone"): _answering(person, present) for person in cast}
    past = Past(record.executor, clock, provider, answering)
    for person in cast:
        reception, clinician = Reception(record.executor, person), Clinician(record.executor, person)
        says = partial(past.text, number(person.phone, "phone"))
        past.tell(Story(person, reception, clinician, says, past.tell).told(present))
    return past


def _answering(person: Person, present: Instant) -> Answering:
    begins = first_session(person, present).instant()
    ends = max(later(begins, _WEEK), min(present, later(begins, person.agreed * _WEEK)))
    return Answering(person, begins, ends)


async def _live(program: Program, past: Past, clock: DemoClock, present: Instant, passed: Passed) -> None:
    # Without the timer: here nobody but the stepper wakes the pump.
    program.runner.start()
    try:
        stepper = Stepper(clock, program.pump, program.runner, program.record.log)
        await past.pass_by(stepper, present, passed)
    finally:
        await program.stop()
