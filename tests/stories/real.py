"""A walk over a real log: the same commands at the same instants, with the case file as it was read after each step."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from domain.errors import InterludeError
from domain.event import SYSTEM, Change, Entry
from domain.instant import Instant
from domain.policy.case import Case
from projections.history import case_file
from store.application import EventLog
from store.execute import ADDRESSES, Executor
from store.keyfile import create_key_file, read_key_file
from store.keys import Keystore
from store.migrate import migrate
from tests.domain.memory import MemoryWorld
from tests.store.things import SteppedClock
from tests.stories.steps import Step


class RealLog:
    """A log in a directory that begins as a world of memory stands."""

    def __init__(self, log: EventLog, keystore: Keystore, clock: SteppedClock, course: UUID) -> None:
        self.log = log
        self._keystore = keystore
        self._clock = clock
        self._executor = Executor(log, keystore, clock)
        self._course = course
        self.read_then: dict[int, Any] = {}
        """Case files by the position of the log at which they were read."""
        self.known_at: dict[Instant, int] = {}
        """How far the log had come at an instant."""

    def begin(self, entries: list[Entry], now: Instant) -> None:
        self._clock.at = now
        changes = [_again(entry) for entry in entries]
        read = dict.fromkeys((entry.stream for entry in entries), 0)
        self.log.append(changes, actor=SYSTEM, command_id=uuid4(), now=now, read=read)

    def watch(self, world: MemoryWorld, step: Step, refused: str) -> None:
        """Take the step that was taken in memory, and compare what it came to."""
        self._clock.at = world.now
        before = self.log.head()
        assert self._taken(world.command_id, step) == refused, step.name
        if refused:
            assert self.log.head() == before, step.name
        assert self.live() == world.case(self._course), step.name
        self.read_then[self.log.head()] = self.replayed()
        self.known_at[world.now] = self.log.head()

    def _taken(self, command_id: UUID, step: Step) -> str:
        try:
            self._executor.run(step.decide, actor=SYSTEM, command_id=command_id)
        except InterludeError as refusal:
            return refusal.code
        return ""

    def live(self) -> Case:
        """The case as decisions see it now."""
        return self._executor.world(uuid4()).case(self._course)

    def replayed(self, upto: int | None = None) -> Any:
        """The case file, as it is known or was known at a position."""
        return case_file.to_dict(case_file.case_file(self.log, self._course, self._line_id, upto))

    def _line_id(self, address: str) -> UUID:
        return self._keystore.index(ADDRESSES, address)


def _again(entry: Entry) -> Change:
    return Change(
        stream=entry.stream,
        event=entry.event,
        subject=entry.subject,
        course=entry.course,
        occurred_at=entry.occurred_at,
        cause=entry.cause,
    )


@contextmanager
def real_log(directory: Path, course: UUID) -> Iterator[RealLog]:
    """Open the log of a directory, which is made where there is none."""
    url, key_file = f"sqlite:///{directory / 'record'}", directory / "key"
    if not key_file.exists():
        migrate(url)
        create_key_file(key_file)
    clock = SteppedClock()
    with (
        closing(Keystore(url, read_key_file(key_file))) as keystore,
        closing(EventLog(url, keystore, clock)) as log,
    ):
        yield RealLog(log, keystore, clock, course)
