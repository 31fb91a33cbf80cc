"""Random courses: whatever is tried in whatever order, the record is what a small model says, and replays as it was."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from domain.instant import iso
from projections.history.as_of import position_of
from tests.domain.story import Story
from tests.stories.real import real_log
from tests.stories.walk import Walk, a_beginning

PARTS = 8
"""The walks are divided, so that they share the processors."""

WALKS, STEPS = 210, 30
"""In each part: 8 times 210 walks of 30 steps are 50,400 steps."""

LONG = 300
"""Steps of one walk that goes on for half a year and more."""

REAL = 80
"""Steps of one walk over a real log."""


@pytest.fixture(scope="module")
def beginning() -> Story:
    return a_beginning()


def test_at_least_fifty_thousand_steps_are_taken() -> None:
    assert PARTS * WALKS * STEPS >= 50_000


@pytest.mark.parametrize("part", range(PARTS))
def test_the_record_is_what_the_model_says_after_every_step(beginning: Story, part: int) -> None:
    taken: Counter[str] = Counter()
    for seed in range(part * WALKS, (part + 1) * WALKS):
        taken += Walk(seed, beginning).go(STEPS).taken
    assert taken.total() == WALKS * STEPS
    # Each kind has its share, so that no change of the draw leaves one untried.
    assert min(taken["fact"], taken["planned"], taken["refused"]) > WALKS * STEPS / 8


def test_a_long_course_is_what_the_model_says(beginning: Story) -> None:
    walk = Walk(seed=-1, story=beginning).go(LONG)
    assert walk.taken.total() == LONG


def test_facts_are_recorded_however_the_course_stands(beginning: Story) -> None:
    """That none is refused which is one, and whose reason is given, each walk holds; here, that this was tried."""
    noted: Counter[str] = Counter()
    for seed in range(60):
        noted += Walk(seed, beginning).go(STEPS).noted_while
    assert min(noted[standing] for standing in ("running", "paused", "discharged")) > 20


@pytest.mark.parametrize("seed", range(1_000_001, 1_000_005))
def test_a_replay_is_what_was_read_live(beginning: Story, tmp_path: Path, seed: int) -> None:
    walk = Walk(seed, beginning)
    with real_log(tmp_path, beginning.course) as real:
        real.begin(beginning.world.log, beginning.world.now)
        walk.go(REAL, real.watch)
        live = real.live()
        read_then, known_at = real.read_then, real.known_at
    # As another process, which has only what is on the disk.
    with real_log(tmp_path, beginning.course) as real:
        assert real.live() == live
        for position in Random(seed).sample(sorted(read_then), 12):
            assert real.replayed(position) == read_then[position]
        for instant in Random(seed).sample(sorted(known_at), 12):
            position = position_of(real.log, as_of=iso(instant)) or 0
            assert position == known_at[instant]
            assert real.replayed(position) == read_then[position]
