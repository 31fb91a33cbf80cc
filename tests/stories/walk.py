"""A walk: a random course, step by step, held against the model after each of them."""

from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from uuid import UUID

from domain.clinic.closing import NoteClosure, note_closure
from domain.clinic.decisions import adopt
from domain.course.state import Course
from domain.errors import InterludeError
from domain.instant import MINUTE, later
from domain.policy.case import Case
from domain.values import local_time
from interlude import rules
from tests.builders import a_client, a_clinic, a_course
from tests.domain.memory import MemoryWorld
from tests.domain.story import Story
from tests.stories import facts, plans
from tests.stories.model import CLOSURES, Model
from tests.stories.steps import ZONE, Draw, Step, wall

DAY_MINUTES = 24 * 60

THEMES: tuple[tuple[Draw, ...], ...] = (
    (*plans.BOOKINGS, plans.move, facts.attendance),
    (facts.area, plans.choose_focus, plans.choose_focus, plans.choose_focus, facts.leave_focus),
    (*plans.STANDING, *facts.NOTES, facts.attendance, facts.phase),
)
"""What a walk is mostly about, so that deep states are reached; all of it is drawn in each."""

EVERYTHING: tuple[Draw, ...] = tuple(draw for theme in THEMES for draw in theme)


def a_beginning() -> Story:
    """A course of 16 sessions at a clinic that is closed now and then, with nothing booked yet."""
    # Reminders have walks of their own elsewhere; here they would take up half of the time.
    clinic = a_clinic().with_settings(reminders=dict(first=dict(enabled=False), last=dict(enabled=False)))
    story = a_course().at(clinic).for_client(a_client().in_zone(ZONE)).begun_at("2026-04-01T04:30:00Z").opened()
    gad7 = [one for one in rules.instruments() if one.name.startswith("gad-7")]
    story.run(adopt, gad7)
    for first, last in CLOSURES:
        story.run(note_closure, NoteClosure(first_on=first, last_on=last, reason="public holiday"))
    return story


class Fork(MemoryWorld):
    """A world that goes on from where another one stands, and leaves that as it is.

    A case is folded once for each length of the log: a walk asks for it several times a step.
    """

    def __init__(self, world: MemoryWorld) -> None:
        super().__init__(world.now)
        self.log = list(world.log)
        self._streams = {stream: list(entries) for stream, entries in world._streams.items()}
        self._commands = copy(world._commands)
        self._known: dict[tuple[UUID, int], tuple[Case, dict[UUID, int]]] = {}

    def case(self, course: UUID) -> Case:
        key = (course, len(self.log))
        if key not in self._known:
            before = dict(self._seen)
            self._seen.clear()
            self._known = {key: (super().case(course), dict(self._seen))}
            self._seen |= before
        found, versions = self._known[key]
        self._seen |= versions
        return found


Watch = Callable[[MemoryWorld, Step, str], None]
"""Told of each step that was taken, and of the code by which it was refused, or nothing."""


@dataclass
class Walk:
    """One random course; `told` are its steps, so that a failure can be read.

    `noted_while` counts the facts that were recorded, by how the course stood.
    """

    seed: int
    story: Story
    told: list[str] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    noted_while: Counter[str] = field(default_factory=Counter)
    world: Fork = field(init=False)
    model: Model = field(init=False)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.theme = self.rng.choice(THEMES)
        self.world = Fork(self.story.world)
        self.model = Model(now=local_time(self.world.now, ZONE), agreed=16)

    def go(self, steps: int, watch: Watch | None = None) -> "Walk":
        for _ in range(steps):
            self._wait()
            step = self._drawn()
            refused = self._take(step)
            self.told.append(f"{step.name}: {refused or 'accepted'}")
            self.taken["refused" if refused else "fact" if step.is_fact else "planned"] += 1
            if step.is_fact and not refused:
                self.noted_while[self.model.standing] += 1
            if watch is not None:
                watch(self.world, step, refused)
        return self

    def _wait(self) -> None:
        """Let a minute or some days pass, or the time until the next session has begun."""
        minutes = self.rng.choice((1, 1, 1, DAY_MINUTES, self.rng.randint(1, 4 * DAY_MINUTES)))
        self.world.now = later(self.world.now, minutes * MINUTE)
        ahead = [self.model.bookings[one].starts for one in self.model.ahead()]
        if ahead and self.rng.random() < 1 / 5:
            self.world.now = max(self.world.now, later(wall(ahead[0]).instant(), 5 * MINUTE))
        self.model.now = local_time(self.world.now, ZONE)

    def _drawn(self) -> Step:
        while True:
            draw = self.rng.choice(self.theme if self.rng.random() < 0.7 else EVERYTHING)
            step = draw(self.rng, self.model, self.story.course)
            if step is not None:
                return step

    def _take(self, step: Step) -> str:
        before = len(self.world.log)
        try:
            self.world.run(step.decide)
        except InterludeError as refusal:
            refused = refusal.code
        else:
            refused = ""
            step.effect(self.world.new_id)
        self._judge(step, refused, len(self.world.log) - before)
        self._agrees(step)
        return refused

    def _judge(self, step: Step, refused: str, appended: int) -> None:
        """Refused for one of the reasons that the model sees, and without a trace; or accepted because it sees none."""
        if refused:
            assert refused in step.refusals, self._so_far(step, refused)
            assert not appended, self._so_far(step, "a refused command changed something")
        else:
            assert not step.refusals, self._so_far(step, f"accepted, in spite of {step.refusals}")
            assert appended or not step.is_fact, self._so_far(step, "a fact left no event")

    def _agrees(self, step: Step) -> None:
        case = self.world.case(self.story.course)
        found, expected = seen(case), modelled(self.model)
        assert found == expected, self._so_far(step, f"{found}\ninstead of\n{expected}")
        in_focus = [one.area for one in case.formulation.in_focus()]
        assert len(in_focus) == len(set(in_focus)) <= 2, self._so_far(step, "a double focus")
        seconds = sum(one.second for one in case.formulation.in_focus())
        assert seconds == max(0, len(in_focus) - 1), self._so_far(step, "no focus that is the first")
        assert not overlapping(case.course), self._so_far(step, "two sessions at the same time")

    def _so_far(self, step: Step, wrong: str) -> str:
        lines = "\n".join(self.told[-40:])
        return f"walk {self.seed}, after\n{lines}\nthen {step.name} at {self.model.now}: {wrong}"


Seen = tuple[object, ...]
"""What is compared: sessions, foci, phase, numbers agreed, whether it rests or is over."""


def seen(case: Case) -> Seen:
    """What the decisions know of a course."""
    course = case.course
    sessions = {
        one.id: (one.slot.starts.local, one.slot.minutes, one.attendance, one.cancelled_by is not None, one.lapsed)
        for one in course.sessions.values()
    }
    focus = {one.area for one in case.formulation.in_focus()}
    numbers = (course.phase, course.sessions_agreed, course.minutes, course.every_days or 7)
    return (sessions, focus, *numbers, course.is_paused, course.discharged_on)


def modelled(model: Model) -> Seen:
    """The same of the model."""
    sessions = {
        session: (one.starts, one.minutes, one.attendance, one.cancelled, one.lapsed)
        for session, one in model.bookings.items()
    }
    numbers = (model.phase, model.agreed, model.minutes, model.every)
    return (sessions, set(model.focus), *numbers, model.paused, model.discharged_on)


def overlapping(course: Course) -> bool:
    """Whether two sessions take up the same time."""
    taking = [(one.starts_at, one.slot.minutes) for one in course.sessions.values() if one.occupies]
    spans = sorted((starts, later(starts, minutes * MINUTE)) for starts, minutes in taking)
    return any(after[0] < before[1] for before, after in pairwise(spans))
