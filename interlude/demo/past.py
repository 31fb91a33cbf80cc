"""A simulated past: stories go on, messages fall due and are answered, all in the order of time."""

import heapq
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path

from domain.instant import Instant
from domain.message.values import Kind
from interlude.demo.answering import Answering
from interlude.demo.clock import DemoClock
from interlude.demo.phones import Phones
from interlude.demo.stepper import Stepper
from interlude.demo.story import Told
from notifiers.port import Outgoing
from notifiers.simulated.provider import SimulatedProvider
from store.execute import Executor

Happening = Callable[[], None]


class WatchedProvider(SimulatedProvider):
    """A simulated provider that tells what has arrived since it was last asked."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._arrived: list[Outgoing] = []

    def accept(self, medium: str, outgoing: Outgoing) -> int:
        """Keep one message, and remember it."""
        number = super().accept(medium, outgoing)
        self._arrived.append(outgoing)
        return number

    def arrived(self) -> list[Outgoing]:
        """Return what has arrived, and forget it; in one order, whichever thread was the first."""
        found, self._arrived = self._arrived, []
        return sorted(found, key=lambda outgoing: (outgoing.to, outgoing.message_id))


class Past:
    """Everything that happens up to the present, on one clock. `answering` is by number."""

    def __init__(
        self, executor: Executor, clock: DemoClock, provider: WatchedProvider, answering: Mapping[str, Answering]
    ) -> None:
        self._executor = executor
        self._clock = clock
        self._provider = provider
        self._answering = answering
        self._phones = Phones(executor, provider, clock)
        self._agenda: list[tuple[Instant, int, Happening]] = []
        self._order = count()

    def tell(self, told: Told) -> None:
        """Let a story go on until it has to wait, and again when it has waited."""
        at = next(told, None)
        if at is not None:
            self._later(at, partial(self.tell, told))

    def text(self, number: str, words: str) -> None:
        """Have a client text the clinic now."""
        self._phones.text(number, words)

    async def pass_by(self, stepper: Stepper, present: Instant, passed: Callable[[Instant], None]) -> None:
        """Let the time go on until it is `present`; `passed` is told where it stands."""
        while self._clock.now() < present:
            while self._agenda and self._agenda[0][0] <= self._clock.now():
                heapq.heappop(self._agenda)[2]()
            # What comes of it at once may be asked and answered before the next thing happens.
            await stepper.settle()
            self._answer()
            coming = min(self._agenda[0][0], present) if self._agenda else present
            await stepper.step(coming)
            self._answer()
            passed(self._clock.now())

    def _later(self, at: Instant, happening: Happening) -> None:
        heapq.heappush(self._agenda, (at, next(self._order), happening))

    def _answer(self) -> None:
        for question in self._provider.arrived():
            answer = self._answer_to(question)
            if answer is not None:
                at, words = answer
                self._later(at, partial(self.text, question.to, words))

    def _answer_to(self, outgoing: Outgoing) -> tuple[Instant, str] | None:
        message = self._executor.world(outgoing.message_id).message(outgoing.message_id)
        if message is None or message.obligation.kind is not Kind.QUESTION or outgoing.to not in self._answering:
            return None
        return self._answering[outgoing.to].answer(message.obligation.wording, outgoing.now)
