"""A process is killed at every boundary, and at random: nothing acknowledged is lost, and no text comes twice."""

import os
import random
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest

from tests.doubles.twilio_faults import Fault, hang
from tests.process.aftermath import Aftermath
from tests.process.clinic import INBOUND, OURS, Clinic
from tests.process.three_weeks import NUMBER, ThreeWeeks

KILLS = 2
"""Kills in one life of three weeks, at each boundary and by the provider."""

SEEDS = range(4)
RANDOM_KILLS = 5
"""Kills in one life at random: twenty with all seeds."""

BOUNDARIES = ("decided", "claimed", "before-outcome", "before-reading")
LONGEST = 0.3
"""Seconds within which a random kill falls: about as long as a few steps take."""

ALL = os.environ.get("INTERLUDE_TEST_KILLS") == "all"
"""Three processes take their time to start: on PostgreSQL some of the kills stand for all, unless all are asked for."""

Point = TypeVar("Point")


def on_each_database(points: Sequence[Point], some: Sequence[Point]) -> list[tuple[str, Point]]:
    """Each of the points on SQLite, and some of them or all on PostgreSQL."""
    return [("sqlite", point) for point in points] + [("postgres", point) for point in (points if ALL else some)]


@pytest.fixture
def boundary() -> str:
    return ""


@pytest.fixture
def failpoints(boundary: str) -> list[str]:
    return [f"{boundary}:{n}" for n in (2, 3)] if boundary else []


def test_without_a_kill_everything_comes_once(clinic: Clinic) -> None:
    weeks = ThreeWeeks(clinic)
    weeks.live()
    after = Aftermath(clinic, weeks.course)
    after.hold()
    assert after.by_person == set()
    assert len(clinic.twilio.ledger) == 3 + 3 * 3
    assert len(clinic.mail.ledger) == 2


@pytest.mark.parametrize(("database", "boundary"), on_each_database(BOUNDARIES, ["claimed", "before-reading"]))
def test_killed_at_a_boundary_the_program_goes_on(clinic: Clinic, database: str) -> None:
    weeks = ThreeWeeks(clinic)
    weeks.live()
    # Of two workers the one that comes to it oftener dies surely; the other goes on, and may die later.
    assert clinic.restarts == KILLS or (database == "postgres" and clinic.restarts == 1)
    Aftermath(clinic, weeks.course).hold()


@pytest.mark.parametrize(("database", "accept"), on_each_database([False, True], [True]))
def test_killed_while_the_provider_has_a_text_the_program_goes_on(clinic: Clinic, accept: bool) -> None:  # noqa: FBT001
    assassin = Assassin(clinic, hang(accept=accept))
    weeks = ThreeWeeks(clinic, assassin)
    weeks.live()
    assert clinic.restarts == KILLS * clinic.server.senders
    after = Aftermath(clinic, weeks.course)
    after.hold()
    # What the provider took is found in its list; of what it did not take nobody can be sure.
    assert len(after.by_person) == (0 if accept else KILLS)


def test_killed_right_after_a_text_was_acknowledged_it_is_read_once(clinic: Clinic) -> None:
    weeks = ThreeWeeks(clinic)
    weeks.begin()
    weeks.until("2026-03-18T18:00:00Z")
    clinic.server.step("2026-03-18T19:00:00Z")
    assert clinic.twilio.deliver_inbound(INBOUND, NUMBER, OURS, "7", sid="SM" + "7" * 32).status_code == 200
    clinic.server.kill()
    clinic.serve()
    clinic.texts_in.append("SM" + "7" * 32)
    assert clinic.twilio.deliver_inbound(INBOUND, NUMBER, OURS, "7", sid="SM" + "7" * 32).status_code == 200
    clinic.server.settle()
    weeks.heard = 1
    weeks.finish()
    Aftermath(clinic, weeks.course).hold()


@pytest.mark.parametrize(("database", "seed"), on_each_database(SEEDS, SEEDS[:2]))
def test_killed_at_random_the_program_goes_on(clinic: Clinic, seed: int) -> None:
    reaper = Reaper(clinic, random.Random(seed))
    weeks = ThreeWeeks(clinic, reaper)
    weeks.live()
    assert reaper.kills == RANDOM_KILLS
    Aftermath(clinic, weeks.course).hold()


class Assassin:
    """Kills the process each time that the provider has one of its requests, up to `KILLS` times."""

    def __init__(self, clinic: Clinic, fault: Fault) -> None:
        self._clinic = clinic
        self._fault = fault
        self._left = KILLS

    def __call__(self, call: Callable[[], Any]) -> Any:
        if not self._left:
            return call()
        faults = self._clinic.twilio.faults
        if not faults:
            faults.append(self._fault)
        over = threading.Event()
        watch = threading.Thread(target=self._strike, args=(over,))
        watch.start()
        try:
            return call()
        finally:
            over.set()
            watch.join()

    def _strike(self, over: threading.Event) -> None:
        """Kill as soon as a request has met the fault; the provider never answers it."""
        while not over.wait(0.005):
            if not self._clinic.twilio.faults:
                self._left -= 1
                self._clinic.server.kill_senders()
                return


class Reaper:
    """Kills the process at a random moment of some of what is done from outside, or right after it."""

    def __init__(self, clinic: Clinic, chance: random.Random) -> None:
        self._clinic = clinic
        self._chance = chance
        self._calls = 0
        self._fatal = set(chance.sample(range(10), RANDOM_KILLS))
        self.kills = 0

    def __call__(self, call: Callable[[], Any]) -> Any:
        self._calls += 1
        if self._calls - 1 not in self._fatal:
            return call()
        self.kills += 1
        strike = threading.Timer(self._chance.uniform(0, LONGEST), self._clinic.server.kill_any, [self._chance])
        strike.start()
        try:
            return call()
        finally:
            strike.join()
