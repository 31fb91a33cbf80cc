"""A small demo clinic: four people of a cast, and the program and the app over it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time
from pathlib import Path

import msgspec
from litestar import Litestar

from api.pages.demo import POLICY, handlers
from domain.course.values import Outcome
from domain.instant import parse
from interlude.compose import Program, open_record
from interlude.demo.cast import Person, Turn, Weekly
from interlude.demo.clinical import cases
from interlude.demo.clock import DemoClock
from interlude.demo.desk import Desk
from interlude.demo.stepper import Stepper
from interlude.environment import Environment
from interlude.serve import app
from notifiers.simulated.provider import SimulatedProvider

PRESENT = parse("2026-04-15T10:00:00Z")
"""A Wednesday, two weeks after the spring change in London."""

NAME = "Amelia <b>Hartley</b>"
"""A name that must never be taken for HTML."""

NUMBER = "+447700900101"
HOST = "http://127.0.0.1:8000"

CAST = [
    Person(
        name=NAME,
        phone=NUMBER,
        email="amelia@client.example",
        clinician="Dr Okafor",
        source="GP",
        reason="Low since a move",
        weeks=3,
        lead_minutes=15,
        check_in_minutes=30,
        answers="always",
        mood=(3, 6),
        case=msgspec.structs.replace(cases()["Amelia Hartley"], risk=[3], assessed=False),
        turns=[
            Turn(session=1, do="plan", change="Focus agreed", reason="Onset with the move", decided_by="Both"),
            Turn(session=2, do="move", days=1, reason="Work"),
        ],
    ),
    Person(
        name="Peter Novak",
        phone="+447700900102",
        clinician="Dr Lind",
        source="GP",
        reason="Low",
        weeks=3,
        weekday=1,
        check_in=Weekly(weekday=3, at=time(9, 30)),
        answers="unclear",
        turns=[
            Turn(session=1, do="miss"),
            Turn(session=2, do="stop"),
            Turn(session=3, do="discharge", outcome=Outcome.DROPPED_OUT, reason="Moved away"),
        ],
    ),
    Person(
        name="Isla McGregor",
        phone="+447700900103",
        email="isla@client.example",
        clinician="Dr Lind",
        source="GP",
        reason="Low",
        weeks=2,
        weekday=0,
        answers="none",
        turns=[Turn(session=1, do="pause", weeks=9, reason="In hospital")],
    ),
    Person(
        name="Lucy Barlow",
        phone="+447700900104",
        clinician="Dr Lind",
        source="Self-referral",
        reason="Low",
        weeks=-2,
        until="accepted",
    ),
]


@dataclass(frozen=True)
class Demo:
    """A served demo in process."""

    program: Program
    clock: DemoClock
    desk: Desk
    app: Litestar


@contextmanager
def opened(directory: Path, **surroundings: str) -> Iterator[Demo]:
    """Open the demo in a directory; the app starts the program when it is served."""
    env = Environment(database_url=f"sqlite:///{directory}", **surroundings)
    clock = DemoClock(directory / "clock", PRESENT)
    record = open_record(env, clock)
    simulated = SimulatedProvider(directory / "simulated.db")
    try:
        program = Program(env, record, clock, simulated=simulated, two_way=True)
        desk = Desk(program, Stepper(clock, program.pump, program.runner, record.log), clock)
        yield Demo(program, clock, desk, app(program, handlers(desk), POLICY))
    finally:
        simulated.close()
        record.close()
